//! The records that a JSON document holds.

use std::collections::HashSet;

use forms::Lookups;
use serde_json::Value as Json;

use crate::{
    cells::Reader,
    change::Incoming,
    import::LONGEST_LABEL,
    model::{Key, Referential, Source, State},
    write::plain,
};

/// The most records that a source gives.
const MOST: usize = 20_000;

/// The records of a document. A copy is taken whole or not at all: one item
/// that cannot be read refuses it.
pub fn records(document: &Json, source: &Source, list: &Referential, related: &Lookups) -> Result<Vec<Incoming>, String> {
    let Some(Json::Array(items)) = at(document, &source.items) else {
        return Err(format!("La réponse n’a pas de tableau à l’endroit «\u{a0}{}\u{a0}».", source.items));
    };
    match items.len() {
        // a source that loses everything is more likely to be broken
        0 => return Err("La source ne donne aucune fiche.".to_owned()),
        count if count > MOST => return Err(format!("La source donne {count} fiches. La limite est de 20\u{a0}000.")),
        _ => {}
    }
    let (mut reader, mut met) = (Reader::new(related), HashSet::with_capacity(items.len()));
    let mut records = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let record = one(item, source, list, &mut reader).map_err(|why| format!("Fiche {}\u{a0}: {why}", index + 1))?;
        if !met.insert(record.key.clone()) {
            return Err(format!("La clé «\u{a0}{}\u{a0}» est donnée deux fois.", record.key.as_str()));
        }
        records.push(record);
    }
    Ok(records)
}

fn one(item: &Json, source: &Source, list: &Referential, reader: &mut Reader<'_>) -> Result<Incoming, String> {
    let get = |way: &str| at(item, way).map(plain).filter(|text| !text.is_empty());
    let key = get(&source.key).and_then(|key| Key::parse(&key));
    let key = key.ok_or_else(|| format!("pas de clé à l’endroit «\u{a0}{}\u{a0}».", source.key))?;
    let label = get(&source.label).ok_or_else(|| format!("pas de libellé à l’endroit «\u{a0}{}\u{a0}».", source.label))?;
    if label.chars().count() > LONGEST_LABEL {
        return Err(format!("son libellé dépasse {LONGEST_LABEL} caractères."));
    }
    let parent = match (&list.parent, &source.parent) {
        (Some(of), Some(way)) => Some(get(way).map(|parent| reader.relation(of, &parent)).transpose()?),
        _ => None,
    };
    let mut cells = Vec::new();
    for column in &list.columns.0 {
        let cell = get(column.slug.as_str()).map(|cell| reader.read(&column.kind, &cell)).transpose();
        cells.push((column.slug.to_string(), cell.map_err(|why| format!("{}\u{a0}: {why}", column.label))?));
    }
    Ok(Incoming { key, label, parent, state: Some(State::Active), cells })
}

/// What stands at the end of a way; the document itself when it is empty.
fn at<'a>(document: &'a Json, way: &str) -> Option<&'a Json> {
    way.split('.').filter(|step| !step.is_empty()).try_fold(document, |value, step| value.get(step))
}

#[cfg(test)]
mod tests {
    use db::Doc;
    use serde_json::json;

    use super::*;
    use crate::model::{Column, ColumnKind};

    fn list() -> Referential {
        let places = Column { slug: "places".parse().unwrap(), label: "Places".to_owned(), kind: ColumnKind::Number };
        Referential {
            slug: "salles".parse().unwrap(),
            label: "Salles".to_owned(),
            parent: None,
            is_public: true,
            is_personal: false,
            columns: Doc(vec![places]),
            source: None,
            version: 1,
            revision: 1,
            fetched_at: None,
            tried_at: None,
            trouble: None,
        }
    }

    fn read(document: Json) -> Result<Vec<Incoming>, String> {
        let source = Source {
            url: String::new(),
            items: "reponse.salles".to_owned(),
            key: "id".to_owned(),
            label: "nom.court".to_owned(),
            parent: None,
            minutes: 60,
        };
        records(&document, &source, &list(), &Lookups::default())
    }

    #[test]
    fn items_are_found_at_the_end_of_their_way() {
        let found = read(json!({ "reponse": { "salles": [{ "id": 7, "nom": { "court": "Bleue" }, "places": 12.5 }] } })).unwrap();
        assert_eq!((found[0].key.as_str(), found[0].label.as_str()), ("7", "Bleue"));
        assert_eq!(found[0].cells, [("places".to_owned(), Some("12.5".to_owned()))]);
    }

    #[test]
    fn a_copy_that_cannot_be_read_whole_is_refused() {
        for (salles, why) in [
            (json!("tout"), "La réponse n’a pas de tableau à l’endroit «\u{a0}reponse.salles\u{a0}»."),
            (json!([]), "La source ne donne aucune fiche."),
            (json!([{ "nom": { "court": "Bleue" } }]), "Fiche 1\u{a0}: pas de clé à l’endroit «\u{a0}id\u{a0}»."),
            (json!([{ "id": "a", "nom": "Bleue" }]), "Fiche 1\u{a0}: pas de libellé à l’endroit «\u{a0}nom.court\u{a0}»."),
            (json!([{ "id": "a", "nom": { "court": "é".repeat(201) } }]), "Fiche 1\u{a0}: son libellé dépasse 200 caractères."),
            (
                json!([{ "id": "a", "nom": { "court": "A" } }, { "id": "a", "nom": { "court": "B" } }]),
                "La clé «\u{a0}a\u{a0}» est donnée deux fois.",
            ),
            (
                json!([{ "id": "a", "nom": { "court": "A" }, "places": "mille" }]),
                "Fiche 1\u{a0}: Places\u{a0}: Écrivez un nombre. Exemple\u{a0}: 12,5.",
            ),
        ] {
            assert_eq!(read(json!({ "reponse": { "salles": salles } })).map(|_| ()).unwrap_err(), why);
        }
        let many: Vec<Json> = (0..=MOST).map(|index| json!({ "id": index, "nom": { "court": "x" } })).collect();
        assert!(read(json!({ "reponse": { "salles": many } })).map(|_| ()).unwrap_err().contains("limite"));
    }
}
