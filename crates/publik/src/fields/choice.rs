//! Boxes to tick, choices among answers, choices in lists.

use kernel::Slug;
use serde_json::{Value as Json, json};

use super::{
    Desk, Shape,
    answers::{Answers, answers},
};
use crate::{
    expression::{Pair, Sort},
    report::Weight,
    template::plain,
    wcs::Field,
};

/// Answers chosen one by one in a list, unless the field says how many.
const USUAL: i64 = 10;
/// The same, at most.
const MOST: i64 = 50;
/// Characters of a label, beyond which it is a text.
const LONG_LABEL: usize = 120;

fn options(pairs: &[Pair]) -> Json {
    pairs.iter().map(|pair| json!({ "value": pair.value, "label": pair.label })).collect()
}

/// A box to tick.
pub(super) fn tick(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.kept();
    Some(agreed(&field.label))
}

/// A box to tick, with its whole text above when it is long.
fn agreed(text: &str) -> Shape {
    let text = plain(text);
    let shape = Shape::of("acceptance", Sort::Bool);
    if text.chars().count() > LONG_LABEL {
        Shape { label: Some("J’ai lu et j’accepte ce texte".to_owned()), ..shape.with("text", text) }
    } else {
        shape
    }
}

pub(super) fn item(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    match answers(field, desk) {
        Answers::Written(pairs) if pairs.len() >= 2 => {
            desk.kept();
            Some(Shape::of("choice", Sort::Choice(pairs.clone())).with("options", options(&pairs)))
        }
        Answers::Written(pairs) => alone(&pairs, desk),
        Answers::List(list, known) => {
            let message = if known {
                "La liste est dans les tables à charger."
            } else {
                "La liste vient d’ailleurs\u{a0}: chargez ses lignes dans les référentiels, sous ce nom."
            };
            desk.changed(if known { Weight::Info } else { Weight::Check }, format!("Choix dans la liste «\u{a0}{list}\u{a0}». {message}"));
            Some(Shape::of("referential", Sort::Text).with("list", list.as_str()))
        }
        Answers::None => nothing(desk),
    }
}

/// One answer only: a box to tick.
fn alone(pairs: &[Pair], desk: &mut Desk<'_>) -> Option<Shape> {
    let Some(pair) = pairs.first() else { return nothing(desk) };
    desk.changed(Weight::Info, "Il n’y a qu’une réponse possible\u{a0}: c’est une case à cocher.");
    Some(agreed(&pair.label))
}

fn nothing(desk: &mut Desk<'_>) -> Option<Shape> {
    desk.changed(Weight::Check, "Ce choix n’a aucune réponse possible. Un texte court le remplace\u{a0}: écrivez les réponses.");
    Some(Shape::of("text", Sort::Text))
}

pub(super) fn items(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let pairs = match answers(field, desk) {
        Answers::Written(pairs) if pairs.len() >= 2 => pairs,
        Answers::Written(pairs) => return alone(&pairs, desk),
        Answers::List(list, _) => return Some(one_by_one(field, &list, desk)),
        Answers::None => return nothing(desk),
    };
    let mut shape = Shape::of("choices", Sort::Choices(pairs.clone())).with("options", options(&pairs));
    let most = i64::try_from(pairs.len()).unwrap_or(i64::MAX);
    for (theirs, ours) in [("min_choices", "min"), ("max_choices", "max")] {
        if let Some(count) = field.element.number(theirs).filter(|count| (1..=most).contains(count)) {
            shape = shape.with(ours, count);
        }
    }
    desk.kept();
    Some(shape)
}

/// Several answers of a list: a repeated block, one answer each time.
fn one_by_one(field: &Field, list: &Slug, desk: &mut Desk<'_>) -> Shape {
    let message = format!(
        "Le choix de plusieurs réponses dans la liste «\u{a0}{list}\u{a0}» devient un bloc répété\u{a0}: une réponse à la fois. Chargez la liste dans les référentiels."
    );
    desk.changed(Weight::Check, message);
    let count = |name: &str, usual: i64| field.element.number(name).filter(|count| *count > 0).unwrap_or(usual).clamp(1, MOST);
    let most = count("max_choices", USUAL);
    let least = if field.required { count("min_choices", 1).min(most) } else { 0 };
    let question = json!({ "slug": "reponse", "label": "Réponse", "type": "referential", "list": list.as_str(), "required": true });
    let shape = Shape::of("block", Sort::List).with("item", "Réponse").with("fields", json!([question]));
    shape.with("min", least).with("max", most)
}

pub(super) fn ranked(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    match answers(field, desk) {
        Answers::Written(pairs) if pairs.len() >= 2 => {
            desk.kept();
            Some(Shape::of("ranked", Sort::List).with("options", options(&pairs)))
        }
        _ => nothing(desk),
    }
}
