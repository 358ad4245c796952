//! A status: what each reads, what kind of state it is.

use authoring::{Edit, Place, StatusEdit, Step};
use definition::Definition;
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};
use workflow::{Nature, Outcome, Status};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    closed::Closed,
    reading::needed,
};
use crate::pages::shell::Part;

const NATURES: Closed<Nature> = Closed(&[
    (Nature::Filed, "filed", "La demande est reçue, personne ne s’en occupe encore"),
    (Nature::InProgress, "in_progress", "Le service s’en occupe"),
    (Nature::Waiting, "waiting", "Le service attend l’usager"),
    (Nature::Closed, "closed", "C’est terminé"),
]);

const OUTCOMES: Closed<Outcome> = Closed(&[
    (Outcome::Accepted, "accepted", "Acceptée"),
    (Outcome::Refused, "refused", "Refusée"),
    (Outcome::Done, "done", "Faite (il n’y avait rien à décider)"),
    (Outcome::Withdrawn, "withdrawn", "Abandonnée"),
]);

pub(super) struct StatusSheet {
    status: Status,
    is_initial: bool,
}

impl StatusSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        let status = definition.workflow.statuses.iter().find(|status| status.slug == *slug)?.clone();
        Some(Self { is_initial: definition.workflow.initial == *slug, status })
    }
}

impl Sheet for StatusSheet {
    fn title(&self, _: &Definition) -> String {
        format!("Statut «\u{a0}{}\u{a0}»", self.status.agent_label)
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        let Status { citizen_label, agent_label, nature, outcome, .. } = &self.status;
        let outcome = outcome.map_or("", |outcome| OUTCOMES.value(outcome));
        FormState::from_pairs([
            ("usager", citizen_label.as_str()),
            ("agents", agent_label),
            ("nature", NATURES.value(*nature)),
            ("issue", outcome),
        ])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        html! {
            (ui::text_input(&Label::new("usager", "Ce que lit l’usager").hint("Exemple : Nous étudions votre demande.").state(state), state.value("usager"), TextKind::Text, None))
            (ui::text_input(&Label::new("agents", "Ce que lisent les agents").hint("En un ou deux mots. Exemple : En instruction.").state(state), state.value("agents"), TextKind::Text, None))
            (ui::radios(&Label::new("nature", "Où en est la demande").state(state), &NATURES.choices(), state.value("nature")))
            (ui::select(&Label::new("issue", "Comment la demande se termine").hint("Pour un statut terminé seulement.").optional().state(state), &OUTCOMES.choices(), state.value("issue")))
            @if self.is_initial {
                p { "Une demande qui arrive commence par ce statut." }
            } @else {
                (ui::checkbox(&Label::new("premier", "Une demande qui arrive commence par ce statut").optional(), state.value("premier") == "oui"))
            }
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let citizen_label = needed(typed, "usager", "Écrivez ce que lit l’usager.", state);
        let agent_label = needed(typed, "agents", "Écrivez ce que lisent les agents.", state);
        let nature = NATURES.needed(typed, "nature", "Choisissez où en est la demande.", state)?;
        let outcome = OUTCOMES.optional(typed, "issue");
        let status = self.status.slug.clone();
        let first = (typed.value("premier") == "oui").then(|| StatusEdit::Initial { status: status.clone() }.into());
        let set = StatusEdit::Set { status, citizen_label, agent_label, nature, outcome }.into();
        (!state.has_errors()).then(|| std::iter::once(set).chain(first).collect())
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let status = self.status.slug.clone();
        let moved = |to: Step| -> Edit { StatusEdit::Move { status: status.clone(), to }.into() };
        let remove = StatusEdit::Remove { status: status.clone() }.into();
        whole(view, &Whole { place: &Place::Status(status.clone()), what: "ce statut", moved: Some(&moved), remove })
    }
}
