//! The same definition in TOML, in JSON and by its schema.

use crate::common::{EXAMPLE, changed, example};
use definition::{Definition, Hash, canonical_json, from_json, from_toml, hash, json_schema, to_toml};
use serde_json::{Value as Json, json};

#[test]
fn toml_and_json_say_the_same() {
    let example = example();
    assert_eq!(from_json(&canonical_json(&example)).unwrap(), example);
    assert_eq!(from_toml(&to_toml(&example).unwrap()).unwrap(), example);
}

#[test]
fn canonical_json_is_one_text_whatever_the_order_written() {
    let canonical = canonical_json(&example());
    let turned = reversed(serde_json::from_str(&canonical).unwrap());
    assert_ne!(turned.to_string(), canonical);
    assert_eq!(canonical_json(&from_json(&turned.to_string()).unwrap()), canonical);
    assert!(canonical.starts_with(r#"{"connectors":[{"label":"#), "sorted, without white space");
    assert!(!canonical.contains("\"tone\":\"neutral\"") && !canonical.contains("\"drafts_days\""), "what is usual is not said");
}

#[test]
fn what_is_written_as_usual_changes_nothing() {
    let spelled = changed("minutes = 5", "minutes = 5\ndrafts_days = 30");
    assert_eq!(hash(&spelled), hash(&example()));
}

#[test]
fn any_change_changes_the_hash() {
    assert_ne!(hash(&changed("minutes = 5", "minutes = 6")), hash(&example()));
    let shown = hash(&example()).to_string();
    assert_eq!(shown.len(), 64);
    assert_eq!(shown.parse::<Hash>().unwrap(), hash(&example()));
    assert!(shown.to_uppercase().parse::<Hash>().is_err());
    assert!("é".repeat(32).parse::<Hash>().is_err());
}

#[test]
fn mistakes_of_reading_are_told_with_their_place() {
    let error = from_toml(&EXAMPLE.replace("minutes = 5", "minutes = \"cinq\"")).unwrap_err().to_string();
    assert!(error.contains("minutes"), "{error}");
    assert!(from_json("{").is_err());
}

#[test]
fn the_schema_is_valid_and_accepts_the_example() {
    let schema = json_schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&document()).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Wherever it is put, a key that does not exist is refused by both or by none.
#[test]
fn the_schema_knows_the_same_keys_as_the_program() {
    let (document, validator) = (document(), jsonschema::validator_for(&json_schema()).unwrap());
    let places = places(&document, String::new());
    assert!(places.len() > 100, "the whole example is walked");
    let mut refused = 0;
    for place in places {
        let mut wrong = document.clone();
        let object = wrong.pointer_mut(&place).unwrap().as_object_mut().unwrap();
        object.insert("inconnu".to_owned(), json!(7));
        let read = is_read(wrong.clone());
        assert_eq!(validator.is_valid(&wrong), read, "at « {place} »");
        refused += usize::from(!read);
    }
    assert!(refused > 80, "nearly every object is closed: {refused}");
}

/// Whatever is taken away, the schema and the program agree on whether it was needed.
#[test]
fn the_schema_needs_the_same_keys_as_the_program() {
    let (document, validator) = (document(), jsonschema::validator_for(&json_schema()).unwrap());
    for place in places(&document, String::new()) {
        let keys: Vec<_> = document.pointer(&place).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut shorter = document.clone();
            shorter.pointer_mut(&place).unwrap().as_object_mut().unwrap().shift_remove(&key);
            let read = is_read(shorter.clone());
            assert_eq!(validator.is_valid(&shorter), read, "« {key} » at « {place} »");
        }
    }
}

#[test]
fn words_out_of_their_list_are_refused_by_the_schema_too() {
    let validator = jsonschema::validator_for(&json_schema()).unwrap();
    for (place, wrong) in [
        ("/settings/sign_in", json!("maybe")),
        ("/workflow/statuses/0/nature", json!("open")),
        ("/workflow/legal_clock/duration", json!({"years": 1})),
        ("/form/pages/0/fields/0/type", json!("telepathy")),
        ("/slug", json!("Majuscule")),
        ("/schema_version", json!(2)),
    ] {
        let mut document = document();
        *document.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&document), "{place}");
    }
}

/// Whether the program reads it, settings of the fields included.
fn is_read(document: Json) -> bool {
    let loads = |field: &forms::Field| forms::kind(&field.kind).is_some_and(|kind| (kind.load)(field.settings.clone()).is_ok());
    serde_json::from_value::<Definition>(document).is_ok_and(|definition| {
        definition.form.pages.iter().flat_map(|page| &page.fields).chain(definition.inputs.values().flatten()).all(loads)
    })
}

fn document() -> Json {
    serde_json::from_str(&canonical_json(&example())).unwrap()
}

/// JSON pointers (RFC 6901) of all objects.
fn places(json: &Json, at: String) -> Vec<String> {
    match json {
        Json::Object(map) => {
            let inside = map.iter().flat_map(|(key, value)| places(value, format!("{at}/{key}"))).collect::<Vec<_>>();
            std::iter::once(at).chain(inside).collect()
        }
        Json::Array(items) => items.iter().enumerate().flat_map(|(index, item)| places(item, format!("{at}/{index}"))).collect(),
        _ => vec![],
    }
}

fn reversed(json: Json) -> Json {
    match json {
        Json::Object(map) => Json::Object(map.into_iter().rev().map(|(key, value)| (key, reversed(value))).collect()),
        Json::Array(items) => items.into_iter().map(reversed).collect(),
        other => other,
    }
}
