//! The bound of a date, without an expression to write: today, so long from
//! today, a day, or a calculation for who wants one.
//!
//! Inputs: `{name}` says how, `{name}.nombre`, `{name}.jour` (three boxes) and
//! `{name}.calcul` say the rest.

use jiff::civil::Date;
use ui::{Choice, DateValue, FormState, Label, Markup, TextKind, html};

use crate::pages::sheet::reading;

/// A distance from today: its name in forms, what is read, how expressions call it, its direction.
struct Distance {
    name: &'static str,
    label: &'static str,
    function: &'static str,
    is_past: bool,
}

const fn after(name: &'static str, label: &'static str, function: &'static str) -> Distance {
    Distance { name, label, function, is_past: false }
}

const fn ago(name: &'static str, label: &'static str, function: &'static str) -> Distance {
    Distance { name, label, function, is_past: true }
}

const DISTANCES: [Distance; 7] = [
    after("dans-jours", "Dans … jours", "add_days"),
    after("dans-ouvres", "Dans … jours ouvrés", "add_working_days"),
    after("dans-mois", "Dans … mois", "add_months"),
    after("dans-ans", "Dans … ans", "add_years"),
    ago("ilya-jours", "Il y a … jours", "add_days"),
    ago("ilya-mois", "Il y a … mois", "add_months"),
    ago("ilya-ans", "Il y a … ans", "add_years"),
];

const NONE: (&str, &str) = ("", "Pas de limite");
const TODAY: (&str, &str) = ("aujourdhui", "Aujourd’hui");
const DAY: (&str, &str) = ("date", "Une date précise");
const SOURCE: (&str, &str) = ("calcul", "Un calcul");

impl Distance {
    fn expression(&self, count: u32) -> String {
        let sign = if self.is_past { "-" } else { "" };
        format!("{}(today(), {sign}{count})", self.function)
    }

    /// How many, when the expression says this distance and nothing else.
    fn count(&self, source: &str) -> Option<u32> {
        let count = source.strip_prefix(self.function)?.strip_prefix("(today(), ")?.strip_suffix(')')?;
        let count = if self.is_past { count.strip_prefix('-')? } else { count };
        count.parse().ok().filter(|count| self.expression(*count) == source)
    }
}

/// Puts a bound in its inputs.
pub(super) fn typed(name: &str, source: &str, state: &mut FormState) {
    let source = source.trim();
    let distance = DISTANCES.iter().find_map(|distance| Some((distance, distance.count(source)?)));
    let mut set = |name: String, value: &str| state.set(name, vec![value.to_owned()]);
    match (source, distance, source.parse::<Date>()) {
        ("", ..) => {}
        ("today()", ..) => set(name.to_owned(), TODAY.0),
        (_, Some((distance, count)), _) => {
            set(name.to_owned(), distance.name);
            set(format!("{name}.nombre"), &count.to_string());
        }
        (_, _, Ok(day)) => {
            set(name.to_owned(), DAY.0);
            reading::put_day(state, &format!("{name}.jour"), day);
        }
        _ => {
            set(name.to_owned(), SOURCE.0);
            set(format!("{name}.calcul"), source);
        }
    }
}

/// The bound typed, as the document writes it; what is wrong is told beside its input.
pub(super) fn read(name: &str, typed: &FormState, state: &mut FormState) -> Option<String> {
    let (number, day, source) = (format!("{name}.nombre"), format!("{name}.jour"), format!("{name}.calcul"));
    let way = typed.value(name);
    if let Some(distance) = DISTANCES.iter().find(|distance| distance.name == way) {
        let count = typed.value(&number).trim().parse().ok();
        if count.is_none() {
            state.add_error(number, "Écrivez un nombre entier. Exemple : 30.");
        }
        return count.map(|count| distance.expression(count));
    }
    match way {
        way if way == TODAY.0 => Some("today()".to_owned()),
        way if way == DAY.0 => {
            let read = reading::day(typed, &day, state);
            if read.is_none() && state.error(&day).is_none() {
                state.add_error(day, "Écrivez la date.");
            }
            read.map(|day| day.to_string())
        }
        way if way == SOURCE.0 => Some(typed.value(&source).trim().to_owned()).filter(|source| !source.is_empty()),
        _ => None,
    }
}

/// Its inputs: how, then what this way needs.
pub(super) fn draw(label: &Label<'_>, state: &FormState) -> Markup {
    let (name, way) = (label.name, state.value(label.name));
    let ways = [NONE, TODAY].into_iter().chain(DISTANCES.iter().map(|one| (one.name, one.label))).chain([DAY, SOURCE]);
    let choices: Vec<Choice<'_>> = ways.map(|(value, label)| Choice::new(value, label)).collect();
    let (number, day, source) = (format!("{name}.nombre"), format!("{name}.jour"), format!("{name}.calcul"));
    let told = |what: &str| format!("{}\u{a0}: {what}", label.label);
    html! {
        (ui::select(label, &choices, way))
        // with scripts what a way needs comes by itself
        noscript { (ui::button_row(ui::secondary_button_named("faire", "choisir", "Choisir"))) }
        @if DISTANCES.iter().any(|distance| distance.name == way) {
            (ui::text_input(&Label::new(&number, &told("combien")).state(state), state.value(&number), TextKind::Number, Some(6)))
        } @else if way == DAY.0 {
            (ui::date_input(&Label::new(&day, &told("la date")).state(state), DateValue::from_state(state, &day)))
        } @else if way == SOURCE.0 {
            (ui::text_input(&Label::new(&source, &told("le calcul")).hint("Exemple : add_days(today(), 30).").state(state), state.value(&source), TextKind::Text, None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read back, and the way that the author sees.
    fn back(source: &str) -> (Option<String>, String) {
        let mut state = FormState::default();
        typed("min", source, &mut state);
        let mut errors = FormState::default();
        let read = read("min", &state, &mut errors);
        assert!(!errors.has_errors(), "{source}");
        (read, state.value("min").to_owned())
    }

    #[test]
    fn every_bound_reads_back_as_it_was_written() {
        for (source, way) in [
            ("today()", "aujourdhui"),
            ("add_days(today(), 15)", "dans-jours"),
            ("add_working_days(today(), 5)", "dans-ouvres"),
            ("add_months(today(), 12)", "dans-mois"),
            ("add_years(today(), -18)", "ilya-ans"),
            ("2026-12-31", "date"),
            ("add_days( today(),15 )", "calcul"),
            ("add_years(naissance, 18)", "calcul"),
        ] {
            assert_eq!(back(source), (Some(source.to_owned()), way.to_owned()));
        }
        assert_eq!(back(""), (None, String::new()));
    }

    #[test]
    fn what_a_way_needs_is_asked_for() {
        for (way, input) in [("dans-jours", "min.nombre"), ("date", "min.jour")] {
            let mut errors = FormState::default();
            assert_eq!(read("min", &FormState::from_pairs([("min", way)]), &mut errors), None);
            assert!(errors.error(input).is_some(), "{way}");
        }
    }
}
