//! Why a check failed, in plain words.

use crate::model::reason;

db::text_enum! {
    /// What was found, besides what our endpoints refuse.
    pub enum Finding {
        /// After a lie, the client called the next endpoint.
        WentOn = "went-on",
        /// Its developer saw that it let him in.
        LetIn = "let-in",
        /// What must be new came twice.
        Repeated = "repeated",
        /// Nobody can tell who signs out.
        NoHint = "no-hint",
        /// It has no address to be told at.
        Unreachable = "unreachable",
        /// It answered something else than 200.
        Answer = "answer",
        /// It took what a stranger signed.
        Fooled = "fooled",
    }
}

/// The words of a finding, ours or the key of a refusal.
pub fn words(finding: &str) -> &'static str {
    match Finding::parse(finding) {
        Some(Finding::WentOn) => "Votre service a continué\u{a0}: il nous a appelés après le mensonge.",
        Some(Finding::LetIn) => "Votre service vous a connecté malgré le mensonge.",
        Some(Finding::Repeated) => "La même valeur est venue deux fois.",
        Some(Finding::NoHint) => "Votre service a envoyé la personne sans id_token_hint, ou avec un jeton qui n’est pas le nôtre.",
        Some(Finding::Unreachable) => "Votre service n’a pas répondu à l’avis, ou son adresse manque.",
        Some(Finding::Fooled) => "Votre service a répondu 200 à un avis qu’un inconnu a signé.",
        Some(Finding::Answer) => "Votre service a répondu autre chose que 200 à l’avis.",
        None => reason::explain(finding),
    }
}
