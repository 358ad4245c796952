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
        /// A list was made.
        ListMade = "liste",
        /// Settings were kept.
        Settled = "reglages",
        /// A record was added.
        Added = "ajout",
        /// A record was changed.
        Changed = "modification",
        /// A record went to another state.
        Moved = "etat",
        /// A source was named.
        Fed = "source",
        /// A source is not asked any more.
        Unfed = "sans-source",
        /// A source is being asked.
        Asked = "actualisation",
    }
}

impl Done {
    const fn sentence(self) -> &'static str {
        match self {
            Self::ListMade => "La liste est créée. Ajoutez ses fiches, ou importez un fichier.",
            Self::Settled => "Les réglages sont enregistrés.",
            Self::Added => "La fiche est ajoutée.",
            Self::Changed => "La fiche est enregistrée.",
            Self::Moved => "L’état de la fiche est changé.",
            Self::Fed => "La source est enregistrée. La première lecture se fait dans quelques instants.",
            Self::Unfed => "La source est retirée. Les fiches restent, et se modifient ici.",
            Self::Asked => "La source est lue dans quelques instants. Rechargez la page pour voir le résultat.",
        }
    }
}

/// The notice of what was done, if the address tells of something.
pub fn notice(code: &str) -> Markup {
    html! { @if let Some(done) = Done::parse(code) { (ui::notice(Kind::Success, done.sentence(), html! {})) } }
}
