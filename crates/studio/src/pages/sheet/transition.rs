//! A transition: the button, where and by whom it is pressed, where it leads, what it asks and does.

use authoring::{Edit, Effects, InputEdit, Place, Step, TransitionEdit, condition::Rule};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};
use workflow::{SAME, Tone, Transition};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    closed::Closed,
    effects,
    named::{Named, texts, ticked},
    reading::{needed, optional},
};
use crate::pages::{condition, shell::Part, urls};

const TONES: Closed<Tone> = Closed(&[
    (Tone::Neutral, "neutral", "Une action parmi d’autres"),
    (Tone::Primary, "primary", "L’action habituelle, mise en avant"),
    (Tone::Danger, "danger", "Une action grave, en rouge"),
]);

/// Chosen to ask a new form; no name of a form is written so.
const NEW_INPUT: &str = "+";

pub(super) struct TransitionSheet(Transition);

impl TransitionSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        definition.workflow.transitions.iter().find(|transition| transition.slug == *slug).cloned().map(Self)
    }

    fn place(&self) -> Place {
        Place::Transition(self.0.slug.clone())
    }
}

impl Sheet for TransitionSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Action «\u{a0}{}\u{a0}»", self.0.label)
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, of: &Definition) -> FormState {
        let Transition { from, to, by, label, hint, condition, input, confirmation, tone, .. } = &self.0;
        let mut state = FormState::from_pairs([("label", label.as_str()), ("vers", to.as_str()), ("ton", TONES.value(*tone))]);
        state.set("depuis", texts(from));
        state.set("par", texts(by));
        state.set("saisie", input.iter().map(ToString::to_string).collect());
        state.set("aide", hint.iter().cloned().collect());
        state.set("confirmation", confirmation.iter().cloned().collect());
        condition::typed("condition", condition.as_deref(), of, &self.place(), Rule::Before, &mut state);
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let from = Named::statuses(of).and(state.values("depuis"));
        let to = Named::statuses(of).after(SAME, "Le statut ne change pas").and(state.values("vers"));
        let people = Named::people(of).and(state.values("par"));
        let asked = Named::inputs(of).after("", "Rien").before(NEW_INPUT, "Un nouveau formulaire").and(state.values("saisie"));
        html! {
            (ui::text_input(&Label::new("label", "Ce qui est écrit sur le bouton").hint("Un verbe. Exemple : Accepter la demande.").state(state), state.value("label"), TextKind::Text, None))
            (ui::text_input(&Label::new("aide", "Aide sous le bouton").optional().state(state), state.value("aide"), TextKind::Text, None))
            (ui::checkboxes(&Label::new("depuis", "Dans quels statuts").state(state), &from.choices(), state.values("depuis")))
            (ui::select(&Label::new("vers", "Vers quel statut").state(state), &to.choices(), state.value("vers")))
            (ui::checkboxes(&Label::new("par", "Qui peut la faire").hint("Personne, si elle se fait seulement toute seule.").optional().state(state), &people.choices(), state.values("par")))
            (condition::inputs("condition", "Quand l’action est proposée", "Toujours", of, &self.place(), Rule::Before, state))
            (ui::select(&Label::new("saisie", "Ce qui est demandé à qui la fait").optional().state(state), &asked.choices(), state.value("saisie")))
            (ui::text_input(&Label::new("confirmation", "Question posée avant de la faire").hint("Exemple : Refuser cette demande ?").optional().state(state), state.value("confirmation"), TextKind::Text, None))
            (ui::radios(&Label::new("ton", "Aspect du bouton").state(state), &TONES.choices(), state.value("ton")))
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let label = needed(typed, "label", "Écrivez ce qui est écrit sur le bouton.", state);
        let from = ticked(typed, "depuis", &self.0.from);
        if from.is_empty() {
            state.add_error("depuis", "Cochez au moins un statut.");
        }
        let to = typed.value("vers").parse::<Slug>();
        if to.is_err() {
            state.add_error("vers", "Choisissez où mène l’action.");
        }
        let condition = condition::read("condition", of, &self.place(), Rule::Before, typed, state);
        let tone = TONES.needed(typed, "ton", "Choisissez l’aspect du bouton.", state)?;
        let slug = self.0.slug.clone();
        let transition = Transition {
            slug: slug.clone(),
            from,
            to: to.ok()?,
            by: ticked(typed, "par", &self.0.by),
            label: label.clone(),
            hint: optional(typed, "aide"),
            condition,
            input: typed.value("saisie").parse().ok(),
            confirmation: optional(typed, "confirmation"),
            tone,
            effects: vec![],
        };
        let new = (typed.value("saisie") == NEW_INPUT).then(|| InputEdit::Add { label, transition: Some(slug.clone()) }.into());
        let set = TransitionEdit::Set { slug, transition: Box::new(transition) }.into();
        (!state.has_errors()).then(|| std::iter::once(set).chain(new).collect())
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let slug = &self.0.slug;
        let moved = |to: Step| -> Edit { TransitionEdit::Move { slug: slug.clone(), to }.into() };
        let remove = TransitionEdit::Remove { slug: slug.clone() }.into();
        let (instance, work) = (view.ctx.instance().ok()?, &view.opened.work.slug);
        Some(html! {
            @if let Some(input) = &self.0.input {
                p { a href=(urls::place(instance, work, &Place::Input(input.clone()))) { "Questions posées à qui fait cette action" } }
            }
            (ui::section("Ce qu’elle fait", effects::list(view, &Effects::Transition(slug.clone()))?))
            @if let Some(whole) = whole(view, &Whole { place: &self.place(), what: "cette action", moved: Some(&moved), remove }) { (whole) }
        })
    }
}
