//! What our linter forbids and w.c.s. allowed: endless turns, lost statuses,
//! cases stuck for ever, delays in closed statuses.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;
use workflow::{Nature, Outcome, Transition};

use super::{
    draft::Draft,
    emit::Graph,
    routes::Routes,
    stay::{Stay, Target, Way, When},
};
use crate::{names::as_slug, report::Weight};

/// Cuts the turns that a case would make by itself: the jump that closes one
/// becomes a button.
pub(crate) fn cut_loops(stays: &mut [Stay], draft: &mut Draft<'_>) {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let main = draft.functions.main();
    for stay in stays {
        for way in stay.ways.iter_mut().filter(|way| way.when == When::AtOnce) {
            let Target::Status(to) = &way.to else { continue };
            if *to == stay.id || reaches(&graph, to, &stay.id) {
                way.when = When::Pressed;
                way.by = vec![main.clone()];
                let message = "Ce saut automatique ramenait la demande en arrière sans fin. Il devient un bouton.";
                draft.ledger.note("action jump", Weight::Check, &draft.place.with(&stay.name), message);
            } else {
                graph.entry(stay.id.clone()).or_default().insert(to.clone());
            }
        }
    }
}

fn reaches(graph: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let (mut seen, mut ahead) = (BTreeSet::from([from.to_owned()]), vec![from.to_owned()]);
    while let Some(at) = ahead.pop() {
        if at == to {
            return true;
        }
        ahead.extend(graph.get(&at).into_iter().flatten().filter(|next| seen.insert((*next).clone())).cloned());
    }
    false
}

/// Tells the statuses where more would happen at once than one step allows.
pub(crate) fn crowded(stays: &[Stay], draft: &mut Draft<'_>) {
    for stay in stays {
        let at_once = stay.ways.iter().filter(|way| way.when == When::AtOnce).count();
        if at_once > workflow::MOST_AUTOMATIC {
            let message = format!(
                "{at_once} actions automatiques se suivent ici. Une demande en fait {} d’affilée au plus\u{a0}: regroupez-les.",
                workflow::MOST_AUTOMATIC
            );
            draft.ledger.note("statut", Weight::Decide, &draft.place.with(&stay.name), message);
        }
    }
}

/// Takes away the statuses that no action leads to, those of everywhere included.
pub(crate) fn unreachable(graph: &mut Graph, everywhere: &[Way], routes: &Routes, draft: &mut Draft<'_>) {
    let reached = reached_from_filing(graph, everywhere, routes);
    let lost: Vec<_> = graph.statuses.iter().filter(|status| !reached.contains(&status.slug)).cloned().collect();
    for status in &lost {
        draft.ledger.left(
            "statut sans accès",
            Weight::Check,
            &draft.place.with(&status.agent_label),
            "Aucune action ne mène à ce statut\u{a0}: il est retiré. Ajoutez une action si vous l’utilisez.",
        );
    }
    let is_lost = |slug: &Slug| lost.iter().any(|status| status.slug == *slug);
    graph.statuses.retain(|status| !is_lost(&status.slug));
    for transition in &mut graph.transitions {
        transition.from.retain(|from| !is_lost(from));
    }
    for automation in &mut graph.automations {
        automation.in_status.retain(|status| !is_lost(status));
    }
    graph.automations.retain(|automation| !automation.in_status.is_empty());
    graph.transitions.retain(|transition| !transition.from.is_empty());
}

/// The statuses that a case may come to. The ways of everywhere are no
/// transitions yet.
fn reached_from_filing(graph: &Graph, everywhere: &[Way], routes: &Routes) -> BTreeSet<Slug> {
    let mut from = vec![graph.initial.clone()];
    loop {
        let seen = reached(graph, &from);
        let offered =
            |way: &&Way| way.within.is_empty() || way.within.iter().filter_map(|id| graph.slugs.get(id)).any(|slug| seen.contains(slug));
        let leads = everywhere.iter().filter(offered).filter_map(|way| graph.end(way, routes));
        let new: Vec<Slug> = leads.filter(|to| !seen.contains(to)).collect();
        if new.is_empty() {
            return seen;
        }
        from.extend(new);
    }
}

fn reached(graph: &Graph, from: &[Slug]) -> BTreeSet<Slug> {
    let (mut seen, mut ahead): (BTreeSet<Slug>, Vec<Slug>) = (from.iter().cloned().collect(), from.to_vec());
    while let Some(at) = ahead.pop() {
        let next = graph.transitions.iter().filter(|transition| transition.from.contains(&at) && !transition.stays());
        let new: Vec<Slug> = next.map(|transition| transition.to.clone()).filter(|to| seen.insert(to.clone())).collect();
        ahead.extend(new);
    }
    seen
}

/// Every case must be able to end.
pub(crate) fn traps(graph: &mut Graph, draft: &mut Draft<'_>) {
    let closed: BTreeSet<Slug> =
        graph.statuses.iter().filter(|status| status.nature == Nature::Closed).map(|status| status.slug.clone()).collect();
    let is_stuck = |slug: &Slug| reached(graph, std::slice::from_ref(slug)).is_disjoint(&closed);
    let stuck: Vec<Slug> = graph.statuses.iter().map(|status| status.slug.clone()).filter(is_stuck).collect();
    if stuck.is_empty() {
        return;
    }
    let taken = graph.statuses.iter().any(|status| status.slug == "demande-terminee");
    let end = graph.add_status("Demande terminée", if taken { "demande-terminee-bis" } else { "demande-terminee" });
    if let Some(status) = graph.statuses.last_mut() {
        (status.nature, status.outcome) = (Nature::Closed, Some(Outcome::Done));
    }
    let by = vec![draft.functions.main()];
    let close = Transition {
        slug: as_slug("terminer"),
        from: stuck,
        to: end,
        by,
        label: "Terminer la demande".to_owned(),
        hint: None,
        condition: None,
        input: None,
        confirmation: None,
        tone: workflow::Tone::Neutral,
        effects: Vec::new(),
    };
    graph.transition(close);
    draft.ledger.note("statut", Weight::Check, &draft.place, "Dans certains statuts, la demande ne pouvait pas se terminer. Un statut «\u{a0}Demande terminée\u{a0}» est ajouté. Donnez-lui le bon nom et la bonne issue.");
}

/// Time does not pass for a closed case, and what nobody can do is nothing.
pub(crate) fn dead(graph: &mut Graph, draft: &mut Draft<'_>) {
    let closed: BTreeSet<Slug> =
        graph.statuses.iter().filter(|status| status.nature == Nature::Closed).map(|status| status.slug.clone()).collect();
    for automation in &mut graph.automations {
        let before = automation.in_status.len();
        if automation.after.is_some() {
            automation.in_status.retain(|status| !closed.contains(status));
        }
        if automation.in_status.len() < before {
            draft.ledger.left(
                "délai",
                Weight::Check,
                &draft.place,
                "Un délai courait dans un statut qui termine la demande\u{a0}: il n’est pas repris là.",
            );
        }
    }
    graph.automations.retain(|automation| !automation.in_status.is_empty());
    let automatic: BTreeSet<Slug> = graph.automations.iter().map(|automation| automation.transition.clone()).collect();
    let rescue: BTreeSet<Slug> = graph
        .effects()
        .filter_map(|effect| if let workflow::EffectSpec::CallConnector(call) = effect { Some(call) } else { None })
        .flat_map(|call| call.ways().map(|(_, way)| way.clone()))
        .collect();
    graph
        .transitions
        .retain(|transition| !transition.by.is_empty() || automatic.contains(&transition.slug) || rescue.contains(&transition.slug));
    let alone = |transition: &Transition| transition.stays() && transition.effects.is_empty();
    let useless: BTreeSet<Slug> =
        graph.transitions.iter().filter(|transition| alone(transition)).map(|transition| transition.slug.clone()).collect();
    graph.automations.retain(|automation| !useless.contains(&automation.transition));
    graph.transitions.retain(|transition| !useless.contains(&transition.slug));
}
