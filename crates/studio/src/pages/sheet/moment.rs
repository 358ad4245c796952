//! When an automation works: a delay, from when it is counted, an event.

use authoring::{
    Place,
    condition::{OperandKind, Rule, candidates},
};
use definition::Definition;
use ui::{FormState, Label, Markup, TextKind, html};
use workflow::{Automation, Delay, Event};

use super::{
    closed::Closed,
    named::Named,
    reading::{count, optional},
};

/// The ways to count a delay: one of each.
const UNITS: Closed<Delay> = Closed(&[
    (Delay::Days(1), "days", "jours"),
    (Delay::Hours(1), "hours", "heures"),
    (Delay::WorkingDays(1), "working_days", "jours ouvrés"),
    (Delay::WorkingHours(1), "working_hours", "heures ouvrées"),
]);

const EVENTS: Closed<Event> = Closed(&[
    (Event::OpinionGiven, "opinion_given", "Un avis demandé est donné"),
    (Event::MessageReceived, "message_received", "L’usager écrit"),
    (Event::CompletionAnswered, "completion_answered", "L’usager donne ce qui manquait"),
    (Event::Answered, "answered", "Une réponse arrive d’un autre service"),
    (Event::LegalDue, "legal_due", "Le délai est fini"),
]);

/// Whether the delay comes before the date.
const SIDES: Closed<bool> = Closed(&[(false, "apres", "après"), (true, "avant", "avant")]);

/// What an automation says of time.
pub(super) struct Moment {
    pub after: Option<Delay>,
    pub before: Option<Delay>,
    pub date: Option<String>,
    pub on: Option<Event>,
}

/// The dates of a request, to choose from: what expressions call them, what authors read.
fn dates(of: &Definition, place: &Place) -> Vec<(String, String)> {
    let operands = candidates(of, place, Rule::Before).into_iter().filter(|operand| operand.kind == OperandKind::Date);
    operands.map(|operand| (operand.path.to_string(), operand.label)).collect()
}

/// Puts what the document says in the form.
pub(super) fn typed(automation: &Automation, of: &Definition, place: &Place, state: &mut FormState) {
    let Automation { after, before, date, on, .. } = automation;
    let mut set = |name: &str, value: &str| state.set(name, vec![value.to_owned()]);
    if let Some(delay) = before.or(*after) {
        let (Delay::Days(many) | Delay::Hours(many) | Delay::WorkingDays(many) | Delay::WorkingHours(many)) = delay;
        set("delai", &many.to_string());
        set("unite", UNITS.value(counted(delay, 1)));
    }
    set("sens", SIDES.value(before.is_some()));
    if let Some(source) = date {
        let is_offered = dates(of, place).iter().any(|(path, _)| path == source);
        set(if is_offered { "date" } else { "calcul" }, source);
    }
    set("quand", on.map_or("", |event| EVENTS.value(event)));
}

pub(super) fn inputs(of: &Definition, place: &Place, state: &FormState) -> Markup {
    let dates = dates(of, place);
    let dates: Vec<(&str, &str)> = dates.iter().map(|(path, label)| (path.as_str(), label.as_str())).collect();
    let dates = Named::of(&dates).after("", "L’arrivée dans ce statut").and(state.values("date"));
    let unit = if state.value("unite").is_empty() { "days" } else { state.value("unite") };
    ui::fieldset(
        "moment",
        "À quel moment",
        Some("Un délai ou un événement. Ni l’un ni l’autre : dès que la condition est remplie."),
        state.error("moment"),
        html! {
            div.studio-line {
                (ui::text_input(&Label::new("delai", "Délai").optional().state(state), state.value("delai"), TextKind::Number, Some(4)))
                (ui::select(&Label::new("unite", "Compté en").state(state), &UNITS.choices(), unit))
                (ui::select(&Label::new("sens", "Avant ou après").state(state), &SIDES.choices(), state.value("sens")))
                (ui::select(&Label::new("date", "Quelle date").state(state), &dates.choices(), state.value("date")))
            }
            (ui::text_input(&Label::new("calcul", "Ou un calcul qui donne la date").optional().state(state), state.value("calcul"), TextKind::Text, None))
            (ui::select(&Label::new("quand", "Événement").optional().state(state), &EVENTS.choices(), state.value("quand")))
        },
    )
}

/// What was chosen; what is wrong is told beside its input.
pub(super) fn read(typed: &FormState, state: &mut FormState) -> Moment {
    let many = count(typed, "delai", 0..=3660, state);
    let delay = many.and_then(|many| Some(counted(UNITS.needed(typed, "unite", "Choisissez comment compter le délai.", state)?, many)));
    let is_before = SIDES.optional(typed, "sens").unwrap_or_default();
    let date = optional(typed, "calcul").or_else(|| optional(typed, "date"));
    if is_before && delay.is_some() && date.is_none() {
        state.add_error("date", "Choisissez avant quelle date.");
    }
    if date.is_some() && delay.is_none() && state.error("delai").is_none() {
        state.add_error("delai", "Écrivez un délai. 0 pour le jour même.");
    }
    let (before, after) = if is_before { (delay, None) } else { (None, delay) };
    Moment { after, before, date, on: EVENTS.optional(typed, "quand") }
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
