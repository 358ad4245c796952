//! A datum that agents or effects record.

use authoring::{DataEdit, Edit, Place, Step};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};
use workflow::{DataField, DataType};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    closed::Closed,
    reading::needed,
};
use crate::pages::shell::Part;

const TYPES: Closed<DataType> = Closed(&[
    (DataType::Text, "text", "Un texte"),
    (DataType::Number, "number", "Un nombre"),
    (DataType::Boolean, "boolean", "Oui ou non"),
    (DataType::Date, "date", "Un jour"),
]);

pub(super) struct DatumSheet(DataField);

impl DatumSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        definition.workflow.data.iter().find(|datum| datum.slug == *slug).cloned().map(Self)
    }
}

impl Sheet for DatumSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Donnée du service «\u{a0}{}\u{a0}»", self.0.label)
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        FormState::from_pairs([("label", self.0.label.as_str()), ("type", TYPES.value(self.0.kind))])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        html! {
            (ui::text_input(&Label::new("label", "Nom de la donnée").hint("Ce que lisent les agents. Exemple : Numéro d’arrêté.").state(state), state.value("label"), TextKind::Text, None))
            (ui::radios(&Label::new("type", "Ce qu’elle contient").state(state), &TYPES.choices(), state.value("type")))
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let label = needed(typed, "label", "Écrivez un nom.", state);
        let kind = TYPES.needed(typed, "type", "Choisissez ce qu’elle contient.", state)?;
        (!state.has_errors()).then(|| vec![DataEdit::Set { slug: self.0.slug.clone(), label, kind }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let slug = &self.0.slug;
        let moved = |to: Step| -> Edit { DataEdit::Move { slug: slug.clone(), to }.into() };
        let remove = DataEdit::Remove { slug: slug.clone() }.into();
        whole(view, &Whole { place: &Place::Data(slug.clone()), what: "cette donnée", moved: Some(&moved), remove })
    }
}
