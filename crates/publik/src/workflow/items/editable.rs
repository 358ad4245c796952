//! Changing a request already sent: the citizen is asked to complete it.

use workflow::{EffectSpec, Event, RequestCompletion};

use super::{Draft, Stay};
use crate::{
    report::Weight,
    wcs::Item,
    workflow::stay::{Target, Way, When},
};

pub(super) fn editable(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let roles = item.roles("by");
    if !Draft::names_citizen(&roles) {
        return draft.left(
            item,
            Weight::Decide,
            "Un agent pouvait changer les réponses de la personne. Ici, il note ses données à part, ou demande une correction.",
        );
    }
    draft.changed(
        item,
        Weight::Check,
        "La personne ne change plus sa demande elle-même. Vous lui demandez une correction, elle répond. À vérifier.",
    );
    stay.asks_citizen = true;
    draft.does(
        item,
        stay,
        vec![EffectSpec::RequestCompletion(RequestCompletion {
            items: vec!["Corrigez ou complétez votre demande.".to_owned()],
            from: None,
            days: None,
        })],
    );
    if let Some(to) = item.get("status").filter(|to| draft.def.status(to).is_some()) {
        stay.leads(Way::new("La personne a répondu", When::On(Event::CompletionAnswered), Target::Status(to.to_owned())));
    }
}
