//! The inputs of settings.

use definition::Definition;
use kernel::setting::{Named, Setting, Shape};
use ui::{Choice, FormState, Label, Markup, TextKind, html};

use super::{
    Around, day, input,
    lines::{expressions, options, paths, rows},
    names::{names, recipients, with_gone, written_by_agents},
};

/// One input per setting, in their order. Those of the questions of a block are elsewhere.
pub(in crate::pages) fn draw(settings: &[Setting], of: &Definition, around: &Around, state: &FormState) -> Markup {
    html! { @for setting in settings { (one(setting, of, around, state)) } }
}

fn one(setting: &Setting, of: &Definition, around: &Around, state: &FormState) -> Markup {
    let name = input(setting);
    let label = Label::new(&name, setting.label).hint((!setting.hint.is_empty()).then_some(setting.hint)).state(state);
    let label = if setting.is_required { label } else { label.optional() };
    let value = state.value(&name);
    match setting.shape {
        Shape::YesNo => choose(&label, &[("non", "Non"), ("oui", "Oui")], if value.is_empty() { "non" } else { value }),
        Shape::NoOrYes => choose(&label, &[("oui", "Oui"), ("non", "Non")], if value.is_empty() { "oui" } else { value }),
        Shape::Text => ui::text_input(&label, value, TextKind::Text, None),
        Shape::LongText => ui::textarea(&label, value, 5, None),
        Shape::Texts => ui::textarea(&label.hint("Un par ligne."), value, 4, None),
        Shape::Count(..) => ui::text_input(&label, value, TextKind::Number, Some(6)),
        Shape::Bound => ui::text_input(&label.hint("Un nombre, ou un calcul."), value, TextKind::Text, None),
        Shape::Day => day::draw(&label, state),
        Shape::Expression => ui::textarea(&label, value, 3, None),
        Shape::Input => from(&label, written_by_agents(of, value), value),
        Shape::OneOf(choices) => choose(&label, choices, value),
        Shape::SomeOf(choices) => ui::checkboxes(&label, &offered(choices), state.values(&name)),
        Shape::Named(named) => from(&label, names(of, around, named), value),
        Shape::SeveralNamed(named) => several(&label, names(of, around, named), state.values(&name)),
        Shape::Recipient => from(&label, recipients(of), value),
        Shape::Destination => ui::text_input(
            &label.hint("« team: » suivi du nom d’une équipe, ou « authority: » suivi d’un calcul."),
            value,
            TextKind::Text,
            None,
        ),
        Shape::Options => options(setting, state),
        Shape::Rows(contents) => rows(setting, contents, state),
        Shape::Expressions => expressions(setting, ["Nom", "Valeur"], state),
        Shape::Teams => expressions(setting, ["Réponse", "Équipe"], state),
        Shape::DataPaths => paths(setting, &names(of, around, Named::Datum), state),
        Shape::Fields => html! {},
    }
}

fn offered<'a>(choices: &'a [(&'a str, &'a str)]) -> Vec<Choice<'a>> {
    choices.iter().map(|(value, label)| Choice::new(value, label)).collect()
}

fn choose(label: &Label<'_>, choices: &[(&str, &str)], value: &str) -> Markup {
    if choices.len() > 3 || !label.required && value.is_empty() {
        ui::select(label, &offered(choices), value)
    } else {
        ui::radios(label, &offered(choices), value)
    }
}

/// A closed list of what exists; a free word where nothing is known.
fn from(label: &Label<'_>, names: Vec<(String, String)>, value: &str) -> Markup {
    if names.is_empty() {
        return ui::text_input(label, value, TextKind::Text, None);
    }
    let names = with_gone(names, &[value.to_owned()]);
    let choices: Vec<Choice<'_>> = names.iter().map(|(name, label)| Choice::new(name, label)).collect();
    ui::select(label, &choices, value)
}

fn several(label: &Label<'_>, names: Vec<(String, String)>, values: &[String]) -> Markup {
    let names = with_gone(names, values);
    let choices: Vec<Choice<'_>> = names.iter().map(|(name, label)| Choice::new(name, label)).collect();
    html! { @if !choices.is_empty() { (ui::checkboxes(label, &choices, values)) } }
}
