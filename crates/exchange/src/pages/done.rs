//! What was just done, told at the top of the page that follows.

use serde::Deserialize;
use ui::{Kind, Markup, html};

/// The part of an address that tells it.
#[derive(Deserialize)]
pub struct Told {
    #[serde(default)]
    pub fait: String,
}

db::text_enum! {
    /// What an administrator just did.
    pub enum Done {
        /// A connector was made.
        Made = "ajout",
        /// A connector was changed.
        Set = "reglages",
        /// A try was answered.
        Answered = "essai",
        /// A try failed.
        Failed = "echec",
        /// A name was bound, or unbound.
        Bound = "lien",
        /// A connector was taken away.
        Removed = "suppression",
    }
}

impl Done {
    const fn sentence(self) -> (Kind, &'static str) {
        match self {
            Self::Made => (Kind::Success, "Le connecteur est créé. Envoyez un essai pour vérifier qu’il répond."),
            Self::Set => (Kind::Success, "Le connecteur est enregistré."),
            Self::Answered => (Kind::Success, "Le logiciel a répondu à l’essai."),
            Self::Failed => (Kind::Warning, "L’essai a échoué. Le détail est dans les derniers appels."),
            Self::Bound => (Kind::Success, "Le lien est enregistré."),
            Self::Removed => (Kind::Success, "Le connecteur est supprimé."),
        }
    }
}

/// The notice of what was done, if the address tells of something.
pub fn notice(code: &str) -> Markup {
    html! {
        @if let Some(done) = Done::parse(code) {
            @let (kind, sentence) = done.sentence();
            (ui::notice(kind, sentence, html! {}))
        }
    }
}
