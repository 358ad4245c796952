//! What happens by itself: where, when, if what.

use authoring::{AutomationEdit, Edit, Place, Step, condition::Rule};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};
use workflow::{Automation, Delay, Event};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    closed::Closed,
    named::{Named, texts, ticked},
    reading::count,
};
use crate::pages::{condition, shell::Part};

/// The ways to count a delay: one of each.
const UNITS: Closed<Delay> = Closed(&[
    (Delay::Days(1), "days", "jours"),
    (Delay::Hours(1), "hours", "heures"),
    (Delay::WorkingDays(1), "working_days", "jours ouvrés"),
    (Delay::WorkingHours(1), "working_hours", "heures ouvrées"),
]);

const EVENTS: Closed<Event> = Closed(&[
    (Event::MessageReceived, "message_received", "L’usager écrit"),
    (Event::CompletionAnswered, "completion_answered", "L’usager donne ce qui manquait"),
    (Event::Answered, "answered", "Une réponse arrive d’un autre service"),
    (Event::LegalDue, "legal_due", "Le délai est fini"),
]);

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
        let Automation { in_status, after, on, condition, transition, .. } = &self.0;
        let mut state = FormState::from_pairs([("action", transition.as_str()), ("quand", on.map_or("", |event| EVENTS.value(event)))]);
        state.set("dans", texts(in_status));
        if let Some(delay) = after {
            let (Delay::Days(many) | Delay::Hours(many) | Delay::WorkingDays(many) | Delay::WorkingHours(many)) = *delay;
            state.set("delai", vec![many.to_string()]);
            state.set("unite", vec![UNITS.value(counted(*delay, 1)).to_owned()]);
        }
        condition::typed("condition", condition.as_deref(), of, &self.place(), Rule::Before, &mut state);
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let statuses = Named::statuses(of).and(state.values("dans"));
        let transitions = Named::transitions(of).and(state.values("action"));
        let unit = if state.value("unite").is_empty() { "days" } else { state.value("unite") };
        html! {
            (ui::select(&Label::new("action", "Quelle action se fait toute seule").state(state), &transitions.choices(), state.value("action")))
            (ui::checkboxes(&Label::new("dans", "Dans quels statuts").state(state), &statuses.choices(), state.values("dans")))
            (ui::fieldset("moment", "À quel moment", Some("Un délai ou un événement. Ni l’un ni l’autre : dès que la condition est remplie."), state.error("moment"), html! {
                div.studio-line {
                    (ui::text_input(&Label::new("delai", "Délai dans ce statut").optional().state(state), state.value("delai"), TextKind::Number, Some(4)))
                    (ui::select(&Label::new("unite", "Compté en").state(state), &UNITS.choices(), unit))
                }
                (ui::select(&Label::new("quand", "Événement").optional().state(state), &EVENTS.choices(), state.value("quand")))
            }))
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
        let many = count(typed, "delai", 1..=3660, state);
        let after = match many {
            Some(many) => UNITS.needed(typed, "unite", "Choisissez comment compter le délai.", state).map(|unit| counted(unit, many)),
            None => None,
        };
        let condition = condition::read("condition", of, &self.place(), Rule::Before, typed, state);
        let slug = self.0.slug.clone();
        let on = EVENTS.optional(typed, "quand");
        let automation = Automation { slug: slug.clone(), in_status, after, on, condition, transition: transition.ok()? };
        (!state.has_errors()).then(|| vec![AutomationEdit::Set { slug, automation }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let slug = &self.0.slug;
        let moved = |to: Step| -> Edit { AutomationEdit::Move { slug: slug.clone(), to }.into() };
        let remove = AutomationEdit::Remove { slug: slug.clone() }.into();
        whole(view, &Whole { place: &self.place(), what: "cet automatisme", moved: Some(&moved), remove })
    }
}

/// So many of what this delay counts.
fn counted(unit: Delay, many: u32) -> Delay {
    match unit {
        Delay::Days(_) => Delay::Days(many),
        Delay::Hours(_) => Delay::Hours(many),
        Delay::WorkingDays(_) => Delay::WorkingDays(many),
        Delay::WorkingHours(_) => Delay::WorkingHours(many),
    }
}
