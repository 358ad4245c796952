//! What is sensitive because of something else.

use super::*;

/// The names that are sensitive once compiled: the same as when the form is only read.
fn sensitive(fields: Json) -> Vec<String> {
    let pages = json!([{ "slug": "p", "title": "P", "fields": fields }]);
    let form: Form = serde_json::from_value(json!({ "pages": pages })).unwrap();
    let compiled = compile(pages);
    let names: Vec<_> = compiled.fields().filter(|field| field.is_sensitive()).map(|field| field.slug().to_owned()).collect();
    let mut read: Vec<_> = crate::sensitive(&form.pages[0].fields).into_iter().collect();
    read.sort_by_key(|name| compiled.fields().position(|field| field.slug() == name));
    assert_eq!(names, read);
    names
}

fn computed(slug: &str, expression: &str, more: Json) -> Json {
    let mut field = json!({ "slug": slug, "label": slug, "type": "computed", "expression": expression, "result": "number" });
    field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    field
}

fn salary() -> Json {
    json!({ "slug": "salaire", "label": "Salaire", "type": "amount", "sensitive": true })
}

#[test]
fn what_is_computed_from_a_sensitive_answer_is_sensitive_step_after_step() {
    let parts = json!({ "slug": "parts", "label": "Parts", "type": "number" });
    let fields = json!([
        salary(),
        parts,
        computed("quotient", "salaire / parts", json!({})),
        computed("prix", "quotient > 700 ? 5 : 2", json!({})),
        computed("double", "parts * 2", json!({}))
    ]);
    assert_eq!(sensitive(fields), ["salaire", "quotient", "prix"]);
}

#[test]
fn its_author_may_say_that_it_is_told() {
    let fields = json!([
        salary(),
        computed("prix", "salaire > 700 ? 5 : 2", json!({ "public": true })),
        computed("total", "prix * 3", json!({})),
        computed("marque", "1 + 1", json!({ "public": true, "sensitive": true }))
    ]);
    assert_eq!(sensitive(fields), ["salaire", "marque"]);
}

#[test]
fn a_name_in_a_text_or_inside_a_question_is_not_the_question() {
    let net = json!({ "slug": "net", "label": "Net", "type": "text", "sensitive": true });
    let table = json!({ "slug": "mois", "label": "Mois", "type": "table", "rows": [{ "slug": "mai", "label": "Mai" }], "columns": [{ "slug": "net", "label": "Net" }] });
    assert_eq!(sensitive(json!([net, table, computed("somme", "mois.mai.net + size('net')", json!({}))])), ["net"]);
}

#[test]
fn a_block_that_computes_from_a_sensitive_answer_is_sensitive_and_what_reads_it() {
    let block = |inside: Json| json!({ "slug": "enfants", "label": "Enfants", "type": "block", "item": "Enfant", "fields": [inside] });
    let count = computed("nombre", "size(enfants)", json!({}));
    assert_eq!(sensitive(json!([salary(), block(computed("part", "salaire / 3", json!({}))), count])), ["salaire", "enfants", "nombre"]);
    assert_eq!(sensitive(json!([salary(), block(computed("part", "1 / 3", json!({}))), count])), ["salaire"]);
}
