//! What is wrong with a workflow as a whole, beyond its names and expressions.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;

use crate::{CITIZEN, ClockStart, EffectSpec, Event, Finding, Nature, Status, Transition, Workflow};

/// All findings, the whole document looked at.
pub fn lint(workflow: &Workflow) -> Vec<Finding> {
    let checks = [unreachable, traps, loops, functions, transitions, outcomes, labels, clock, closed];
    checks.into_iter().flat_map(|check| check(workflow)).collect()
}

/// Where a case can go from each status, by anybody or anything.
fn graph(workflow: &Workflow) -> BTreeMap<&Slug, BTreeSet<&Slug>> {
    let mut graph: BTreeMap<&Slug, BTreeSet<&Slug>> = BTreeMap::new();
    for transition in workflow.transitions.iter().filter(|transition| is_used(workflow, transition) && !transition.stays()) {
        for from in &transition.from {
            graph.entry(from).or_default().insert(&transition.to);
        }
    }
    graph
}

/// Whether somebody or something can take it.
fn is_used(workflow: &Workflow, transition: &Transition) -> bool {
    let automatic = workflow.automations.iter().any(|automation| automation.transition == transition.slug);
    let rescue = effects(workflow)
        .any(|(_, effect)| matches!(effect, EffectSpec::CallConnector(call) if call.on_failure.as_ref() == Some(&transition.slug)));
    !transition.by.is_empty() || automatic || rescue
}

fn reached<'a>(graph: &BTreeMap<&'a Slug, BTreeSet<&'a Slug>>, from: &'a Slug) -> BTreeSet<&'a Slug> {
    let (mut seen, mut ahead) = (BTreeSet::from([from]), vec![from]);
    while let Some(status) = ahead.pop() {
        let next = graph.get(status).into_iter().flatten();
        ahead.extend(next.filter(|next| seen.insert(**next)).copied().collect::<Vec<_>>());
    }
    seen
}

fn unreachable(workflow: &Workflow) -> Vec<Finding> {
    let graph = graph(workflow);
    let reached = reached(&graph, &workflow.initial);
    let lost = workflow.statuses.iter().filter(|status| !reached.contains(&status.slug));
    lost.map(|status| Finding::error(at_status(status), "Aucune action ne mène à ce statut. Reliez-le ou supprimez-le.")).collect()
}

fn traps(workflow: &Workflow) -> Vec<Finding> {
    let graph = graph(workflow);
    let closed: BTreeSet<_> =
        workflow.statuses.iter().filter(|status| status.nature == Nature::Closed).map(|status| &status.slug).collect();
    if closed.is_empty() {
        return vec![Finding::error("workflow.statuses", "Aucun statut ne termine la demande. Ajoutez un statut clos.")];
    }
    let stuck = |status: &&Status| reached(&graph, &status.slug).is_disjoint(&closed);
    let stuck = workflow.statuses.iter().filter(stuck);
    stuck.map(|status| Finding::error(at_status(status), "La demande reste bloquée ici. Ajoutez une action vers un statut clos.")).collect()
}

/// Statuses between which a case would turn by itself, at once.
fn loops(workflow: &Workflow) -> Vec<Finding> {
    let mut graph: BTreeMap<&Slug, BTreeSet<&Slug>> = BTreeMap::new();
    for automation in workflow.automations.iter().filter(|automation| automation.after.is_none() && automation.on.is_none()) {
        let Some(transition) = workflow.transitions.iter().find(|transition| transition.slug == automation.transition) else { continue };
        for from in automation.in_status.iter().filter(|status| transition.from.contains(status) && !transition.stays()) {
            graph.entry(from).or_default().insert(&transition.to);
        }
    }
    let turns = |status: &&Status| graph.get(&status.slug).into_iter().flatten().any(|next| reached(&graph, next).contains(&status.slug));
    let turning = workflow.statuses.iter().filter(turns);
    turning.map(|status| Finding::error(at_status(status), "La demande revient ici sans fin, toute seule. Coupez cette boucle.")).collect()
}

fn functions(workflow: &Workflow) -> Vec<Finding> {
    let acts = |slug: &Slug| workflow.transitions.iter().any(|transition| transition.by.contains(slug));
    let reserved = workflow.functions.iter().filter(|function| function.slug == CITIZEN);
    let reserved =
        reserved.map(|function| Finding::error(at("functions", &function.slug), "Ce nom désigne l’usager. Choisissez-en un autre."));
    let idle = workflow.functions.iter().filter(|function| !acts(&function.slug));
    let idle = idle.map(|function| Finding::warning(at("functions", &function.slug), "Cette fonction ne fait aucune action."));
    reserved.chain(idle).collect()
}

fn transitions(workflow: &Workflow) -> Vec<Finding> {
    let unused = workflow.transitions.iter().filter(|transition| !is_used(workflow, transition));
    let unused = unused.map(|transition| {
        Finding::warning(at("transitions", &transition.slug), "Personne ne peut faire cette action. Dites qui, ou supprimez-la.")
    });
    let nowhere = workflow.transitions.iter().filter(|transition| transition.from.is_empty());
    let nowhere =
        nowhere.map(|transition| Finding::error(at("transitions", &transition.slug), "Dites dans quels statuts on voit cette action."));
    let useless = workflow.transitions.iter().filter(|transition| transition.stays() && transition.effects.is_empty());
    let useless = useless.map(|transition| Finding::warning(at("transitions", &transition.slug), "Cette action ne fait rien."));
    unused.chain(nowhere).chain(useless).chain(mismatched(workflow)).collect()
}

/// Automations whose transition does not start where they work.
fn mismatched(workflow: &Workflow) -> impl Iterator<Item = Finding> {
    workflow.automations.iter().filter_map(|automation| {
        let transition = workflow.transitions.iter().find(|transition| transition.slug == automation.transition)?;
        let outside = automation.in_status.iter().find(|status| !transition.from.contains(status))?;
        let message = format!("L’action «\u{a0}{}\u{a0}» ne part pas du statut «\u{a0}{outside}\u{a0}».", transition.slug);
        Some(Finding::error(at("automations", &automation.slug), message))
    })
}

fn outcomes(workflow: &Workflow) -> Vec<Finding> {
    let wrong = |status: &Status| match (status.nature, status.outcome) {
        (Nature::Closed, None) => Some(Finding::error(at_status(status), "Dites comment la demande se termine (acceptée, refusée…).")),
        (Nature::Closed, Some(_)) | (_, None) => None,
        (_, Some(_)) => Some(Finding::error(at_status(status), "Seul un statut clos a une issue.")),
    };
    workflow.statuses.iter().filter_map(wrong).collect()
}

fn labels(workflow: &Workflow) -> Vec<Finding> {
    let statuses =
        workflow.statuses.iter().flat_map(|status| [(at_status(status), &status.citizen_label), (at_status(status), &status.agent_label)]);
    let transitions = workflow.transitions.iter().map(|transition| (at("transitions", &transition.slug), &transition.label));
    let functions = workflow.functions.iter().map(|function| (at("functions", &function.slug), &function.label));
    let data = workflow.data.iter().map(|field| (at("data", &field.slug), &field.label));
    let texts = statuses.chain(transitions).chain(functions).chain(data);
    texts.filter(|(_, label)| label.trim().is_empty()).map(|(path, _)| Finding::error(path, "Écrivez un libellé.")).collect()
}

fn clock(workflow: &Workflow) -> Vec<Finding> {
    let clock = workflow.legal_clock.as_ref();
    let declared = effects(workflow).any(|(_, effect)| matches!(effect, EffectSpec::DeclareComplete(_) | EffectSpec::RequestCompletion(_)));
    let never = clock.filter(|clock| clock.start == ClockStart::Completeness && !declared);
    let never =
        never.map(|_| Finding::error("workflow.legal_clock", "Le délai ne part jamais. Ajoutez « declare_complete » à une action."));
    let waits = workflow.automations.iter().find(|automation| automation.on == Some(Event::LegalDue) && clock.is_none());
    let waits = waits.map(|automation| Finding::error(at("automations", &automation.slug), "Il n’y a pas de délai légal à attendre."));
    never.into_iter().chain(waits).collect()
}

/// Time does not pass any more for a closed case.
fn closed(workflow: &Workflow) -> Vec<Finding> {
    let is_closed = |slug: &Slug| workflow.statuses.iter().any(|status| status.slug == *slug && status.nature == Nature::Closed);
    let timed = workflow.automations.iter().filter(|automation| automation.after.is_some() || automation.on == Some(Event::LegalDue));
    let dead = timed.filter(|automation| automation.in_status.iter().any(is_closed));
    dead.map(|automation| Finding::error(at("automations", &automation.slug), "Un statut clos n’a pas de délai.")).collect()
}

/// All effects, with where they stand.
fn effects(workflow: &Workflow) -> impl Iterator<Item = (String, &EffectSpec)> {
    let filed = workflow.on_filed.iter().map(|effect| ("workflow.on_filed".to_owned(), effect));
    let taken = workflow.transitions.iter().flat_map(|transition| {
        let path = at("transitions", &transition.slug);
        transition.effects.iter().map(move |effect| (path.clone(), effect))
    });
    filed.chain(taken)
}

fn at_status(status: &Status) -> String {
    at("statuses", &status.slug)
}

fn at(list: &str, slug: &Slug) -> String {
    format!("workflow.{list}.{slug}")
}
