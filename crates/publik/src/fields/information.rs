//! Titles and texts to read between questions.

use super::{Desk, Shape};
use crate::{
    expression::Sort,
    report::Weight,
    template::{computed, fixed, markdown, plain},
    wcs::Field,
};

/// Words of a text kept as its name.
const WORDS: usize = 8;

pub(super) fn title(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let said = fixed(&field.label, desk.names, plain);
    if said.text.trim().is_empty() {
        desk.left(Weight::Info, "Le titre est vide\u{a0}: il est retiré.");
        return None;
    }
    match said.lost.first() {
        None => desk.kept(),
        Some(why) => desk.changed(Weight::Check, format!("Un mot du titre est retiré\u{a0}: {why}.")),
    }
    let text = said.text.replace('\n', " ");
    Some(told(format!("**{text}**"), &text))
}

fn told(text: String, name: &str) -> Shape {
    let words: Vec<&str> = name.split_whitespace().collect();
    let label = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ").replace("**", "");
    let label: String = label.chars().take(100).collect();
    let label = if words.len() > WORDS { format!("{label}…") } else { label };
    Shape { label: Some(label), ..Shape::of("text_block", Sort::Record).with("text", text) }
}

/// A text that depends on answers becomes a computed text, shown.
pub(super) fn comment(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let said = fixed(&field.label, desk.names, markdown);
    if said.lost.is_empty() {
        if said.text.trim().is_empty() {
            desk.left(Weight::Info, "Le texte est vide\u{a0}: il est retiré.");
            return None;
        }
        desk.kept();
        let name = plain(&said.text);
        return Some(told(said.text, &name));
    }
    if let Ok(value) = computed(&plain(&field.label), desk.names)
        && value.sort == Sort::Text
    {
        desk.changed(
            Weight::Check,
            "Ce texte dépend des réponses\u{a0}: il devient une valeur calculée, sans mise en forme. Donnez-lui un nom.",
        );
        let shape = Shape::of("computed", Sort::Text).with("expression", value.source).with("result", "text").with("shown", true);
        return Some(Shape { label: Some("Pour information".to_owned()), ..shape });
    }
    let why = said.lost.join("\u{a0}; ");
    if said.text.trim().is_empty() {
        desk.left(Weight::Check, format!("Le texte est retiré\u{a0}: {why}."));
        return None;
    }
    desk.changed(Weight::Check, format!("Une partie du texte est retirée\u{a0}: {why}."));
    let name = plain(&said.text);
    Some(told(said.text, &name))
}
