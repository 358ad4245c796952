//! Boxes to tick, choices among answers, choices in lists.

use kernel::Slug;
use serde_json::{Value as Json, json};

use super::{Desk, Shape};
use crate::{
    expression::{Pair, Sort},
    names,
    report::Weight,
    template::plain,
    wcs::{Field, Site, SourceKind},
};

/// Answers to choose from, beyond which a list with search is better.
const MANY: usize = 30;
/// Characters of a label, beyond which it is a text.
const LONG_LABEL: usize = 120;

/// Where the answers come from.
enum Answers {
    Written(Vec<Pair>),
    /// A list of the instance, and whether its rows are in the export.
    List(Slug, bool),
    None,
}

fn answers(field: &Field, site: &Site) -> Answers {
    let written = field.items();
    if !written.is_empty() {
        return Answers::Written(distinct(written.into_iter().map(|text| (text.clone(), text))));
    }
    let source = field.element.child("data_source").map(SourceKind::read);
    let own = || names::slug(field.varname.as_deref().unwrap_or(&field.label));
    match source {
        None => Answers::None,
        Some(SourceKind::Written(items)) if items.len() <= MANY => Answers::Written(distinct(items)),
        Some(SourceKind::Written(_)) => Answers::List(own(), true),
        Some(SourceKind::Elsewhere) => Answers::List(own(), false),
        Some(SourceKind::Cards(card)) => Answers::List(names::slug(&card), false),
        Some(SourceKind::Named(name)) => match site.sources.get(&name).map(|source| &source.kind) {
            Some(SourceKind::Written(items)) if items.len() <= MANY => Answers::Written(distinct(items.clone())),
            Some(SourceKind::Written(_)) => Answers::List(names::slug(&name), true),
            Some(SourceKind::Cards(card)) => Answers::List(names::slug(card), false),
            _ => Answers::List(names::slug(&name), false),
        },
    }
}

/// The list that a field chooses in, with its rows, when the field writes them itself.
pub(crate) fn list_of(field: &Field) -> Option<(Slug, Vec<(String, String)>)> {
    let is_list = matches!(field.family(), "item" | "items") && field.items().is_empty();
    let source = field.element.child("data_source").filter(|_| is_list).map(SourceKind::read)?;
    let slug = names::slug(field.varname.as_deref().unwrap_or(&field.label));
    match source {
        SourceKind::Written(items) if items.len() > MANY => Some((slug, items)),
        SourceKind::Elsewhere => Some((slug, Vec::new())),
        _ => None,
    }
}

/// Each value and each label once.
fn distinct(items: impl IntoIterator<Item = (String, String)>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (value, label) in items {
        let label = plain(&label);
        let label = if label.is_empty() { value.clone() } else { label };
        if !value.is_empty() && !pairs.iter().any(|pair| pair.value == value || pair.label == label) {
            pairs.push(Pair { value, label });
        }
    }
    pairs
}

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
    match answers(field, desk.site) {
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
    let pairs = match answers(field, desk.site) {
        Answers::Written(pairs) if pairs.len() >= 2 => pairs,
        Answers::Written(pairs) => return alone(&pairs, desk),
        Answers::List(list, _) => {
            desk.changed(Weight::Decide, format!("On ne choisit qu’une réponse dans une liste («\u{a0}{list}\u{a0}»). Un texte long remplace ce choix multiple\u{a0}: écrivez les réponses possibles."));
            return Some(Shape::of("long_text", Sort::Text));
        }
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

pub(super) fn ranked(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    match answers(field, desk.site) {
        Answers::Written(pairs) if pairs.len() >= 2 => {
            desk.kept();
            Some(Shape::of("ranked", Sort::List).with("options", options(&pairs)))
        }
        _ => nothing(desk),
    }
}
