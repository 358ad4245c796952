//! Cards and data sources as tables.

use std::collections::BTreeSet;

use crate::{
    expression::Names,
    fields::{self, Desk, list_of, view_of},
    names::{Given, slug},
    referential::{Column, Referential},
    report::{Ledger, Place},
    template::plain,
    wcs::{FormDef, Site, SourceKind},
};

/// Every table, each name once.
pub(super) fn of(site: &Site) -> Vec<Referential> {
    let cards = site.cards.iter().map(|card| of_card(card, site));
    let sources = site.sources.values().filter_map(|source| match &source.kind {
        SourceKind::Written(items) => Some(list(&source.slug, &source.name, &items.open)),
        SourceKind::Elsewhere => Some(list(&source.slug, &source.name, &[])),
        SourceKind::Cards(..) | SourceKind::Named(_) => None,
    });
    let fields = || site.forms.iter().chain(site.blocks.values()).flat_map(|form| &form.fields);
    let views = fields().filter_map(|field| view_of(field, site)).filter_map(|(slug, card, view)| {
        let model = site.cards.iter().find(|known| known.slug == card)?;
        let origin = format!("Une partie des fiches du modèle «\u{a0}{}\u{a0}»\u{a0}: celles de la vue «\u{a0}{view}\u{a0}».", model.name);
        Some(Referential { slug, title: format!("{} ({view})", model.name), origin: Some(origin), ..of_card(model, site) })
    });
    let inline = fields().filter_map(|field| list_of(field).map(|(slug, items)| list(slug.as_str(), &plain(&field.label), &items)));
    let mut seen = BTreeSet::new();
    cards.chain(views).chain(sources).chain(inline).filter(|table| seen.insert(table.slug.clone())).collect()
}

fn of_card(card: &FormDef, site: &Site) -> Referential {
    let (names, mut ledger, mut given) = (Names::default(), Ledger::default(), Given::default());
    let mut columns = Vec::new();
    for field in card.fields.iter().filter(|field| !matches!(field.family(), "page" | "block")) {
        let mut desk = Desk { site, names: &names, ledger: &mut ledger, place: Place::default(), construct: String::new() };
        if let Some(shape) = fields::carry(field, &mut desk).filter(|shape| shape.kind != "text_block") {
            let slug = given.word(field.varname.as_deref().unwrap_or(&field.label));
            columns.push(Column { slug, label: plain(&field.label), kind: shape.kind.to_owned() });
        }
    }
    Referential {
        slug: slug(&card.slug),
        title: card.name.clone(),
        columns,
        rows: Vec::new(),
        origin: Some("Un modèle de fiche\u{a0}: exportez ses fiches en CSV depuis l’ancien site, puis chargez-les.".to_owned()),
    }
}

fn list(name: &str, title: &str, items: &[(String, String)]) -> Referential {
    let column = |slug: &str, label: &str| Column { slug: slug.to_owned(), label: label.to_owned(), kind: "text".to_owned() };
    let origin = "Un service d’ailleurs\u{a0}: chargez ses lignes, ou reliez un connecteur. Son adresse n’est pas reprise.";
    Referential {
        slug: slug(name),
        title: title.to_owned(),
        columns: vec![column("id", "Identifiant"), column("label", "Libellé")],
        rows: items.iter().map(|(id, text)| vec![id.clone(), text.clone()]).collect(),
        origin: items.is_empty().then(|| origin.to_owned()),
    }
}
