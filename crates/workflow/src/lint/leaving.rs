//! What cannot go with a case that leaves for another authority. Two effects
//! of which one has a condition may exclude each other: nothing is said of them.

use super::at;
use crate::{Destination, EffectSpec, Finding, GuardedEffect, Workflow};

/// A case goes to one authority at a time.
pub(super) fn once(workflow: &Workflow) -> Vec<Finding> {
    found(workflow, |effects| {
        let second = effects.iter().enumerate().filter(|(_, doing)| surely_leaves(doing)).nth(1)?.0;
        Some((second, "Cette action transmet déjà la demande à une collectivité. Gardez-en une seule."))
    })
}

/// Whoever is asked here cannot answer once the case is elsewhere.
pub(super) fn opinions(workflow: &Workflow) -> Vec<Finding> {
    found(workflow, |effects| {
        let leaves = effects.iter().any(surely_leaves);
        let asks = |doing: &GuardedEffect| doing.when.is_none() && matches!(doing.effect, EffectSpec::RequestOpinion(_));
        let asks = effects.iter().position(asks).filter(|_| leaves)?;
        Some((asks, "La demande part vers une autre collectivité\u{a0}: personne ici ne peut donner cet avis. Demandez-le avant."))
    })
}

fn surely_leaves(doing: &GuardedEffect) -> bool {
    doing.when.is_none() && matches!(&doing.effect, EffectSpec::Transfer(transfer) if matches!(transfer.to, Destination::Authority(_)))
}

/// What is wrong in the effects of filing, and of each transition.
fn found(workflow: &Workflow, wrong: impl Fn(&[GuardedEffect]) -> Option<(usize, &'static str)>) -> Vec<Finding> {
    let filing = wrong(&workflow.on_filed).map(|(index, message)| Finding::error(format!("workflow.on_filed.{index}"), message));
    let transitions = workflow.transitions.iter().filter_map(|transition| {
        let (index, message) = wrong(&transition.effects)?;
        Some(Finding::error(format!("{}.effects.{index}", at("transitions", &transition.slug)), message))
    });
    filing.into_iter().chain(transitions).collect()
}
