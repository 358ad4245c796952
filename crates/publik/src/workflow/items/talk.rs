//! Comments and files added: the thread of the request does it everywhere.

use workflow::Event;

use super::{Draft, Stay, jump::submit_target};
use crate::{
    report::Weight,
    wcs::Item,
    workflow::{
        draft::Unsaid,
        stay::{Target, Way, When},
    },
};

pub(super) fn comment(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    draft.changed(item, Weight::Info, "Le fil de messages de la demande remplace le commentaire.");
    pressed_once_done(item, all, stay, draft);
    let by_citizen = Draft::names_citizen(&item.roles("by"));
    let alone = !all.iter().any(|item| matches!(item.kind.as_str(), "form" | "editable"));
    let Some(to) = submit_target(all).filter(|to| alone && by_citizen && !comes_back(to, &stay.id, draft)) else { return };
    stay.leads(Way::new("La personne a écrit", When::On(Event::MessageReceived), Target::Status(to)));
}

/// Whether a status only tells that somebody wrote, then comes back: the thread tells it.
fn comes_back(id: &str, from: &str, draft: &Draft<'_>) -> bool {
    let Some(status) = draft.def.status(id) else { return false };
    let jumps: Vec<_> = status.items.iter().filter(|item| item.kind == "jump").filter_map(|item| item.get("status")).collect();
    let asks = status
        .items
        .iter()
        .any(|item| matches!(item.kind.as_str(), "choice" | "form" | "editable" | "set-backoffice-fields" | "webservice_call"));
    !asks && !jumps.is_empty() && jumps.iter().all(|to| *to == from || *to == "_previous")
}

pub(super) fn attachment(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    draft.changed(item, Weight::Info, "Le fil de messages de la demande reçoit les fichiers.");
    pressed_once_done(item, all, stay, draft);
}

/// Agents who wrote or joined a file went on at once: they press a button.
fn pressed_once_done(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let agents: Vec<_> = item.roles("by").into_iter().filter(|role| !Draft::names_citizen(std::slice::from_ref(role))).collect();
    let sends = !all.iter().any(|item| item.kind == "form");
    let to = submit_target(all).filter(|to| sends && !agents.is_empty() && !comes_back(to, &stay.id, draft));
    let Some(to) = to.filter(|to| draft.def.status(to).is_some()) else { return };
    let Ok(condition) = draft.condition(item.condition.as_ref(), "Le bouton est toujours montré").or_else(|unsaid| match unsaid {
        Unsaid::Unknown => Ok(None),
        Unsaid::Never => Err(()),
    }) else {
        return;
    };
    let label = ["button_label", "label", "title"].into_iter().find_map(|key| item.get(key));
    let label = label.map_or_else(|| "Continuer".to_owned(), |label| crate::template::plain(label).replace('\n', " "));
    let by = draft.by(&agents);
    stay.leads(Way { by, condition, ..Way::new(label, When::Pressed, Target::Status(to)) });
}
