//! What the téléservice is called, and what it is for.

use authoring::{Edit, SettingsEdit};
use definition::Definition;
use ui::{FormState, Label, Markup, TextKind, html};

use super::{
    Sheet,
    reading::{long, needed},
};
use crate::pages::shell::Part;

pub(super) struct PresentationSheet;

impl Sheet for PresentationSheet {
    fn title(&self, _: &Definition) -> String {
        "Présentation".to_owned()
    }

    fn part(&self) -> Part {
        Part::Settings
    }

    fn typed(&self, of: &Definition) -> FormState {
        FormState::from_pairs([("titre", &of.title), ("resume", &of.summary)])
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        html! {
            (ui::text_input(&Label::new("titre", "Nom de la démarche").hint("Ce que l’usager veut faire, avec un verbe.").state(state), state.value("titre"), TextKind::Text, None))
            (ui::textarea(&Label::new("resume", "À quoi elle sert").hint("Une ou deux phrases courtes.").state(state), state.value("resume"), 3, None))
            p.hint { "La fin de son adresse ne change pas\u{a0}: " code { (of.slug) } }
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let title = needed(typed, "titre", "Écrivez le nom de la démarche.", state);
        let summary = long(typed, "resume");
        if summary.is_none() {
            state.add_error("resume", "Dites à quoi elle sert.");
        }
        let summary = summary?;
        let renamed = (title != of.title).then(|| SettingsEdit::Title { title }.into());
        let told = (summary != of.summary).then(|| SettingsEdit::Summary { summary }.into());
        (!state.has_errors()).then(|| renamed.into_iter().chain(told).collect())
    }
}
