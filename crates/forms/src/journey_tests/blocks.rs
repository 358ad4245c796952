//! Items of a block: added, removed, left blank, hidden.

use super::*;

mod places;

#[test]
fn items_are_added_removed_and_read_without_script() {
    let form = school();
    let one = [("enfants.0", "1"), ("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", "non")];
    let added = send(&form, json!({}), "enfants", &[&one[..], &[("_action", "add:enfants")]].concat());
    assert!(added.stays && !added.state.has_errors() && added.state.has("enfants.1"));
    let two = [&one[..], &[("enfants.1", "1"), ("enfants.1.nom_enfant", "Ali"), ("enfants.1.allergie", "oui")]].concat();
    let wrong = send(&form, added.answers.to_json(), "enfants", &two);
    assert_eq!(messages(&wrong), [("enfants.1.laquelle", "Enfant 2\u{a0}: Remplissez «\u{a0}Laquelle ?\u{a0}».")]);
    let removed = send(&form, wrong.answers.to_json(), "enfants", &[&two[..], &[("_action", "remove:enfants:0")]].concat());
    assert_eq!((removed.state.value("enfants.0.nom_enfant"), removed.state.has("enfants.1")), ("Ali", false));
    let done = send(&form, json!({}), "enfants", &[&two[..], &[("enfants.1.laquelle", "Œufs")]].concat());
    assert!(done.may_go_on());
    assert_eq!(
        done.answers.get("enfants").unwrap()[1],
        json!({ "nom_enfant": "Ali", "allergie": true, "laquelle": "Œufs", "ordonnance": null })
    );
}

#[test]
fn an_item_left_blank_is_dropped_unless_it_is_needed() {
    let form = school();
    let typed = [("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", "non"), ("enfants.1", "1"), ("enfants.1.nom_enfant", "  ")];
    let outcome = send(&form, json!({}), "enfants", &typed);
    assert!(outcome.may_go_on(), "{:?}", messages(&outcome));
    assert_eq!(outcome.answers.get("enfants").unwrap().as_array().unwrap().len(), 1);
    assert_eq!(messages(&send(&form, json!({}), "enfants", &[("enfants.0", "1")])).len(), 2);
}

#[test]
fn what_is_wrong_says_in_which_item() {
    let typed = [("enfants.0.nom_enfant", "Zoé"), ("enfants.1.nom_enfant", "Ali")];
    let wrong = send(&school(), json!({}), "enfants", &typed);
    let told: Vec<_> = messages(&wrong).into_iter().map(|(_, message)| message).collect();
    assert!(told.len() == 2 && told[0].starts_with("Enfant 1\u{a0}: ") && told[1].starts_with("Enfant 2\u{a0}: "), "{told:?}");
}

#[test]
fn what_is_typed_where_nothing_is_asked_makes_no_item() {
    let form = school();
    let one = [("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", "non")];
    let stale = send(&form, json!({}), "enfants", &[&one[..], &[("enfants.1", "1"), ("enfants.1.laquelle", "Œufs")]].concat());
    assert!(stale.may_go_on(), "{:?}", messages(&stale));
    assert_eq!(stale.answers.get("enfants").unwrap().as_array().unwrap().len(), 1);
}

#[test]
fn what_is_hidden_in_an_item_is_not_sent() {
    let (form, lookups) = (school(), lookups());
    let item = json!({ "nom_enfant": "Zoé", "allergie": false, "laquelle": "Œufs", "ordonnance": null });
    let answers = Answers::from_json(json!({ "enfants": [item] }));
    let journey = journey(&form, &answers, &lookups);
    assert!(journey.is_complete());
    assert_eq!(journey.filed_answers().get("enfants").unwrap()[0], json!({ "nom_enfant": "Zoé", "allergie": false, "ordonnance": null }));
}

#[test]
fn a_rule_stands_on_what_is_answered() {
    let total = json!({ "slug": "total", "label": "Total", "type": "computed", "expression": "1 + 1", "result": "number",
        "checks": [{ "condition": "total > 3", "message": "Ajoutez-en." }] });
    let block = json!({ "slug": "repas", "label": "Repas", "type": "block", "item": "Repas", "fields": [total] });
    for field in [total, block] {
        let faults = try_compile(json!([{ "slug": "p", "title": "P", "fields": [field] }])).unwrap_err();
        assert!(faults[0].path.ends_with("fields.total.checks") && faults[0].message.contains("à la sortie de la page"), "{faults:?}");
    }
}

#[test]
fn a_question_that_appears_in_an_item_is_shown_before_it_is_needed() {
    let form = school();
    let typed = [("enfants.0", "1"), ("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", "oui")];
    let shown = ["enfants", "enfants.0.nom_enfant", "enfants.0.allergie", "enfants.0.ordonnance"].map(|name| ("_shown", name));
    let outcome = send(&form, json!({}), "enfants", &[&typed[..], &shown].concat());
    assert!(outcome.stays && !outcome.state.has_errors(), "{:?}", messages(&outcome));
    assert_eq!(outcome.answers.get("enfants").unwrap()[0]["allergie"], json!(true), "what was answered is kept");
    let again = [&typed[..], &shown, &[("_shown", "enfants.0.laquelle")]].concat();
    let outcome = send(&form, outcome.answers.to_json(), "enfants", &again);
    assert_eq!(messages(&outcome), [("enfants.0.laquelle", "Enfant 1\u{a0}: Remplissez «\u{a0}Laquelle ?\u{a0}».")]);
}

#[test]
fn an_item_says_which_questions_it_shows() {
    let form = school();
    let outcome = send(&form, json!({}), "enfants", &[("enfants.0", "1"), ("enfants.0.allergie", "oui"), ("_action", "refresh")]);
    let lookups = Lookups::default();
    let journey = journey(&form, &outcome.answers, &lookups);
    let page = edit_page(&journey, "enfants", &outcome.state, Links::NONE).into_string();
    assert!(page.contains("name=\"_shown\" value=\"enfants.0.laquelle\""), "{page}");
}
