//! The menus of a condition.

use authoring::{
    Place,
    condition::{self, Comparison, Operand, Rule},
};
use definition::Definition;
use ui::{Choice, FormState, Label, Markup, TextKind, html};

use super::{ANY, BY_HAND, MOST, line, read::read, value};

/// The inputs of a condition; `otherwise` says what no condition means.
pub(in crate::pages) fn inputs(
    name: &str,
    legend: &str,
    otherwise: &str,
    of: &Definition,
    place: &Place,
    rule: Rule,
    state: &FormState,
) -> Markup {
    let operands = condition::candidates(of, place, rule);
    let by_hand = state.value(&format!("{name}.mode")) == BY_HAND;
    let groups = (0..MOST).rev().find(|group| lines(name, *group, state) > 0).map_or(0, |last| last + 1);
    let (sense, source) = (format!("{name}.sens"), format!("{name}.calcul"));
    // what the menus say now, kept or not
    let told = read(name, of, place, rule, state, &mut FormState::default());
    ui::fieldset(
        name,
        legend,
        None,
        state.error(name),
        html! {
            p.studio-sentence { @match told {
                Some(source) => { (capital(&condition::sentence(of, place, &source))) "." }
                None => { (otherwise) "." }
            } }
            @if !by_hand {
                @if groups > 1 {
                    (ui::radios(&Label::new(&sense, "Il faut"), &[Choice::new("toutes", "Toutes ces conditions"), Choice::new(ANY, "Une seule suffit")], if state.value(&sense) == ANY { ANY } else { "toutes" }))
                }
                @for group in 0..groups.max(1) { (one_group(name, group, groups, &operands, state)) }
                @if (1..MOST).contains(&groups) {
                    (ui::details(if any(name, state) { "Ou bien…" } else { "Et aussi…" }, html! { div.studio-group { (one_line(name, groups, 0, &operands, state)) } }))
                }
            }
            (ui::details_open("Écrire la condition soi-même", by_hand, html! {
                (ui::radios(&Label::new(&format!("{name}.mode"), "Comment dire cette condition"), &[Choice::new("menus", "Avec les menus"), Choice::new(BY_HAND, "Avec la formule ci-dessous")], if by_hand { BY_HAND } else { "menus" }))
                (ui::textarea(&Label::new(&source, "Formule").optional().state(state), state.value(&source), 2, None))
            }))
        },
    )
}

/// The lines written in a group.
fn lines(name: &str, group: usize, state: &FormState) -> usize {
    (0..MOST).rev().find(|rank| !state.value(&line(name, group, *rank, "quoi")).is_empty()).map_or(0, |last| last + 1)
}

/// The comparisons of a group, and one more to choose.
fn one_group(name: &str, group: usize, groups: usize, operands: &[Operand], state: &FormState) -> Markup {
    let written = lines(name, group, state);
    let between = if any(name, state) { "et" } else { "ou" };
    html! {
        div.studio-group {
            @for rank in 0..written.max(1) {
                @if rank > 0 { p.studio-between { (between) } }
                (one_line(name, group, rank, operands, state))
            }
            @if group < groups && written < MOST {
                (ui::details(&format!("{between}…"), one_line(name, group, written, operands, state)))
            }
        }
    }
}

fn any(name: &str, state: &FormState) -> bool {
    state.value(&format!("{name}.sens")) == ANY
}

/// One comparison: what is compared, how, with what.
pub(in crate::pages) fn one_line(name: &str, group: usize, rank: usize, operands: &[Operand], state: &FormState) -> Markup {
    let what = line(name, group, rank, "quoi");
    let chosen = operands.iter().find(|operand| operand.path.to_string() == state.value(&what));
    html! {
        div.studio-line {
            (whats(&what, operands, state))
            @match chosen {
                Some(operand) => (comparisons(name, group, rank, operand, state)),
                // with scripts the comparisons come by themselves
                None => noscript { button.button.secondary type="submit" name="faire" value="choisir" formaction=(format!("#{}", ui::field_id(name))) { "Choisir" } },
            }
        }
    }
}

/// The questions that may be compared, under the title of their page.
fn whats(name: &str, operands: &[Operand], state: &FormState) -> Markup {
    let paths: Vec<(String, String)> =
        operands.iter().map(|operand| (operand.path.to_string(), format!("{}\u{a0}: {}", operand.group, operand.label))).collect();
    let choices: Vec<Choice<'_>> = paths.iter().map(|(path, label)| Choice::new(path, label)).collect();
    ui::select(&Label::new(name, "Selon quelle réponse").optional().state(state), &choices, state.value(name))
}

fn comparisons(name: &str, group: usize, rank: usize, operand: &Operand, state: &FormState) -> Markup {
    let (compare, valued, day) = (line(name, group, rank, "compare"), line(name, group, rank, "valeur"), line(name, group, rank, "jour"));
    let offered: Vec<(String, &str)> =
        Comparison::offered(operand.kind).iter().map(|one| (value::comparison_name(*one), one.label(operand.kind))).collect();
    let choices: Vec<Choice<'_>> = offered.iter().map(|(value, label)| Choice::new(value, label)).collect();
    let comparison = value::comparison(state.value(&compare), operand.kind).or_else(|| Comparison::offered(operand.kind).first().copied());
    let selected = comparison.map(value::comparison_name).unwrap_or_default();
    html! {
        (ui::select(&Label::new(&compare, "Comparaison").state(state), &choices, &selected))
        @if let Some(comparison) = comparison { (values(&valued, &day, comparison, operand, state)) }
    }
}

fn values(name: &str, day: &str, comparison: Comparison, operand: &Operand, state: &FormState) -> Markup {
    use authoring::condition::Value;
    let label = Label::new(name, "Valeur").state(state);
    let choices: Vec<Choice<'_>> = operand.values.iter().map(|(value, label)| Choice::new(value, label)).collect();
    let days: Vec<Choice<'_>> = value::DAYS.iter().map(|(value, label)| Choice::new(value, label)).collect();
    let moment = if state.value(day).is_empty() { "date" } else { state.value(day) };
    html! {
        @if comparison.takes(&Value::None) {}
        @else if value::is_day(comparison, operand.kind) {
            (ui::select(&Label::new(day, "Jour"), &days, moment))
            @if moment != "aujourdhui" { (ui::text_input(&label.hint("Une date (31/12/2026) ou un nombre de jours."), state.value(name), TextKind::Text, Some(12))) }
        }
        @else if !choices.is_empty() && comparison.takes(&Value::Texts(vec![])) { (ui::checkboxes(&label, &choices, state.values(name))) }
        @else if !choices.is_empty() { (ui::select(&label, &choices, state.value(name))) }
        @else { (ui::text_input(&label, state.value(name), TextKind::Text, None)) }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
