//! Words shown on the page of the request, or written in its history.

use workflow::{Channel, EffectSpec, Journal, Message, Recipient};

use super::{Draft, Stay};
use crate::{
    report::Weight,
    template::{fixed, plain},
    wcs::Item,
};

pub(super) fn display(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    written(item, "message", stay, draft);
}

pub(super) fn register(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    written(item, "comment", stay, draft);
}

/// A line of the journal; a text that says answers is a message in the thread.
fn written(item: &Item, key: &str, stay: &mut Stay, draft: &mut Draft<'_>) {
    let source = item.get(key).or_else(|| item.get("message")).unwrap_or_default().to_owned();
    let to = item.roles("to");
    let visible = to.is_empty() || Draft::names_citizen(&to);
    let unknown = item.condition.as_ref().and_then(|condition| draft.formula(&condition.0).err());
    if let Some(why) = unknown {
        return draft.left(item, Weight::Check, format!("Ce texte n’est plus montré\u{a0}: {}.", why.0));
    }
    let said = fixed(&source, &draft.names, plain);
    let text = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.lost.is_empty() {
        if text.is_empty() {
            return draft.left(item, Weight::Info, "Le texte est vide\u{a0}: il est retiré.");
        }
        note(item, draft);
        return draft.does(item, stay, vec![EffectSpec::Journal(Journal { text, visible })]);
    }
    if visible {
        let template = draft.message(&format!("suivi-{}", stay.name), "", &source, None, &[Recipient::Citizen]);
        draft.changed(item, Weight::Info, "Ce texte dit des réponses\u{a0}: il devient un message dans le fil de la demande.");
        let message = Message { to: Recipient::Citizen, channels: vec![Channel::InApp], template, attach: Vec::new() };
        return draft.does(item, stay, vec![EffectSpec::Message(message)]);
    }
    if text.is_empty() {
        return draft.left(
            item,
            Weight::Check,
            "Ce texte pour les agents ne disait que des réponses\u{a0}: il est retiré, ils les lisent dans la demande.",
        );
    }
    draft.changed(item, Weight::Check, "Le journal ne dit pas de réponses\u{a0}: elles sont retirées de ce texte. Relisez-le.");
    draft.does(item, stay, vec![EffectSpec::Journal(Journal { text, visible })]);
}

fn note(item: &Item, draft: &mut Draft<'_>) {
    if item.kind == "displaymsg" {
        draft.changed(item, Weight::Info, "Le texte affiché devient une ligne de l’historique.");
    } else {
        draft.kept(item);
    }
}
