//! What happens by itself: where, when, if what.

use authoring::{AutomationEdit, Edit, Place, Step, condition::Rule};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, html};
use workflow::Automation;

use super::{
    Sheet, View,
    beside::{Whole, whole},
    moment::{self, Moment},
    named::{Named, texts, ticked},
};
use crate::pages::{condition, shell::Part};

pub(super) struct AutomationSheet(Automation);

impl AutomationSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        definition.workflow.automations.iter().find(|automation| automation.slug == *slug).cloned().map(Self)
    }

    fn place(&self) -> Place {
        Place::Automation(self.0.slug.clone())
    }
}

impl Sheet for AutomationSheet {
    fn title(&self, of: &Definition) -> String {
        format!("Automatisme «\u{a0}{}\u{a0}»", authoring::label(of, &self.place()))
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, of: &Definition) -> FormState {
        let Automation { in_status, condition, transition, .. } = &self.0;
        let mut state = FormState::from_pairs([("action", transition.as_str())]);
        state.set("dans", texts(in_status));
        moment::typed(&self.0, of, &self.place(), &mut state);
        condition::typed("condition", condition.as_deref(), of, &self.place(), Rule::Before, &mut state);
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let statuses = Named::statuses(of).and(state.values("dans"));
        let transitions = Named::transitions(of).and(state.values("action"));
        html! {
            (ui::select(&Label::new("action", "Quelle action se fait toute seule").state(state), &transitions.choices(), state.value("action")))
            (ui::checkboxes(&Label::new("dans", "Dans quels statuts").state(state), &statuses.choices(), state.values("dans")))
            (moment::inputs(of, &self.place(), state))
            (condition::inputs("condition", "À quelle condition", "Sans condition", of, &self.place(), Rule::Before, state))
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let transition = typed.value("action").parse::<Slug>();
        if transition.is_err() {
            state.add_error("action", "Choisissez l’action.");
        }
        let in_status = ticked(typed, "dans", &self.0.in_status);
        if in_status.is_empty() {
            state.add_error("dans", "Cochez au moins un statut.");
        }
        let Moment { after, before, date, on } = moment::read(typed, state);
        let condition = condition::read("condition", of, &self.place(), Rule::Before, typed, state);
        let slug = self.0.slug.clone();
        let automation = Automation { slug: slug.clone(), in_status, after, before, date, on, condition, transition: transition.ok()? };
        (!state.has_errors()).then(|| vec![AutomationEdit::Set { slug, automation }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let slug = &self.0.slug;
        let moved = |to: Step| -> Edit { AutomationEdit::Move { slug: slug.clone(), to }.into() };
        let remove = AutomationEdit::Remove { slug: slug.clone() }.into();
        whole(view, &Whole { place: &self.place(), what: "cet automatisme", moved: Some(&moved), remove })
    }
}
