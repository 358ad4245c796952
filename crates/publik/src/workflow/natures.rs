//! The nature of each status, guessed from its ways out and its name.

use kernel::{Slug, text::folded};
use workflow::{CITIZEN, Nature, Outcome, Status, Transition};

use super::{draft::Draft, emit::Graph};
use crate::report::{NatureGuess, Weight};

/// Words of a status's name that tell how a case ends.
const ENDS: [(Outcome, &[&str]); 4] = [
    (Outcome::Refused, &["refus", "rejet", "irrecevable", "defavorable", "non accept", "ineligib"]),
    (Outcome::Withdrawn, &["annul", "abandon", "retir", "desist", "sans suite", "expir", "hors delai", "supprim", "doublon"]),
    (Outcome::Accepted, &["accept", "accord", "valid", "delivr", "favorable", "approuv", "confirm", "inscrit", "attribu"]),
    (
        Outcome::Done,
        &[
            "termin", "trait", "clos", "clotur", "fini", "resolu", "realis", "archiv", "rembours", "paye", "envoy", "repondu", "transmis",
            "redirig",
        ],
    ),
];

/// Words that tell that the citizen is waited for.
const WAITS: [&str; 8] =
    ["attente", "complement", "incomplet", "a completer", "piece manquante", "information necessaire", "a corriger", "rappel"];

pub(crate) fn guess(graph: &mut Graph, draft: &mut Draft<'_>) {
    let (initial, ends, asking) = (graph.initial.clone(), graph.ends.clone(), graph.asking.clone());
    // a failed call is nobody's way on
    let ways = graph.transitions.iter().filter(|transition| !graph.rescues.contains(&transition.slug));
    let transitions: Vec<Transition> = ways.cloned().collect();
    for status in &mut graph.statuses {
        let leaves = transitions.iter().any(|transition| !transition.stays() && transition.from.contains(&status.slug));
        let is_end = ends.contains(&status.slug) || !leaves;
        let guess = if status.slug == initial && leaves {
            (Nature::Filed, None, true)
        } else if is_end {
            let (outcome, is_sure) = ending(status);
            (Nature::Closed, Some(outcome), is_sure)
        } else {
            let (waits, is_sure) = waits(status, &transitions, asking.contains(&status.slug));
            (if waits { Nature::Waiting } else { Nature::InProgress }, None, is_sure)
        };
        let (nature, outcome, is_sure) = guess;
        (status.nature, status.outcome) = (nature, outcome);
        if !is_sure {
            draft.ledger.note("nature de statut", Weight::Check, &draft.place.with(&status.agent_label), doubt(nature, outcome));
        }
        draft.natures.push(NatureGuess { status: status.slug.clone(), label: status.agent_label.clone(), nature, outcome, is_sure });
    }
}

fn doubt(nature: Nature, outcome: Option<Outcome>) -> String {
    match (nature, outcome) {
        (Nature::Closed, _) => {
            "La demande se termine ici. On a supposé «\u{a0}faite\u{a0}»\u{a0}: à vérifier (acceptée, refusée, faite, retirée).".to_owned()
        }
        (Nature::Waiting, _) => "On a supposé que ce statut attend la personne\u{a0}: à vérifier.".to_owned(),
        _ => "On a supposé que ce statut est en cours\u{a0}: à vérifier.".to_owned(),
    }
}

/// How a case ends here, and whether the name tells it.
fn ending(status: &Status) -> (Outcome, bool) {
    let name = folded(&status.agent_label);
    let told = ENDS.iter().find(|(_, marks)| marks.iter().any(|mark| name.contains(mark)));
    told.map_or((Outcome::Done, false), |(outcome, _)| (*outcome, true))
}

/// Whether the citizen is waited for: she alone can act, or the name says so.
fn waits(status: &Status, transitions: &[Transition], is_asked: bool) -> (bool, bool) {
    let here = |transition: &&Transition| transition.from.contains(&status.slug) && !transition.by.is_empty();
    let by = |who: fn(&Slug) -> bool| transitions.iter().filter(here).any(|transition| transition.by.iter().any(who));
    let (citizen, agent) = (by(|by| *by == CITIZEN) || is_asked, by(|by| *by != CITIZEN));
    let name = folded(&status.agent_label);
    let named = WAITS.iter().any(|mark| name.contains(mark));
    match (citizen, agent, named) {
        (true, false, _) | (true, true, true) => (true, true),
        (false, _, true) => (true, false),
        _ => (false, true),
    }
}
