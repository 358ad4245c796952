//! Another program that effects call.

use authoring::{ConnectorEdit, Edit, Place};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    reading::needed,
};
use crate::pages::shell::Part;

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
        ui::text_input(
            &Label::new("label", "À quoi sert ce logiciel")
                .hint("Chaque collectivité dit quel est le sien. Exemple : Planning des salles.")
                .state(state),
            state.value("label"),
            TextKind::Text,
            None,
        )
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
