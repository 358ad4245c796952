//! Delays that never run.

use kernel::Slug;

use super::at;
use crate::{ClockStart, EffectSpec, Event, Finding, Nature, Workflow};

pub(super) fn clock(workflow: &Workflow) -> Vec<Finding> {
    let clock = workflow.legal_clock.as_ref();
    let declared = workflow.effects().any(|effect| matches!(effect, EffectSpec::DeclareComplete(_) | EffectSpec::RequestCompletion(_)));
    let never = clock.filter(|clock| clock.start == ClockStart::Completeness && !declared);
    let never = never
        .map(|_| Finding::error("workflow.legal_clock", "Le délai ne part jamais. Ajoutez «\u{a0}declare_complete\u{a0}» à une action."));
    let waits = workflow.automations.iter().find(|automation| automation.on == Some(Event::LegalDue) && clock.is_none());
    let waits = waits.map(|automation| Finding::error(at("automations", &automation.slug), "Il n’y a pas de délai légal à attendre."));
    never.into_iter().chain(waits).chain(longer(workflow)).collect()
}

/// Delays made longer that do not exist.
fn longer(workflow: &Workflow) -> impl Iterator<Item = Finding> {
    let without = workflow.transitions.iter().filter(|_| workflow.legal_clock.is_none());
    without.filter_map(|transition| {
        let extends = transition.effects.iter().position(|guarded| matches!(guarded.effect, EffectSpec::ExtendDeadline(_)))?;
        let place = format!("{}.effects.{extends}", at("transitions", &transition.slug));
        Some(Finding::error(place, "Il n’y a pas de délai à prolonger."))
    })
}

/// Time does not pass any more for a closed case.
pub(super) fn closed(workflow: &Workflow) -> Vec<Finding> {
    let is_closed = |slug: &Slug| workflow.statuses.iter().any(|status| status.slug == *slug && status.nature == Nature::Closed);
    let timed = workflow.automations.iter().filter(|automation| automation.is_timed());
    let dead = timed.filter(|automation| automation.in_status.iter().any(is_closed));
    dead.map(|automation| Finding::error(at("automations", &automation.slug), "Un statut clos n’a pas de délai.")).collect()
}
