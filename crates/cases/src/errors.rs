//! Refusals in the words of agents and citizens.

use kernel::{Problem, text};
use workflow::Refusal;

use crate::store::journal::JournalLine;

/// Somebody acted since the page was shown: says who, when and what.
pub(crate) fn overtaken(last: Option<&JournalLine>) -> Problem {
    let what =
        last.map_or_else(String::new, |line| format!(" {} : « {} », le {}.", line.who.expose(), line.title, text::date_time(line.at)));
    Problem::Conflict(format!(
        "Votre action n’a pas été enregistrée : quelqu’un a agi sur cette demande avant vous.{what} Rouvrez la demande pour voir où elle en est."
    ))
}

/// Somebody gave the opinion, or nobody waits for it any more.
pub(crate) fn opinion_gone() -> Problem {
    Problem::Conflict("Cet avis est déjà donné, ou on ne l’attend plus.".to_owned())
}

/// Nothing is asked on a case that is over.
pub(crate) fn over() -> Problem {
    Problem::Conflict("Cette demande est terminée. On n’y demande plus rien.".to_owned())
}

/// Why the workflow refused.
pub(crate) fn refused(refusal: &Refusal, last: Option<&JournalLine>) -> Problem {
    match refusal {
        Refusal::StaleVersion { .. } => overtaken(last),
        Refusal::NotAvailable => Problem::Conflict("Cette action n’est plus possible à cette étape. Rouvrez la demande.".into()),
        Refusal::ConditionFalse => Problem::Conflict("Cette action n’est pas possible : ses conditions ne sont pas remplies.".into()),
    }
}
