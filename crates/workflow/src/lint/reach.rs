//! Where a case can go: lost statuses, traps, endless turns.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;

use super::at_status;
use crate::{EffectSpec, Finding, Nature, Status, Transition, Workflow};

/// Arrows between statuses.
type Graph<'a> = BTreeMap<&'a Slug, BTreeSet<&'a Slug>>;

/// Where a case can go from each status, by anybody or anything.
fn graph(workflow: &Workflow) -> Graph<'_> {
    let mut graph = Graph::new();
    for transition in workflow.transitions.iter().filter(|transition| is_used(workflow, transition) && !transition.stays()) {
        for from in &transition.from {
            graph.entry(from).or_default().insert(&transition.to);
        }
    }
    graph
}

/// The same arrows, the other way.
fn turned<'a>(graph: &Graph<'a>) -> Graph<'a> {
    let mut turned = Graph::new();
    for (from, to) in graph.iter().flat_map(|(from, next)| next.iter().map(move |to| (*from, *to))) {
        turned.entry(to).or_default().insert(from);
    }
    turned
}

/// Whether somebody or something can take it.
pub(super) fn is_used(workflow: &Workflow, transition: &Transition) -> bool {
    let automatic = workflow.automations.iter().any(|automation| automation.transition == transition.slug);
    let rescue = workflow
        .effects()
        .any(|effect| matches!(effect, EffectSpec::CallConnector(call) if call.ways().any(|(_, way)| *way == transition.slug)));
    !transition.by.is_empty() || automatic || rescue
}

/// The statuses at which these arrows arrive from some, those included.
fn reached<'a>(graph: &Graph<'a>, from: impl IntoIterator<Item = &'a Slug>) -> BTreeSet<&'a Slug> {
    let mut ahead: Vec<_> = from.into_iter().collect();
    let mut seen: BTreeSet<_> = ahead.iter().copied().collect();
    while let Some(status) = ahead.pop() {
        let next = graph.get(status).into_iter().flatten();
        ahead.extend(next.filter(|next| seen.insert(**next)).copied().collect::<Vec<_>>());
    }
    seen
}

pub(super) fn unreachable(workflow: &Workflow) -> Vec<Finding> {
    let graph = graph(workflow);
    let reached = reached(&graph, [&workflow.initial]);
    let lost = workflow.statuses.iter().filter(|status| !reached.contains(&status.slug));
    lost.map(|status| Finding::error(at_status(status), "Aucune action ne mène à ce statut. Reliez-le ou supprimez-le.")).collect()
}

pub(super) fn traps(workflow: &Workflow) -> Vec<Finding> {
    let closed: BTreeSet<_> =
        workflow.statuses.iter().filter(|status| status.nature == Nature::Closed).map(|status| &status.slug).collect();
    if closed.is_empty() {
        return vec![Finding::error("workflow.statuses", "Aucun statut ne termine la demande. Ajoutez un statut clos.")];
    }
    // walked once, from the ends, however many statuses there are
    let free = reached(&turned(&graph(workflow)), closed);
    let stuck = workflow.statuses.iter().filter(|status| !free.contains(&status.slug));
    stuck.map(|status| Finding::error(at_status(status), "La demande reste bloquée ici. Ajoutez une action vers un statut clos.")).collect()
}

/// Statuses between which a case would turn by itself, at once.
pub(super) fn loops(workflow: &Workflow) -> Vec<Finding> {
    let mut graph = Graph::new();
    for automation in workflow.automations.iter().filter(|automation| automation.is_immediate()) {
        let Some(transition) = workflow.transitions.iter().find(|transition| transition.slug == automation.transition) else { continue };
        for from in automation.in_status.iter().filter(|status| transition.from.contains(status) && !transition.stays()) {
            graph.entry(from).or_default().insert(&transition.to);
        }
    }
    let next = |status: &Status| graph.get(&status.slug).into_iter().flatten().copied();
    let turns = |status: &&Status| reached(&graph, next(status)).contains(&status.slug);
    let turning = workflow.statuses.iter().filter(turns);
    turning.map(|status| Finding::error(at_status(status), "La demande revient ici sans fin, toute seule. Coupez cette boucle.")).collect()
}
