//! The téléservices shipped with the product: sound, with green tests that
//! walk every path.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{collections::BTreeSet, fs, path::Path};

use definition::{Compiled, Definition, TESTS_BEGIN, from_toml, json_schema, lint, run_tests};
use expr::{Today, Values};
use forms::{Answers, Journey, Lookups};
use serde_json::{Value as Json, json};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

/// Every definition shipped, with its name.
fn shipped() -> Vec<(String, Definition)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../definitions");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tomls = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let named = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let definition = from_toml(&fs::read_to_string(&path).unwrap()).map_err(|error| format!("{name}: {error}")).unwrap();
        (name, definition)
    };
    tomls.map(named).collect()
}

fn named(wanted: &str) -> Definition {
    shipped().into_iter().find(|(name, _)| name == wanted).unwrap().1
}

fn table(path: &str) -> toml::Table {
    toml::from_str(&read(path)).unwrap()
}

/// The pairs of two keys in the entries of a list.
fn pairs(table: &toml::Table, list: &str, keys: [&str; 2]) -> BTreeSet<(String, String)> {
    let text = |entry: &toml::Value, key: &str| entry.get(key).and_then(toml::Value::as_str).unwrap().to_owned();
    table[list].as_array().unwrap().iter().map(|entry| (text(entry, keys[0]), text(entry, keys[1]))).collect()
}

/// The values and labels that fields offer.
fn options<'a>(fields: impl Iterator<Item = &'a forms::Field>) -> BTreeSet<(String, String)> {
    let text = |option: &Json, key: &str| option[key].as_str().unwrap().to_owned();
    let all = fields.filter_map(|field| field.settings.get("options")?.as_array()).flatten();
    all.map(|option| (text(option, "value"), text(option, "label"))).collect()
}

/// What these answers are worth once everything that follows from them is computed.
fn settled(name: &str, answers: Json) -> Json {
    let compiled = Compiled::new(named(name)).map_err(|findings| format!("{findings:?}")).unwrap();
    let today = Today { now: TESTS_BEGIN };
    Journey::new(compiled.form(), &Answers::from_json(answers), &Lookups::default(), today, &Values::new()).filed_answers().to_json()
}

#[test]
fn nothing_can_be_said_against_them() {
    let shipped = shipped();
    assert_eq!(shipped.len(), 15);
    let found: Vec<_> =
        shipped.iter().flat_map(|(name, definition)| lint(definition).into_iter().map(move |f| format!("{name}: {f}"))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_schema_accepts_them() {
    let validator = jsonschema::validator_for(&json_schema()).unwrap();
    for (name, definition) in shipped() {
        let document = serde_json::to_value(&definition).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

#[test]
fn their_tests_are_green() {
    let mut failures = Vec::new();
    for (name, definition) in shipped() {
        assert!(definition.tests.len() >= 5, "{name}");
        let tests = definition.tests.clone();
        let compiled = Compiled::new(definition).map_err(|findings| format!("{name}: {findings:?}")).unwrap();
        let failed = run_tests(&compiled, &tests, &Lookups::default()).into_iter().filter(|report| !report.passed);
        failures.extend(failed.map(|report| format!("{name}, {}: {}", report.name, report.failures.join(" "))));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A path that no test walks is a path that may be broken.
#[test]
fn their_tests_walk_every_path() {
    for (name, definition) in shipped() {
        let tests = serde_json::to_string(&definition.tests).unwrap();
        let workflow = &definition.workflow;
        let statuses = workflow.statuses.iter().map(|status| ("status", status.slug.as_str()));
        let by_hand = workflow.transitions.iter().filter(|transition| !transition.by.is_empty());
        let transitions = by_hand.map(|transition| ("transition", transition.slug.as_str()));
        let pages = definition.form.pages.iter().map(|page| ("page", page.slug.as_str()));
        let optional = definition.form.pages.iter().filter(|page| page.condition.is_some());
        let hidden = optional.map(|page| ("page_hidden", page.slug.as_str()));
        let messages = definition.messages.keys().map(|message| ("message", message.as_str()));
        let documents = definition.documents.keys().map(|document| ("document", document.as_str()));
        let paths = statuses.chain(transitions).chain(pages).chain(hidden).chain(messages).chain(documents);
        let unwalked: Vec<_> = paths.filter(|(key, value)| !tests.contains(&format!("\"{key}\":\"{value}\""))).collect();
        assert!(unwalked.is_empty(), "{name}: {unwalked:?}");
    }
}

#[test]
fn they_stand_where_the_catalogue_announces_them() {
    let announced = table("crates/catalogue/assets/teleservices.toml");
    for (name, definition) in shipped() {
        assert_eq!(definition.slug.as_str(), name);
        let entry = announced["teleservice"].as_array().unwrap().iter().find(|entry| entry["slug"].as_str() == Some(&name)).unwrap();
        assert_eq!(entry["title"].as_str(), Some(definition.title.as_str()));
        assert_eq!(entry["summary"].as_str(), Some(definition.summary.as_str()));
        let slugs = |key: &str| entry[key].as_array().unwrap().iter().map(|slug| slug.as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(definition.settings.themes.iter().map(ToString::to_string).collect::<Vec<_>>(), slugs("themes"), "{name}");
        assert_eq!(definition.settings.life_events.iter().map(ToString::to_string).collect::<Vec<_>>(), slugs("life_events"), "{name}");
    }
}

#[test]
fn a_report_offers_the_categories_of_the_territory() {
    let territory = pairs(&table("crates/territory/data/report_categories.toml"), "category", ["slug", "label"]);
    let definition = named("signalement");
    let page = definition.form.pages.iter().find(|page| page.slug == "probleme").unwrap();
    let mut offered = options(page.fields.iter());
    offered.insert(("autre".to_owned(), "Autre problème".to_owned()));
    assert_eq!(offered, territory);
    let field = |slug: &str| definition.form.pages.iter().flat_map(|page| &page.fields).find(|field| field.slug == slug).unwrap();
    let labels = field("objet").settings["expression"].as_str().unwrap();
    for (slug, label) in &territory {
        assert!(labels.contains(&format!("['{slug}', '{label}']")), "{slug}");
    }
    let by_setting = table("crates/territory/data/report_categories.toml");
    let by_setting = by_setting["category"].as_array().unwrap().iter().filter(|category| category["competent"].is_table());
    let asked = field("dans_parc").condition.as_deref().unwrap();
    assert_eq!(by_setting.filter(|category| !asked.contains(category["slug"].as_str().unwrap())).count(), 0);
}

#[test]
fn a_report_goes_to_any_authority_of_the_territory() {
    let mut territory = pairs(&table("crates/territory/data/authorities.toml"), "authority", ["slug", "name"]);
    territory.remove(&("metropole".to_owned(), "Métropole de Lyon".to_owned()));
    let definition = named("signalement");
    let fields = &definition.inputs["transfert"];
    assert_eq!(options(fields.iter().filter(|field| field.slug.starts_with("commune"))), territory);
}

#[test]
fn a_report_in_a_park_is_for_the_commune() {
    let category = |answers: Json| settled("signalement", answers)["categorie"].clone();
    assert_eq!(category(json!({ "famille": "nature", "pb_nature": "arbre", "dans_parc": true })), "parc-jeux");
    assert_eq!(category(json!({ "famille": "nature", "pb_nature": "arbre", "dans_parc": false })), "arbre");
    assert_eq!(category(json!({ "famille": "rue", "pb_rue": "eclairage", "dans_parc": true })), "eclairage", "not asked of a lamp");
    assert_eq!(category(json!({ "famille": "rue", "pb_rue": "eclairage", "pb_nature": "arbre" })), "eclairage", "an old answer is hidden");
    assert_eq!(category(json!({ "famille": "autre" })), "autre");
    assert_eq!(settled("signalement", json!({ "famille": "gene", "pb_gene": "odeur" }))["objet"], "Mauvaise odeur");
}

#[test]
fn a_register_opens_75_years_after_its_end() {
    let is_open = |born: &str| {
        settled("acte-naissance", json!({ "lieu_naissance": "ici", "pour": "autre", "date_naissance": born }))["archive"].clone()
    };
    assert_eq!([is_open("1950-12-31"), is_open("1951-01-01")], [json!(true), json!(false)], "asked in May 2026");
}

fn family(quotient: Json, children: &[&str]) -> Json {
    let child = |born: &&str| json!({ "identite": { "given_names": "Lina", "family_name": "Martin" }, "naissance": born, "sante": false });
    let children: Vec<_> = children.iter().map(child).collect();
    settled(
        "inscription-scolaire",
        json!({ "arrivee": "rentree", "rentree": 2026, "enfants": children, "cantine": true, "jours_cantine": ["lundi", "mardi"],
                "matins": ["lundi"], "soirs": ["lundi", "jeudi"], "quotient_connu": !quotient.is_null(), "quotient": quotient }),
    )
}

#[test]
fn the_class_follows_the_year_of_birth() {
    let births = ["2024-12-31", "2023-01-01", "2020-06-15", "2016-03-02", "2015-08-09"];
    let filed = family(Json::Null, &births);
    let classes: Vec<_> = filed["enfants"].as_array().unwrap().iter().map(|child| child["niveau"].as_str().unwrap()).collect();
    assert_eq!(classes, ["Toute petite section", "Petite section", "CP", "CM2", "CM2"]);
    let names = filed["noms"].as_str().unwrap();
    assert_eq!(names.matches("Lina Martin (").count(), births.len(), "{names}");
}

#[test]
fn the_estimate_follows_the_brackets_and_the_number_of_children() {
    let total = |quotient: Json, children: &[&str]| family(quotient, children)["total"].as_i64().unwrap();
    let one = ["2023-05-14"];
    // (2 meals + 3 times of care) a week, 3.6 weeks, in cents
    assert_eq!(total(json!(400), &one), (2 * 100 + 3 * 50) * 36 / 10);
    assert_eq!(total(json!(401), &one), (2 * 210 + 3 * 90) * 36 / 10);
    assert_eq!(total(json!(1_000), &one), (2 * 340 + 3 * 140) * 36 / 10);
    assert_eq!(total(json!(1_500), &one), (2 * 460 + 3 * 190) * 36 / 10);
    assert_eq!(total(json!(1_501), &one), (2 * 590 + 3 * 240) * 36 / 10);
    assert_eq!(total(Json::Null, &one), total(json!(9_000), &one), "without a quotient, the highest price");
    assert_eq!(total(json!(400), &["2023-05-14", "2020-01-02"]), 2 * total(json!(400), &one));
}

#[test]
fn the_budget_of_a_household_is_computed_and_stays_sensitive() {
    let names = ["demande", "depenses", "prix_accueil", "prix_repas", "reste", "revenus", "total", "unites"];
    let of = |name: &str| forms::sensitive(named(name).form.pages.iter().flat_map(|page| &page.fields));
    let sensitive = of("fonds-solidarite-logement").into_iter().chain(of("inscription-scolaire")).collect::<BTreeSet<_>>();
    let missing: Vec<_> = names.into_iter().filter(|name| !sensitive.contains(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let filed = settled(
        "fonds-solidarite-logement",
        json!({ "besoin": "loyer", "dette_loyer": 90_000, "loyer": 55_000, "apl": 20_000, "seul": true,
                "ressources": { "salaires": { "vous": 700 }, "rsa": { "vous": "50.5" } }, "charges": { "energie": { "montant": 80 } } }),
    );
    assert_eq!((&filed["demande"], &filed["revenus"], &filed["depenses"]), (&json!(90_000), &json!(95_050), &json!(63_000)));
    assert_eq!((&filed["personnes"], &filed["reste"]), (&json!(1), &json!(1_068)), "in cents, a day");
}
