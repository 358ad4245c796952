//! What is little more than a name: a function, a datum of the agents, another program.

use authoring::{ConnectorEdit, DataEdit, Edit, FunctionEdit, Place, Step};
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

/// Who acts.
pub(super) struct FunctionSheet {
    slug: Slug,
    label: String,
}

impl FunctionSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        let function = definition.workflow.functions.iter().find(|function| function.slug == *slug)?;
        Some(Self { slug: slug.clone(), label: function.label.clone() })
    }
}

impl Sheet for FunctionSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Qui agit\u{a0}: «\u{a0}{}\u{a0}»", self.label)
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        FormState::from_pairs([("label", &self.label)])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        name("Nom de ce rôle", "Un rôle, pas une personne. Chaque collectivité dit quelle équipe le tient. Exemple : Instructeur.", state)
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let label = needed(typed, "label", "Écrivez un nom.", state);
        (!state.has_errors()).then(|| vec![FunctionEdit::Set { slug: self.slug.clone(), label }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let slug = &self.slug;
        let moved = |to: Step| -> Edit { FunctionEdit::Move { slug: slug.clone(), to }.into() };
        let remove = FunctionEdit::Remove { slug: slug.clone() }.into();
        whole(view, &Whole { place: &Place::Function(slug.clone()), what: "ce rôle", moved: Some(&moved), remove })
    }
}

/// What agents record.
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
            (name("Nom de la donnée", "Ce que lisent les agents. Exemple : Numéro d’arrêté.", state))
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

/// Another program that effects call.
pub(super) struct ConnectorSheet {
    slug: Slug,
    label: String,
}

impl ConnectorSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        let connector = definition.connectors.iter().find(|connector| connector.slug == *slug)?;
        Some(Self { slug: slug.clone(), label: connector.label.clone() })
    }
}

impl Sheet for ConnectorSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Autre logiciel\u{a0}: «\u{a0}{}\u{a0}»", self.label)
    }

    fn part(&self) -> Part {
        Part::Settings
    }

    fn typed(&self, _: &Definition) -> FormState {
        FormState::from_pairs([("label", &self.label)])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        name("À quoi sert ce logiciel", "Chaque collectivité dit quel est le sien. Exemple : Planning des salles.", state)
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let label = needed(typed, "label", "Écrivez à quoi il sert.", state);
        (!state.has_errors()).then(|| vec![ConnectorEdit::Set { slug: self.slug.clone(), label }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let remove = ConnectorEdit::Remove { slug: self.slug.clone() }.into();
        whole(view, &Whole { place: &Place::Connector(self.slug.clone()), what: "ce logiciel", moved: None, remove })
    }
}

fn name(label: &str, hint: &str, state: &FormState) -> Markup {
    ui::text_input(&Label::new("label", label).hint(hint).state(state), state.value("label"), TextKind::Text, None)
}
