//! A function: who acts, whatever team bears it.

use authoring::{Edit, FunctionEdit, Place, Step};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    reading::needed,
};
use crate::pages::shell::Part;

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
        ui::text_input(
            &Label::new("label", "Nom de ce rôle")
                .hint("Un rôle, pas une personne. Chaque collectivité dit quelle équipe le tient. Exemple : Instructeur.")
                .state(state),
            state.value("label"),
            TextKind::Text,
            None,
        )
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
