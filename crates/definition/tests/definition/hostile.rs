//! Documents made to hurt: cut, endless, enormous, turning in circles. Each is
//! told, with its place; none is compiled.

use definition::{Compiled, Definition, TESTS_BEGIN, canonical_json, from_json, from_toml, lint, run_tests};
use expr::{Today, Values};
use forms::{Lookups, sample_answers};
use serde_json::{Value as Json, json};

use crate::common::{EXAMPLE, example};

/// The errors of the example once a part of it is replaced, as « path: message ».
fn refused(place: &str, part: Json) -> Vec<String> {
    let mut document = document();
    *document.pointer_mut(place).unwrap() = part;
    let definition: Definition = serde_json::from_value(document).unwrap();
    let errors: Vec<String> = lint(&definition).iter().filter(|finding| finding.is_error()).map(ToString::to_string).collect();
    assert_eq!(Compiled::new(definition).is_err(), !errors.is_empty());
    errors
}

fn document() -> Json {
    serde_json::from_str(&canonical_json(&example())).unwrap()
}

fn told(errors: &[String], path: &str, words: &str) {
    assert!(errors.iter().any(|error| error.starts_with(path) && error.contains(words)), "{path}, {words}: {errors:#?}");
    assert!(errors.iter().map(String::len).sum::<usize>() < 200_000, "and told in few words");
}

/// The first question of the example, with other settings.
fn question(settings: Json) -> Vec<String> {
    let mut question = json!({ "slug": "jour", "label": "Jour", "type": "text" });
    question.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    refused("/form/pages/0/fields/0", question)
}

#[test]
fn a_document_cut_anywhere_is_told_with_its_line_or_is_another_document() {
    let toml: Vec<usize> = EXAMPLE.char_indices().map(|(at, _)| at).step_by(23).collect();
    for at in toml {
        match from_toml(&EXAMPLE[..at]) {
            Ok(definition) => drop(lint(&definition)),
            Err(unreadable) => assert!(unreadable.0.contains("line") || unreadable.0.contains("missing field"), "{at}: {unreadable}"),
        }
    }
    let json = canonical_json(&example());
    for at in json.char_indices().map(|(at, _)| at).step_by(11) {
        assert!(from_json(&json[..at]).unwrap_err().0.contains("line 1 column"), "{at}");
    }
}

#[test]
fn a_byte_changed_anywhere_stops_nothing() {
    for (index, at) in EXAMPLE.char_indices().map(|(at, _)| at).enumerate().filter(|(index, _)| index % 29 == 0) {
        let length = EXAMPLE[at..].chars().next().map_or(1, char::len_utf8);
        for other in ["\u{0}", "\"", "[", "{", "=", "9", "\u{202e}"].iter().skip(index % 3).step_by(3) {
            let text = format!("{}{other}{}", &EXAMPLE[..at], &EXAMPLE[at + length..]);
            let _ = from_toml(&text).map(|definition| lint(&definition));
        }
    }
}

#[test]
fn a_document_without_end_of_depth_is_refused_when_it_is_read() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    for nested in [deep("[", "]"), deep("{a=", "}"), deep("[", "")] {
        assert!(from_toml(&format!("{EXAMPLE}\nx = {nested}")).is_err());
    }
    assert!(from_toml(&format!("{EXAMPLE}\n{} = 1", vec!["a"; 100_000].join("."))).is_err());
    assert!(from_toml(&format!("{EXAMPLE}\n[{}]", vec!["a"; 100_000].join("."))).is_err());
    let json = canonical_json(&example());
    for nested in [deep("[", "]"), deep("{\"a\":", "}")] {
        assert!(from_json(&json.replacen("\"label\":", &format!("\"profond\":{nested},\"label\":"), 1)).is_err());
    }
    let surrogate = from_json(&json.replacen("\"title\":\"", "\"title\":\"\\ud800", 1));
    assert!(surrogate.unwrap_err().0.contains("line 1 column"), "half a letter is none");
}

#[test]
fn a_document_that_could_not_be_written_and_read_again_is_refused() {
    let deep = (0..100).fold(json!(1), |inside, _| json!([inside]));
    let mut definition = example();
    assert!(!definition::is_too_deep(&definition));
    definition.form.pages[0].fields[0].settings.insert("min".to_owned(), deep);
    assert!(definition::is_too_deep(&definition));
    let told = crate::common::said(lint(&definition));
    assert!(told.starts_with("form.pages.date.fields.jour.min.0.0") && told.contains("trop de niveaux"), "{told}");
}

#[test]
fn blocks_without_end_are_refused() {
    let field = json!({ "slug": "fin", "label": "Fin", "type": "text" });
    let nest =
        |inside: Json, level: usize| json!({ "slug": format!("b{level}"), "label": "B", "type": "block", "item": "B", "fields": [inside] });
    told(&refused("/form/pages/0/fields/0", (0..20).fold(field.clone(), nest)), "form.pages", "blocs l’un dans l’autre. Au plus\u{a0}: 4.");
    let wide = (0..3).fold(field, |inside, level| {
        let mut block = nest(inside, level);
        block["min"] = json!(100);
        block["max"] = json!(100);
        block
    });
    told(&refused("/form/pages/0/fields/0", wide), "form.pages", "1010110 questions");
}

#[test]
fn enormous_texts_are_told_where_they_stand() {
    let enormous = "é".repeat(5_000_000);
    told(&question(json!({ "label": enormous })), "form.pages.date.fields.jour.label", "Ce texte est trop long\u{a0}: 5000000 caractères.");
    told(&refused("/title", json!(enormous)), "title", "trop long");
    told(&refused("/messages/recue/body", json!(enormous)), "messages.recue.body", "trop long");
    told(&refused("/workflow/statuses/0/agent_label", json!(enormous)), "workflow.statuses.recue.agent_label", "trop long");
    told(&refused("/settings/keywords", vec!["é".repeat(9_000); 60].into()), "", "La démarche pèse 10");
    told(&refused("/form/pages/0/slug", json!(enormous)), "form.pages.0.slug", "trop long");
}

#[test]
fn too_many_things_are_counted_and_not_looked_at() {
    let many = |count: usize, one: fn(usize) -> Json| (0..count).map(one).collect::<Json>();
    let field = |index: usize| json!({ "slug": format!("x{index}"), "label": "X", "type": "text", "condition": "inconnu" });
    told(&refused("/form/pages/0/fields", many(3_000, field)), "form.pages", "questions");
    let options = many(6_000, |index| json!({ "value": "v", "label": format!("{index}") }));
    told(&question(json!({ "type": "choice", "options": options })), "form.pages", "réponses à choisir");
    let line = many(300, |index| json!({ "slug": format!("x{index}"), "label": "X" }));
    told(&question(json!({ "type": "table", "rows": line, "columns": line })), "form.pages", "90000 cases de tableau");
    let steps = many(4_000, |_| json!({ "do": "advance", "days": 65_535 }));
    told(&refused("/tests", json!([{ "name": "Long", "steps": steps }])), "tests", "étapes d’essai");
}

#[test]
fn questions_that_depend_on_each_other_are_refused() {
    let asked = |slug: &str, condition: &str| json!({ "slug": slug, "label": slug, "type": "yes_no", "condition": condition });
    let circle = refused("/form/pages/0/fields", json!([asked("a", "b"), asked("b", "a")]));
    told(&circle, "form.pages.date.fields.a.condition", "est demandé plus loin");
    told(&refused("/form/pages/0/fields", json!([asked("a", "a")])), "form.pages.date.fields.a.condition", "a");
    let computed = |slug: &str, of: &str| json!({ "slug": slug, "label": slug, "type": "computed", "result": "number", "expression": of });
    let circle = refused("/form/pages/0/fields", json!([computed("x", "y + 1"), computed("y", "x + 1")]));
    told(&circle, "form.pages.date.fields.x.expression", "est demandé plus loin");
    let itself = json!([computed("x", "x + 1")]);
    told(&refused("/form/pages/0/fields", itself), "form.pages.date.fields.x.expression", "x");
    let mut page = document()["form"]["pages"][0].clone();
    page["condition"] = json!("duree > 1");
    told(&refused("/form/pages/0", page), "form.pages.date.condition", "est demandé plus loin");
}

#[test]
fn hostile_expressions_are_refused_in_few_words() {
    let unknown = format!("[{}] == []", vec!["inconnu"; 400].join(","));
    let deep = format!("{}jour{}", "(".repeat(1_900), ")".repeat(1_900));
    let loops = "[1,2,3].exists(a, [1,2,3].exists(b, [1,2,3].exists(c, [1,2,3].exists(d, [1,2,3].exists(e, [1,2,3].exists(f, [1,2,3].exists(g, [1,2,3].exists(h, [1,2,3].exists(i, true)))))))))";
    let text = format!("'{}' == ''", "a".repeat(15_000));
    for hostile in [unknown.as_str(), &deep, loops, &text, "jour.matches('(a+)+$')", "\u{0}", "jour ==", "9".repeat(3_000).as_str()] {
        let errors = question(json!({ "condition": hostile }));
        assert!((1..=10).contains(&errors.len()), "{errors:#?}");
        told(&errors, "form.pages.date.fields.jour.condition", "");
    }
    let many: Json =
        (0..200).map(|index| json!({ "slug": format!("x{index}"), "label": "X", "type": "text", "condition": unknown })).collect();
    assert!(refused("/form/pages/0/fields", many).len() < 500, "and of many, enough");
}

#[test]
fn a_pattern_hurts_nobody() {
    for pattern in ["(a{1000}){1000}", &"(".repeat(500), &format!("{}a{}", "(".repeat(200), ")".repeat(200)), "a)(b", "(?=a)a"] {
        let settings = json!({ "pattern": pattern, "pattern_example": "a" });
        told(&question(settings), "form.pages.date.fields.jour", "ne se lit pas");
    }
    told(&question(json!({ "format": "^(a+)+$" })), "form.pages.date.fields.jour", "n’existe pas. Possible");
}

#[test]
fn numbers_beyond_reason_are_refused_or_harmless() {
    let endless = u64::MAX;
    let options = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    for (settings, name) in [
        (json!({ "min_length": endless, "max_length": endless }), "min_length"),
        (json!({ "type": "long_text", "max_length": endless }), "max_length"),
        (json!({ "type": "files", "min": endless, "max": endless }), "min"),
        (json!({ "type": "files", "max_size": endless }), "max_size"),
        (json!({ "type": "choices", "options": options, "min": endless, "max": endless }), "min"),
        (json!({ "type": "ranked", "options": options, "count": endless }), "count"),
        (json!({ "type": "block", "item": "B", "max": endless, "fields": [{ "slug": "x", "label": "X", "type": "text" }] }), "max"),
    ] {
        told(&question(settings), "form.pages.date.fields.jour", &format!("le réglage «\u{a0}{name}\u{a0}» va de "));
    }
    told(&question(json!({ "type": "choices", "options": options, "min": 3, "max": 9 })), "form.pages.date.fields.jour", "nombre minimal");
    told(&question(json!({ "type": "number", "min": 1e300 })), "form.pages.date.fields.jour.min", "");
    let mut document = document();
    document["form"]["pages"] = json!([{ "slug": "p", "title": "P", "fields": [
        { "slug": "a", "label": "A", "type": "number", "min": i64::MAX },
        { "slug": "b", "label": "B", "type": "number", "min": i64::MIN, "max": i64::MAX, "required": false } ] }]);
    let form = serde_json::from_value(document["form"].clone()).unwrap();
    let form = forms::CompiledForm::compile(&form, &definition::outer_scope()).unwrap();
    for index in 0..3 {
        drop(sample_answers(&form, &Lookups::default(), Today { now: TESTS_BEGIN }, &Values::new(), index));
    }
}

/// Five hundred statuses that lead to one another, by hand and by themselves.
#[test]
fn a_course_that_goes_everywhere_is_walked_once() {
    const COUNT: usize = 250;
    let status = |index: usize| json!({ "slug": format!("s{index}"), "citizen_label": "S", "agent_label": "S", "nature": "in_progress" });
    let before = |index: usize| (0..index).map(|from| json!(format!("s{from}"))).collect::<Json>();
    let mut document = document();
    document["workflow"] = json!({
        "initial": "s0",
        "statuses": (0..COUNT).map(status).collect::<Json>(),
        "transitions": (1..COUNT).map(|to| json!({ "slug": format!("t{to}"), "from": before(to), "to": format!("s{to}"), "label": "T" })).collect::<Json>(),
        "automations": (1..COUNT).map(|to| json!({ "slug": format!("a{to}"), "in_status": before(to), "transition": format!("t{to}") })).collect::<Json>(),
    });
    let definition: Definition = serde_json::from_value(document).unwrap();
    let errors: Vec<String> = lint(&definition).iter().filter(|finding| finding.is_error()).map(ToString::to_string).collect();
    told(&errors, "workflow.statuses", "Aucun statut ne termine la demande");
    assert!(!errors.iter().any(|error| error.contains("sans fin")), "it goes forwards only");
}

#[test]
fn a_test_that_would_last_for_ever_is_stopped() {
    let mut definition = example();
    let turning = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    definition.workflow.transitions = serde_json::from_value(turning(
        r#"[{"slug":"aller","from":["recue"],"to":"instruction","label":"A"},{"slug":"venir","from":["instruction"],"to":"recue","label":"V"},
            {"slug":"finir","from":["recue"],"to":"annulee","by":["citizen"],"label":"F"}]"#,
    ))
    .unwrap();
    definition.workflow.automations = serde_json::from_value(turning(
        r#"[{"slug":"a","in_status":["recue"],"after":{"hours":0},"transition":"aller"},{"slug":"v","in_status":["instruction"],"after":{"hours":0},"transition":"venir"}]"#,
    ))
    .unwrap();
    definition.workflow.statuses.retain(|status| ["recue", "instruction", "annulee"].contains(&status.slug.as_str()));
    let filling: Vec<_> =
        definition.tests[0].steps.iter().take_while(|step| !matches!(step, definition::TestStep::Send(_))).cloned().collect();
    let mut steps = filling;
    steps.extend(
        serde_json::from_value::<Vec<_>>(turning(r#"[{"do":"send"},{"do":"advance","days":1},{"do":"advance","days":1}]"#)).unwrap(),
    );
    definition.tests = vec![definition::Test { name: "Sans fin".to_owned(), starts_on: None, steps }];
    let compiled = Compiled::new(definition.clone()).map_err(crate::common::said).unwrap();
    let report = run_tests(&compiled, &definition.tests, &Lookups::default()).remove(0);
    assert!(report.failures[0].contains("tourne en rond"), "{:?}", report.failures);
}
