//! What a transition asks of whoever takes it: its questions, each with a sheet of its own.

use authoring::{Edit, Group, InputEdit, Place};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Markup, html};

use super::{
    Sheet, View,
    beside::{Whole, whole},
};
use crate::pages::{shell::Part, urls};

pub(super) struct InputSheet(Slug);

impl InputSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        definition.inputs.contains_key(slug).then(|| Self(slug.clone()))
    }

    fn place(&self) -> Place {
        Place::Input(self.0.clone())
    }
}

impl Sheet for InputSheet {
    fn title(&self, of: &Definition) -> String {
        format!("Formulaire des agents «\u{a0}{}\u{a0}»", authoring::label(of, &self.place()))
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        FormState::default()
    }

    fn has_inputs(&self) -> bool {
        false
    }

    fn inputs(&self, _: &Definition, _: &FormState) -> Markup {
        html! {}
    }

    fn read(&self, _: &Definition, _: &FormState, _: &mut FormState) -> Option<Vec<Edit>> {
        Some(vec![])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let (instance, work) = (view.ctx.instance().ok()?, &view.opened.work.slug);
        let group = Group::input(self.0.clone());
        let questions = authoring::questions(view.definition(), &group).unwrap_or_default();
        let remove = InputEdit::Remove { input: self.0.clone() }.into();
        Some(html! {
            @if questions.is_empty() { p { "Aucune question." } }
            ul.studio-list { @for question in &questions {
                li { a href=(urls::place(instance, work, &Place::Field(group.field(question.slug.clone())))) { (question.label) } }
            } }
            p { a href=(urls::add_field(instance, work, &self.place())) { "Ajouter une question" } }
            @if let Some(whole) = whole(view, &Whole { place: &self.place(), what: "ce formulaire", moved: None, remove }) { (whole) }
        })
    }
}
