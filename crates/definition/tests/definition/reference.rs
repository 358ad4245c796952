//! The reference: complete, up to date, with examples that work.

use std::{collections::BTreeSet, fs, path::Path};

use definition::{Compiled, Definition, from_json, from_toml, json_schema, lint, reference, run_tests};
use forms::Lookups;
use serde_json::{Value as Json, json};

use crate::common::said;

#[test]
fn it_is_what_the_program_writes() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/definitions.md");
    let kept = fs::read_to_string(page).unwrap_or_default();
    assert!(kept == reference(), "docs/definitions.md is not up to date: guichet definition reference > docs/definitions.md");
}

#[test]
fn every_key_and_word_of_the_format_is_in_it() {
    let (reference, mut words) = (reference(), BTreeSet::new());
    collect(&json_schema(), &mut words);
    assert!(words.len() > 150, "{}", words.len());
    let spelled =
        |word: &&String| ["`{}`", "\"{}\"", "{ {} = ", ", {} = "].iter().any(|form| reference.contains(&form.replace("{}", word)));
    let missing: Vec<_> = words.iter().filter(|word| !spelled(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!reference.contains("<!--"), "every part has its place");
}

/// Keys of objects, and words to choose from.
fn collect(schema: &Json, words: &mut BTreeSet<String>) {
    match schema {
        Json::Object(map) => {
            words.extend(map.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name.clone()));
            let chosen = map.get("enum").and_then(Json::as_array).into_iter().flatten().chain(map.get("const"));
            words.extend(chosen.filter_map(Json::as_str).map(str::to_owned));
            map.values().for_each(|inside| collect(inside, words));
        }
        Json::Array(items) => items.iter().for_each(|inside| collect(inside, words)),
        _ => {}
    }
}

#[test]
fn its_examples_are_sound_and_their_tests_are_green() {
    let reference = reference();
    let mut blocks = reference.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap());
    let whole = from_toml(blocks.next().unwrap()).unwrap();
    assert_eq!(lint(&whole), [], "the whole example");
    passes(&whole, "the whole example");
    let (mut document, mut count) = (serde_json::to_value(&whole).unwrap(), 0);
    for block in blocks {
        let mut part: Json = toml::from_str::<toml::Table>(block).map(|table| serde_json::to_value(table).unwrap()).unwrap();
        match part.get("fields") {
            // a question of one type, on a page of its own, of a document of its own
            Some(fields) => {
                part = json!({ "form": { "pages": [{ "slug": "exemple", "title": "Exemple", "fields": fields }] } });
                read(grafted(document.clone(), part), block);
            }
            None => document = grafted(document, part),
        }
        count += 1;
    }
    let grown = read(document, "all parts together");
    passes(&grown, "all parts together");
    assert!(count > 12, "{count}");
    assert!(grown.tests.len() > whole.tests.len() && grown.documents.len() == 1, "the parts were added");
}

/// A document with a part more: lists are put end to end.
fn grafted(document: Json, part: Json) -> Json {
    match (document, part) {
        (Json::Object(mut document), Json::Object(part)) => {
            for (key, value) in part {
                let there = document.remove(&key);
                document.insert(key, there.map_or(value.clone(), |there| grafted(there, value)));
            }
            Json::Object(document)
        }
        (Json::Array(mut items), Json::Array(more)) => {
            items.extend(more);
            Json::Array(items)
        }
        (_, part) => part,
    }
}

fn read(document: Json, at: &str) -> Definition {
    let definition = from_json(&document.to_string()).map_err(|error| format!("{at}: {error}")).unwrap();
    let errors: Vec<_> = lint(&definition).into_iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{at}: {}", said(errors));
    definition
}

fn passes(definition: &Definition, at: &str) {
    let compiled = Compiled::new(definition.clone()).map_err(said).unwrap();
    for report in run_tests(&compiled, &definition.tests, &Lookups::default()) {
        assert!(report.passed, "{at}, {}: {:?}", report.name, report.failures);
    }
}
