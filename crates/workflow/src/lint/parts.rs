//! Functions, statuses and transitions, one by one.

use kernel::Slug;

use super::{at, at_status, reach::is_used};
use crate::{CITIZEN, EffectSpec, Finding, Nature, Status, Workflow};

pub(super) fn functions(workflow: &Workflow) -> Vec<Finding> {
    let is_asked =
        |slug: &Slug| workflow.effects().any(|effect| matches!(effect, EffectSpec::RequestOpinion(ask) if ask.function == *slug));
    let acts = |slug: &Slug| workflow.transitions.iter().any(|transition| transition.by.contains(slug)) || is_asked(slug);
    let reserved = workflow.functions.iter().filter(|function| function.slug == CITIZEN);
    let reserved =
        reserved.map(|function| Finding::error(at("functions", &function.slug), "Ce nom désigne l’usager. Choisissez-en un autre."));
    let idle = workflow.functions.iter().filter(|function| !acts(&function.slug));
    let idle = idle.map(|function| Finding::warning(at("functions", &function.slug), "Cette fonction ne fait aucune action."));
    reserved.chain(idle).collect()
}

pub(super) fn transitions(workflow: &Workflow) -> Vec<Finding> {
    let unused = workflow.transitions.iter().filter(|transition| !is_used(workflow, transition));
    let unused = unused.map(|transition| {
        Finding::warning(at("transitions", &transition.slug), "Personne ne peut faire cette action. Dites qui, ou supprimez-la.")
    });
    let nowhere = workflow.transitions.iter().filter(|transition| transition.from.is_empty());
    let nowhere =
        nowhere.map(|transition| Finding::error(at("transitions", &transition.slug), "Dites dans quels statuts on voit cette action."));
    let useless = workflow.transitions.iter().filter(|transition| transition.stays() && transition.effects.is_empty());
    let useless = useless.map(|transition| Finding::warning(at("transitions", &transition.slug), "Cette action ne fait rien."));
    unused.chain(nowhere).chain(useless).chain(mismatched(workflow)).chain(too_late(workflow)).collect()
}

/// What is asked on a case that is over: nobody would wait for the answer.
fn too_late(workflow: &Workflow) -> impl Iterator<Item = Finding> {
    let is_closed = |slug: &Slug| workflow.statuses.iter().any(|status| status.slug == *slug && status.nature == Nature::Closed);
    workflow.transitions.iter().filter_map(move |transition| {
        let asked = |spec: &EffectSpec| matches!(spec, EffectSpec::RequestOpinion(_) | EffectSpec::RequestCompletion(_));
        let asks = transition.effects.iter().position(|guarded| asked(&guarded.effect))?;
        let ends = if transition.stays() { transition.from.iter().any(is_closed) } else { is_closed(&transition.to) };
        let place = format!("{}.effects.{asks}", at("transitions", &transition.slug));
        ends.then(|| Finding::error(place, "Une demande terminée n’attend plus de réponse. Demandez avant."))
    })
}

/// Automations whose transition asks something, or does not start where they work.
fn mismatched(workflow: &Workflow) -> impl Iterator<Item = Finding> {
    workflow.automations.iter().filter_map(|automation| {
        let transition = workflow.transitions.iter().find(|transition| transition.slug == automation.transition)?;
        if transition.input.is_some() {
            return Some(Finding::error(
                at("automations", &automation.slug),
                "Cette action demande une saisie\u{a0}: personne n’est là pour la faire.",
            ));
        }
        let outside = automation.in_status.iter().find(|status| !transition.from.contains(status))?;
        let message = format!("L’action «\u{a0}{}\u{a0}» ne part pas du statut «\u{a0}{outside}\u{a0}».", transition.slug);
        Some(Finding::error(at("automations", &automation.slug), message))
    })
}

pub(super) fn outcomes(workflow: &Workflow) -> Vec<Finding> {
    let wrong = |status: &Status| match (status.nature, status.outcome) {
        (Nature::Closed, None) => Some(Finding::error(at_status(status), "Dites comment la demande se termine (acceptée, refusée…).")),
        (Nature::Closed, Some(_)) | (_, None) => None,
        (_, Some(_)) => Some(Finding::error(at_status(status), "Seul un statut clos a une issue.")),
    };
    workflow.statuses.iter().filter_map(wrong).collect()
}

pub(super) fn labels(workflow: &Workflow) -> Vec<Finding> {
    let statuses =
        workflow.statuses.iter().flat_map(|status| [(at_status(status), &status.citizen_label), (at_status(status), &status.agent_label)]);
    let transitions = workflow.transitions.iter().map(|transition| (at("transitions", &transition.slug), &transition.label));
    let functions = workflow.functions.iter().map(|function| (at("functions", &function.slug), &function.label));
    let data = workflow.data.iter().map(|field| (at("data", &field.slug), &field.label));
    let texts = statuses.chain(transitions).chain(functions).chain(data);
    texts.filter(|(_, label)| label.trim().is_empty()).map(|(path, _)| Finding::error(path, "Écrivez un libellé.")).collect()
}
