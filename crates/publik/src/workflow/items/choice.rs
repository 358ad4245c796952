//! Buttons.

use kernel::Slug;

use super::{Draft, Stay, input::form_of};
use crate::{
    report::Weight,
    template::{fixed, plain},
    wcs::Item,
    workflow::{
        draft::Unsaid,
        stay::{Target, Way, When},
    },
};

pub(super) fn choice(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let roles = item.roles("by");
    let mut by = draft.by(&roles);
    if by.is_empty() {
        draft.ledger.note(
            "action choice",
            Weight::Check,
            &draft.place,
            "Ce bouton n’était à personne. L’agent chargé de la demande le reçoit.",
        );
        by = vec![draft.functions.main()];
    }
    let condition = match draft.condition(item.condition.as_ref(), "Le bouton est toujours montré") {
        Ok(condition) => condition,
        Err(Unsaid::Unknown) => None,
        Err(Unsaid::Never) => return draft.left(item, Weight::Info, "Ce bouton n’était jamais montré\u{a0}: il est retiré."),
    };
    let targets = targets(item.get("status"), stay, draft);
    if targets.is_empty() {
        return draft.left(item, Weight::Decide, "Ce bouton ne mène à aucun statut connu\u{a0}: il est retiré.");
    }
    draft.kept(item);
    let label = words(item.get("label"), draft).unwrap_or_else(|| "Continuer".to_owned());
    let hint = words(item.get("backoffice_info_text"), draft);
    let confirmation = item
        .element
        .says("require_confirmation")
        .then(|| words(item.get("confirmation_text"), draft).unwrap_or_else(|| format!("{label}\u{a0}?")));
    let (input, effects) = taken_form(item, all, &by, draft);
    for (index, (to, name)) in targets.iter().enumerate() {
        let label = if index == 0 || targets.len() == 1 { label.clone() } else { format!("{label} ({name})") };
        stay.leads(Way {
            by: by.clone(),
            condition: condition.clone(),
            input: input.clone(),
            effects: effects.clone(),
            confirmation: confirmation.clone(),
            hint: hint.clone(),
            ..Way::new(label, When::Pressed, Target::Status(to.clone()))
        });
    }
}

/// Words that cannot change, on one line.
fn words(source: Option<&str>, draft: &mut Draft<'_>) -> Option<String> {
    let said = fixed(source?, &draft.names, plain);
    if let Some(why) = said.lost.first() {
        draft.ledger.note("texte", Weight::Check, &draft.place, format!("Un mot est retiré\u{a0}: {why}. Relisez la phrase."));
    }
    let text = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Where a button or a jump leads; « the previous status » is each of those
/// from which one comes here.
pub(super) fn targets(status: Option<&str>, stay: &Stay, draft: &mut Draft<'_>) -> Vec<(String, String)> {
    let named = |id: &str| draft.def.status(id).map(|status| (status.id.clone(), status.name.clone()));
    match status {
        Some("_previous") => {
            let before = draft
                .def
                .statuses
                .iter()
                .filter(|status| status.id != stay.id && status.items.iter().any(|item| item.get("status") == Some(stay.id.as_str())));
            let found: Vec<_> = before.map(|status| (status.id.clone(), status.name.clone())).take(4).collect();
            if found.len() > 1 {
                draft.ledger.note(
                    "retour au statut précédent",
                    Weight::Check,
                    &draft.place,
                    "Le statut précédent n’est pas retenu. Il y a un bouton par statut possible.",
                );
            }
            found
        }
        Some(id) => named(id).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The form that pressing this button also sends.
fn taken_form(item: &Item, all: &[Item], by: &[Slug], draft: &mut Draft<'_>) -> (Option<Slug>, Vec<workflow::EffectSpec>) {
    if item.element.says("ignore_form_errors") {
        return (None, Vec::new());
    }
    let submits = all.iter().any(|other| other.kind == "jumponsubmit");
    let forms = all.iter().filter(|other| other.kind == "form" && (other.element.says("hide_submit_button") || !submits));
    for form in forms {
        let fillers = draft.by(&form.roles("by"));
        if by.iter().all(|by| fillers.contains(by))
            && let Some((input, effects)) = form_of(form, draft)
        {
            return (Some(input), effects);
        }
    }
    (None, Vec::new())
}
