//! Where the answers of a choice come from: written in the field, in a source
//! of data, in cards.

use kernel::Slug;

use super::Desk;
use crate::{
    expression::Pair,
    names,
    report::Weight,
    template::plain,
    wcs::{Field, Site, SourceKind},
};

/// Answers to choose from, beyond which a list with search is better.
const MANY: usize = 30;
/// Where the answers come from.
pub(super) enum Answers {
    Written(Vec<Pair>),
    /// A list of the instance, and whether its rows are in the export.
    List(Slug, bool),
    None,
}

/// The answers of a field. Those of its source count; those written in the
/// field stand in for a source that the export does not hold.
pub(super) fn answers(field: &Field, desk: &mut Desk<'_>) -> Answers {
    let written = field.items();
    match sourced(field, desk) {
        Answers::List(list, false) if !written.is_empty() => {
            let message = format!(
                "Les réponses venaient de la liste «\u{a0}{list}\u{a0}», qui n’est pas parmi les fichiers. Celles qui sont écrites dans le champ la remplacent."
            );
            desk.ledger.note(&desk.construct, Weight::Check, &desk.place, message);
            same(written)
        }
        Answers::None => same(written),
        Answers::List(list, known) => {
            narrowed(field, &list, desk);
            Answers::List(list, known)
        }
        written @ Answers::Written(_) => written,
    }
}

/// Answers that are kept as they read.
fn same(texts: Vec<String>) -> Answers {
    if texts.is_empty() { Answers::None } else { Answers::Written(distinct(texts.into_iter().map(|text| (text.clone(), text)))) }
}

fn sourced(field: &Field, desk: &mut Desk<'_>) -> Answers {
    let Some(kind) = source_of(field) else { return Answers::None };
    let list = if let SourceKind::Named(name) = &kind { names::slug(name) } else { own_list(field) };
    match resolved(kind, desk.site) {
        SourceKind::Written(items) => {
            closed(&items.closed, desk);
            if items.open.len() <= MANY { Answers::Written(distinct(items.open)) } else { Answers::List(list, true) }
        }
        SourceKind::Cards(card, view) => Answers::List(cards_list(&card, view.as_deref()), false),
        SourceKind::Elsewhere | SourceKind::Named(_) => Answers::List(list, false),
    }
}

/// What a named source is, when its file is there.
fn resolved(kind: SourceKind, site: &Site) -> SourceKind {
    match &kind {
        SourceKind::Named(name) => site.sources.get(name).map_or(SourceKind::Elsewhere, |source| source.kind.clone()),
        _ => kind,
    }
}

/// The list of the cards of a model; a view of them is a list of its own.
fn cards_list(card: &str, view: Option<&str>) -> Slug {
    names::slug(&view.map_or_else(|| card.to_owned(), |view| format!("{card} {view}")))
}

/// The view of cards that a field chooses in: its list, the model, the view.
pub(crate) fn view_of(field: &Field, site: &Site) -> Option<(Slug, String, String)> {
    match resolved(source_of(field)?, site) {
        SourceKind::Cards(card, Some(view)) => Some((cards_list(&card, Some(&view)), card, view)),
        _ => None,
    }
}

fn closed(texts: &[String], desk: &mut Desk<'_>) {
    if !texts.is_empty() {
        let texts = texts.join("\u{a0}»\u{a0}; «\u{a0}");
        let message = format!(
            "Ces réponses ne pouvaient plus être choisies («\u{a0}disabled\u{a0}»)\u{a0}: elles sont retirées. «\u{a0}{texts}\u{a0}»."
        );
        desk.ledger.note(&desk.construct, Weight::Check, &desk.place, message);
    }
}

/// Tells what chose among the lines of a list, and does not any more.
fn narrowed(field: &Field, list: &Slug, desk: &mut Desk<'_>) {
    let Some(SourceKind::Cards(_, view)) = source_of(field).map(|kind| resolved(kind, desk.site)) else { return };
    if let Some(view) = view {
        let message = format!(
            "Le choix ne montrait que les fiches de la vue «\u{a0}{view}\u{a0}». Ne chargez que celles-là dans «\u{a0}{list}\u{a0}»."
        );
        desk.ledger.note(&desk.construct, Weight::Check, &desk.place, message);
    }
    let filter = field.element.child("data_source").and_then(|source| source.get("value"));
    if let Some(filter) = filter {
        let message = format!("Les fiches montrées dépendaient d’un calcul («\u{a0}{filter}\u{a0}»)\u{a0}: toutes le sont.");
        desk.ledger.note(&desk.construct, Weight::Check, &desk.place, message);
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
        SourceKind::Written(items) if items.open.len() > MANY => Some((own_list(field), items.open)),
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
