//! Where a service stands.

db::text_enum! {
    /// The stage of a service.
    #[derive(Default)]
    pub enum Stage {
        /// On trial: it serves the members of its organisation only.
        Integration = "integration",
        /// Live: it serves everybody.
        #[default]
        Production = "production",
    }
}

impl Stage {
    /// Its name, as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Integration => "En essai",
            Self::Production => "En service",
        }
    }
}
