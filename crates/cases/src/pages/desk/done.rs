//! What was just done, told at the top of the page that follows.

db::text_enum! {
    /// What an agent just did.
    pub(super) enum Done {
        /// She took the case.
        Taken = "prise",
        /// She gave it back.
        GivenBack = "rendue",
        /// She took a transition of its workflow.
        Moved = "action",
        /// She wrote to the citizen.
        Written = "message",
        /// She asked for what is missing.
        Asked = "pieces",
        /// She asked for an opinion.
        OpinionAsked = "avis-demande",
        /// She gave an opinion.
        OpinionGiven = "avis-donne",
        /// She stopped waiting for one.
        OpinionDropped = "avis-retire",
        /// She left a note.
        Noted = "note",
        /// She handed it to another team.
        ToTeam = "equipe",
        /// She handed it to another authority.
        ToAuthority = "collectivite",
        /// A team was added.
        TeamAdded = "equipe-ajoutee",
        /// A team took a function on.
        Bound = "lien",
        /// Who is in which team changed.
        Members = "membres",
        /// How a team is reached changed.
        Contact = "coordonnees",
        /// The telephone of an agent changed.
        Mobile = "telephone",
        /// An agent may not act any more.
        Suspended = "suspension",
        /// An agent may act again.
        Restored = "retour",
        /// What stopped a case is tried again.
        TriedAgain = "relance",
        /// The case goes on without what stopped it.
        WentOn = "sans",
        /// There is nothing to process.
        NothingLeft = "rien",
    }
}

impl Done {
    /// In a sentence.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Taken => "Vous suivez maintenant cette demande.",
            Self::GivenBack => "La demande est rendue à l’équipe.",
            Self::Moved => "C’est fait. L’action est inscrite au journal.",
            Self::Written => "Votre message est envoyé à l’usager.",
            Self::Asked => "L’usager est prévenu de ce qui manque.",
            Self::OpinionAsked => "L’avis est demandé. Vous serez prévenu quand il arrive.",
            Self::OpinionGiven => "Votre avis est donné. Merci.",
            Self::OpinionDropped => "Cet avis n’est plus attendu.",
            Self::Noted => "Votre note est enregistrée. Seuls les agents la voient.",
            Self::ToTeam => "La demande est transmise à l’équipe.",
            Self::ToAuthority => "La demande part vers l’autre collectivité. Cela prend quelques instants.",
            Self::TeamAdded => "L’équipe est enregistrée.",
            Self::Bound => "Qui traite quoi est à jour.",
            Self::Members => "L’équipe est à jour.",
            Self::Contact => "Les coordonnées et les horaires de l’équipe sont enregistrés.",
            Self::Mobile => "Le téléphone de l’agent est enregistré.",
            Self::Suspended => "Cet agent ne peut plus agir ici.",
            Self::Restored => "Cet agent peut de nouveau agir ici.",
            Self::TriedAgain => "C’est relancé. Si cela échoue encore, la demande sera de nouveau bloquée.",
            Self::WentOn => "La demande continue.",
            Self::NothingLeft => "Aucune demande n’attend d’être prise.",
        }
    }
}

/// The notice of what was done, if the address tells of something.
pub(super) fn notice(code: &str) -> ui::Markup {
    ui::html! {
        @if let Some(done) = Done::parse(code) {
            (ui::notice(ui::Kind::Success, done.sentence(), ui::html! {}))
        }
    }
}
