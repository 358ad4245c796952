//! The delay after which silence is a decision, or that the service promises.

use authoring::{ClockEdit, Edit};
use definition::Definition;
use ui::{Choice, FormState, Label, Markup, TextKind, html};
use workflow::{ClockStart, LegalClock, Period, Silence};

use super::{Sheet, closed::Closed, reading::count};
use crate::pages::shell::Part;

const RULES: Closed<Silence> = Closed(&[
    (Silence::Nothing, "none", "Un délai promis\u{a0}: le silence ne décide rien"),
    (Silence::Acceptance, "sva", "Un délai légal\u{a0}: sans réponse, c’est oui"),
    (Silence::Rejection, "svr", "Un délai légal\u{a0}: sans réponse, c’est non"),
]);

/// The ways to count it: one of each.
const UNITS: Closed<Period> = Closed(&[
    (Period::Months(1), "months", "mois"),
    (Period::Days(1), "days", "jours"),
    (Period::WorkingDays(1), "working_days", "jours ouvrés"),
]);

const STARTS: Closed<ClockStart> = Closed(&[
    (ClockStart::Filing, "filing", "À l’arrivée de la demande"),
    (ClockStart::Completeness, "completeness", "Quand un agent dit la demande complète"),
]);

/// Chosen when there is no delay.
const NONE: &str = "aucun";

pub(super) struct ClockSheet(Option<LegalClock>);

impl ClockSheet {
    pub(super) fn of(definition: &Definition) -> Self {
        Self(definition.workflow.legal_clock.clone())
    }
}

impl Sheet for ClockSheet {
    fn title(&self, _: &Definition) -> String {
        "Délai de réponse".to_owned()
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        let Some(LegalClock { rule, duration, start, suspended_while_waiting }) = &self.0 else {
            return FormState::from_pairs([("regle", NONE)]);
        };
        let (Period::Months(many) | Period::Days(many) | Period::WorkingDays(many)) = *duration;
        FormState::from_pairs([
            ("regle", RULES.value(*rule)),
            ("duree", &many.to_string()),
            ("unite", UNITS.value(counted(*duration, 1))),
            ("depart", STARTS.value(*start)),
            ("suspendu", if *suspended_while_waiting { "oui" } else { "" }),
        ])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        let mut rules = vec![Choice::new(NONE, "Aucun délai")];
        rules.extend(RULES.choices());
        let or =
            |name: &str, usual: &'static str| if state.value(name).is_empty() { usual.to_owned() } else { state.value(name).to_owned() };
        html! {
            (ui::radios(&Label::new("regle", "Quel délai").state(state), &rules, state.value("regle")))
            div.studio-line {
                (ui::text_input(&Label::new("duree", "Durée").optional().state(state), state.value("duree"), TextKind::Number, Some(4)))
                (ui::select(&Label::new("unite", "Comptée en").state(state), &UNITS.choices(), &or("unite", "months")))
            }
            (ui::radios(&Label::new("depart", "Quand il commence").state(state), &STARTS.choices(), &or("depart", "filing")))
            (ui::checkbox(&Label::new("suspendu", "Il s’arrête quand on attend l’usager").optional(), state.value("suspendu") == "oui"))
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        if typed.value("regle") == NONE {
            return Some(self.0.iter().map(|_| ClockEdit::Remove {}.into()).collect());
        }
        let rule = RULES.needed(typed, "regle", "Choisissez un délai, ou aucun.", state);
        let unit = UNITS.needed(typed, "unite", "Choisissez comment compter la durée.", state);
        let start = STARTS.needed(typed, "depart", "Choisissez quand il commence.", state);
        let many = count(typed, "duree", 1..=3660, state);
        if many.is_none() && state.error("duree").is_none() {
            state.add_error("duree", "Écrivez la durée.");
        }
        let suspended_while_waiting = typed.value("suspendu") == "oui";
        let clock = LegalClock { rule: rule?, duration: counted(unit?, many?), start: start?, suspended_while_waiting };
        (!state.has_errors()).then(|| vec![ClockEdit::Set { clock }.into()])
    }
}

/// So many of what this period counts.
fn counted(unit: Period, many: u32) -> Period {
    match unit {
        Period::Months(_) => Period::Months(many),
        Period::Days(_) => Period::Days(many),
        Period::WorkingDays(_) => Period::WorkingDays(many),
    }
}
