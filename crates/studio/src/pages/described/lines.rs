//! Settings that are lists: a row of inputs per line, and some empty ones to add.

use kernel::setting::Setting;
use ui::{Choice, FormState, Label, Markup, TextKind, html};

use super::{MOST, SPARE, cell, names::with_gone};

/// Answers to choose from. What is kept stands beside each, so that a label may change.
pub(super) fn options(setting: &Setting, state: &FormState) -> Markup {
    list(setting, state, "label", &|line| {
        let (label, hint) = (cell(setting, line, "label"), cell(setting, line, "hint"));
        html! {
            (ui::hidden(&cell(setting, line, "value"), state.value(&cell(setting, line, "value"))))
            (ui::text_input(&Label::new(&label, &format!("Réponse {}", line + 1)).optional().state(state), state.value(&label), TextKind::Text, None))
            (ui::text_input(&Label::new(&hint, &format!("Aide de la réponse {}", line + 1)).optional().state(state), state.value(&hint), TextKind::Text, None))
        }
    })
}

/// Lines or columns of a table.
pub(super) fn rows(setting: &Setting, contents: &[(&str, &str)], state: &FormState) -> Markup {
    let choices: Vec<Choice<'_>> = contents.iter().map(|(value, label)| Choice::new(value, label)).collect();
    list(setting, state, "label", &|line| {
        let (label, content) = (cell(setting, line, "label"), cell(setting, line, "type"));
        html! {
            (ui::hidden(&cell(setting, line, "slug"), state.value(&cell(setting, line, "slug"))))
            (ui::text_input(&Label::new(&label, &format!("{}, n°\u{a0}{}", setting.label, line + 1)).optional().state(state), state.value(&label), TextKind::Text, None))
            @if !choices.is_empty() {
                (ui::select(&Label::new(&content, &format!("Contenu n°\u{a0}{}", line + 1)).optional(), &choices, state.value(&content)))
            }
        }
    })
}

/// What stands by name: expressions, teams.
pub(super) fn expressions(setting: &Setting, [name, value]: [&str; 2], state: &FormState) -> Markup {
    list(setting, state, "nom", &|line| {
        let input = |column: &str, label: &str| {
            let (name, label) = (cell(setting, line, column), format!("{label} {}", line + 1));
            ui::text_input(&Label::new(&name, &label).optional().state(state), state.value(&name), TextKind::Text, None)
        };
        html! {
            (input("nom", name))
            (input("valeur", value))
        }
    })
}

/// Where each datum stands in an answer.
pub(super) fn paths(setting: &Setting, data: &[(String, String)], state: &FormState) -> Markup {
    list(setting, state, "nom", &|line| {
        let (name, path) = (cell(setting, line, "nom"), cell(setting, line, "valeur"));
        let data = with_gone(data.to_vec(), &[state.value(&name).to_owned()]);
        let none = std::iter::once(Choice::new("", "Aucune"));
        let choices: Vec<Choice<'_>> = none.chain(data.iter().map(|(slug, label)| Choice::new(slug, label))).collect();
        html! {
            (ui::select(&Label::new(&name, &format!("Donnée {}", line + 1)).optional(), &choices, state.value(&name)))
            (ui::text_input(&Label::new(&path, &format!("Endroit {}", line + 1)).optional().state(state), state.value(&path), TextKind::Text, None))
        }
    })
}

/// The lines written, and some more; keeping offers others.
fn list(setting: &Setting, state: &FormState, sign: &str, line: &dyn Fn(usize) -> Markup) -> Markup {
    let written = (0..MOST).rev().find(|line| !state.value(&cell(setting, *line, sign)).is_empty()).map_or(0, |last| last + 1);
    let hint = "Videz une ligne pour l’enlever. Enregistrez pour en avoir d’autres.";
    let name = super::input(setting);
    ui::fieldset(
        &name,
        setting.label,
        Some(hint),
        state.error(&name),
        html! {
            @for rank in 0..(written + SPARE).min(MOST) { div.studio-line { (line(rank)) } }
        },
    )
}
