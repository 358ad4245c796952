//! Items keep their places while the page is shown again, whatever is blank before them.

use super::*;

fn trip() -> CompiledForm {
    compile(json!([{ "slug": "sortie", "title": "La sortie", "fields": [
        { "slug": "enfants", "label": "Les enfants", "type": "block", "item": "Enfant", "fields": [
            { "slug": "nom_enfant", "label": "Prénom", "type": "text" },
            { "slug": "photo", "label": "Photo", "type": "files" },
            { "slug": "soin", "label": "Un soin ?", "type": "yes_no", "required": false },
            { "slug": "lequel", "label": "Lequel ?", "type": "text", "condition": "soin == true" } ] },
        { "slug": "jour", "label": "Le jour", "type": "text" },
        { "slug": "prix", "label": "Prix", "type": "computed", "expression": "size(enfants) * 10", "result": "number" } ] }]))
}

fn photo(name: &str) -> FileRef {
    FileRef {
        id: name.into(),
        name: format!("{name}.pdf"),
        size: 10,
        media_type: "application/pdf".into(),
        sha256: name.into(),
        date: None,
    }
}

/// Two children on the page: the first left blank, the second with her photo.
fn zoe_second() -> Submitted {
    let mut page = Submitted::default().with("enfants.0", "1").with("enfants.1", "1").with("enfants.1.nom_enfant", "Zoé");
    page.files.insert("enfants.1.photo".into(), vec![photo("zoe")]);
    page
}

fn sent(answers: &Answers, page: &Submitted) -> Outcome {
    let (form, lookups) = (trip(), lookups());
    journey(&form, answers, &lookups).submit("sortie", page).unwrap()
}

/// What the page shows inside this item.
fn inside(outcome: &Outcome, item: usize) -> String {
    let (form, lookups) = (trip(), lookups());
    let html = edit_page(&journey(&form, &outcome.answers, &lookups), "sortie", &outcome.state, Links::NONE).into_string();
    let after = html.split(&format!("name=\"enfants.{item}\"")).nth(1).unwrap();
    after.split(&format!("remove:enfants:{item}")).next().unwrap().to_owned()
}

fn kept(outcome: &Outcome) -> &Json {
    outcome.answers.get("enfants").unwrap()
}

#[test]
fn a_file_stays_with_its_item_after_a_blank_one() {
    let wrong = sent(&Answers::new(), &zoe_second());
    assert_eq!(messages(&wrong), [("jour", "Remplissez «\u{a0}Le jour\u{a0}».")]);
    assert!(!inside(&wrong, 0).contains("zoe.pdf") && inside(&wrong, 1).contains("zoe.pdf"));

    let again = Submitted { files: [].into(), ..zoe_second().with("jour", "mardi") };
    let right = sent(&wrong.answers, &again);
    assert!(right.may_go_on(), "{:?}", messages(&right));
    assert_eq!((kept(&right).as_array().unwrap().len(), &kept(&right)[0]["photo"][0]["id"]), (1, &json!("zoe")));
    assert_eq!(
        (right.state.value("enfants.0.nom_enfant"), right.state.has("enfants.1")),
        ("Zoé", false),
        "the page follows, if it is drawn"
    );
}

#[test]
fn removing_the_blank_item_keeps_the_file_of_the_next() {
    let wrong = sent(&Answers::new(), &zoe_second());
    let again = Submitted { files: [].into(), ..zoe_second() };
    let removed = sent(&wrong.answers, &again.with("_action", "remove:enfants:0"));
    assert_eq!(kept(&removed), &json!([{ "nom_enfant": "Zoé", "photo": [photo("zoe")], "soin": null }]));
    assert!(inside(&removed, 0).contains("zoe.pdf") && !removed.state.has("enfants.1"));
}

#[test]
fn a_question_opens_in_the_item_that_asks_it() {
    let page = Submitted::default().with("enfants.0.nom_enfant", "Ali").with("enfants.1", "1");
    let page = page.with("enfants.2.nom_enfant", "Zoé").with("enfants.2.soin", "oui").with("enfants.2.lequel", "Un vaccin");
    let added = sent(
        &Answers::new(),
        &["enfants.0", "enfants.2"].into_iter().fold(page, |page, item| page.with(item, "1")).with("_action", "add:enfants"),
    );
    assert!(added.stays && !added.state.has_errors());
    assert!(inside(&added, 2).contains("Lequel ?") && inside(&added, 2).contains("Un vaccin"));
    assert!(!inside(&added, 0).contains("Lequel ?") && !inside(&added, 1).contains("Lequel ?"));
}

#[test]
fn an_item_left_blank_is_never_counted_nor_sent() {
    let (form, lookups) = (trip(), lookups());
    let stays = sent(&Answers::new(), &zoe_second().with("jour", "mardi").with("_action", "add:enfants"));
    let stored = journey(&form, &stays.answers, &lookups);
    assert!(stored.is_complete() && stays.answers.get("enfants").unwrap()[0].is_null());
    let filed = stored.filed_answers();
    assert_eq!((filed.get("enfants").unwrap().as_array().unwrap().len(), filed.get("prix")), (1, Some(&json!(10))));
    let told = &summary_pairs(&stored, Sensitive::Shown)[0].1[0].1;
    assert!(told.starts_with("Enfant 1\n") && !told.contains("Enfant 2"), "{told}");
}
