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
/// Answers chosen one by one in a list, unless the field says how many.
const USUAL: i64 = 10;
/// The same, at most.
const MOST: i64 = 50;
/// Characters of a label, beyond which it is a text.
const LONG_LABEL: usize = 120;

/// Where the answers come from.
enum Answers {
    Written(Vec<Pair>),
    /// A list of the instance, and whether its rows are in the export.
    List(Slug, bool),
    None,
}

/// The answers of a field. Those of its source count; those written in the
/// field stand in for a source that the export does not hold.
fn answers(field: &Field, desk: &mut Desk<'_>) -> Answers {
    let written = field.items();
    match sourced(field, desk.site) {
        Answers::List(list, false) if !written.is_empty() => {
            let message = format!(
                "Les réponses venaient de la liste «\u{a0}{list}\u{a0}», qui n’est pas parmi les fichiers. Celles qui sont écrites dans le champ la remplacent."
            );
            desk.ledger.note(&desk.construct, Weight::Check, &desk.place, message);
            same(written)
        }
        Answers::None => same(written),
        sourced => sourced,
    }
}

/// Answers that are kept as they read.
fn same(texts: Vec<String>) -> Answers {
    if texts.is_empty() { Answers::None } else { Answers::Written(distinct(texts.into_iter().map(|text| (text.clone(), text)))) }
}

fn sourced(field: &Field, site: &Site) -> Answers {
    let own = || own_list(field);
    match source_of(field) {
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

fn source_of(field: &Field) -> Option<SourceKind> {
    field.element.child("data_source").filter(|source| !matches!(source.get("type"), None | Some("none"))).map(SourceKind::read)
}

/// The name of the list that a field has for itself.
fn own_list(field: &Field) -> Slug {
    names::slug(field.varname.as_deref().unwrap_or(&field.label))
}

/// The list that a field chooses in, with its rows, when the field writes them itself.
pub(crate) fn list_of(field: &Field) -> Option<(Slug, Vec<(String, String)>)> {
    let is_list = matches!(field.family(), "item" | "items");
    match source_of(field).filter(|_| is_list)? {
        SourceKind::Written(items) if items.len() > MANY => Some((own_list(field), items)),
        SourceKind::Elsewhere if field.items().is_empty() => Some((own_list(field), Vec::new())),
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
