//! What an opinion says.

db::text_enum! {
    /// What an opinion says.
    pub enum Stance {
        /// Yes.
        Favourable = "favourable",
        /// Yes, on conditions.
        Reserved = "reserved",
        /// No.
        Unfavourable = "unfavourable",
    }
}

impl Stance {
    /// As agents read it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Favourable => "Avis favorable",
            Self::Reserved => "Avis favorable avec réserves",
            Self::Unfavourable => "Avis défavorable",
        }
    }
}

impl From<Stance> for workflow::Opinion {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Favourable => Self::Favourable,
            Stance::Reserved => Self::Reserved,
            Stance::Unfavourable => Self::Unfavourable,
        }
    }
}
