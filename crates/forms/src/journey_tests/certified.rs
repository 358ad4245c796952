//! What somebody vouches for is shown, and is not asked.

use jiff::civil::date;

use super::*;
use crate::{Certified, Proof};

const SOURCE: &str = "Certifié par FranceConnect, le 3 mars 2026";

fn citizen() -> Values {
    Values::from([("citizen".to_owned(), Value::Record([("given_name".to_owned(), Value::from("Inès"))].into()))])
}

fn certified() -> Certified {
    [("given_name".to_owned(), Proof { by: "FranceConnect".to_owned(), on: date(2026, 3, 3) })].into()
}

fn certain<'a>(form: &'a CompiledForm, answers: &'a Answers, lookups: &'a Lookups) -> Journey<'a> {
    Journey::for_citizen(form, answers, lookups, today(), &citizen(), &certified())
}

#[test]
fn a_certified_value_is_a_text_with_its_source() {
    let (form, lookups, typed_before) = (party(), lookups(), Answers::from_json(json!({ "prenom": "Ana" })));
    let journey = certain(&form, &typed_before, &lookups);
    let page = edit_page(&journey, "vous", &journey.state("vous"), Links::NONE).into_string();
    assert!(page.contains("Inès") && page.contains(SOURCE) && !page.contains("Ana"), "{page}");
    assert!(!page.contains("name=\"prenom\"") && !page.contains("value=\"prenom\""), "nothing to send: {page}");
    assert!(page.contains("name=\"musique\""), "the rest is asked");
}

#[test]
fn what_is_sent_in_its_place_is_nothing() {
    let (form, lookups, empty) = (party(), lookups(), Answers::new());
    let page = Submitted::default().with("prenom", "Pirate").with("musique", "non");
    let outcome = certain(&form, &empty, &lookups).submit("vous", &page).unwrap();
    assert!(outcome.may_go_on());
    assert_eq!(outcome.answers.get("prenom"), Some(&json!("Inès")));
    assert_eq!(outcome.answers.proof("prenom"), None, "the draft vouches for nothing");
    let again = journey(&form, &outcome.answers, &lookups);
    assert!(edit_page(&again, "vous", &again.state("vous"), Links::NONE).into_string().contains("name=\"prenom\""), "asked again without");
}

#[test]
fn the_summary_and_the_case_keep_the_source() {
    let (form, lookups) = (party(), lookups());
    let answers = Answers::from_json(json!({ "prenom": "Ana", "musique": false, "personnes": 40, "remarque": null }));
    let journey = certain(&form, &answers, &lookups);
    let page = summary(&journey, Some(&|page| format!("/{page}"))).into_string();
    assert!(page.contains(SOURCE) && page.matches("Modifier").count() == 3, "not changed from there: {page}");
    let filed = journey.filed_answers();
    let kept = Answers::from_json(filed.to_json());
    assert_eq!((kept.get("prenom"), kept.proof("prenom").map(Proof::text)), (Some(&json!("Inès")), Some(SOURCE.to_owned())));
    assert!(kept.proof("musique").is_none());
    let case = Journey::new(&form, &kept, &lookups, today(), &Values::new());
    assert!(ui::summary_list(&crate::given(&case, &|_| maud::html! {})[0].1).into_string().contains(SOURCE), "agents read it");
}

#[test]
fn what_the_question_cannot_take_is_asked() {
    let form = compile(json!([{ "slug": "p", "title": "P", "fields": [
        { "slug": "courriel", "label": "Adresse e-mail", "type": "email", "prefill": "given_name" }] }]));
    let (lookups, empty) = (lookups(), Answers::new());
    let journey = certain(&form, &empty, &lookups);
    assert!(edit_page(&journey, "p", &journey.state("p"), Links::NONE).into_string().contains("name=\"courriel\""));
}

#[test]
fn a_rule_that_a_certified_value_breaks_is_told_beside_it() {
    let form = compile(json!([{ "slug": "p", "title": "P", "fields": [
        { "slug": "prenom", "label": "Prénom", "type": "text", "prefill": "given_name",
          "checks": [{ "condition": "prenom != 'Inès'", "message": "Cette aide n’est pas pour vous." }] },
        { "slug": "oui", "label": "Oui ?", "type": "yes_no" }] }]));
    let (lookups, empty) = (lookups(), Answers::new());
    let outcome = certain(&form, &empty, &lookups).submit("p", &Submitted::default().with("oui", "oui")).unwrap();
    assert_eq!(messages(&outcome), [("prenom", "Cette aide n’est pas pour vous.")]);
    let again = certain(&form, &outcome.answers, &lookups);
    let page = edit_page(&again, "p", &outcome.state, Links::NONE).into_string();
    assert!(page.contains("id=\"prenom\"") && page.matches("Cette aide n’est pas pour vous.").count() == 2, "{page}");
}
