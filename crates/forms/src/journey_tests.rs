//! Journeys as tables: answers in, where one may go out.

mod blocks;
mod certified;
mod hostile;
mod lists;
mod sensitive;

use expr::{Scope, Type, Value, Values};
use serde_json::{Value as Json, json};

use crate::{
    Answers, CompiledForm, FileRef, Form, Journey, Links, Lookups, Outcome, Sensitive, Submitted,
    contract_tests::{lookups, today},
    edit_page, summary, summary_pairs,
};

fn compile(pages: Json) -> CompiledForm {
    try_compile(pages).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn try_compile(pages: Json) -> Result<CompiledForm, Vec<crate::Diagnostic>> {
    let form: Form = serde_json::from_value(json!({ "pages": pages })).unwrap();
    let claims = [("given_name".to_owned(), Type::Text)];
    CompiledForm::compile(&form, &Scope::new().with("citizen", Type::record(claims)))
}

/// A party in the street: a question that opens a page, a conditional question, an exit, children.
fn party() -> CompiledForm {
    compile(json!([
        { "slug": "vous", "title": "Vous", "fields": [
            { "slug": "prenom", "label": "Votre prénom", "type": "text", "prefill": "given_name" },
            { "slug": "musique", "label": "Y aura-t-il de la musique ?", "type": "yes_no" },
            { "slug": "groupe", "label": "Nom du groupe", "type": "text", "condition": "musique == true" } ] },
        { "slug": "bruit", "title": "Le bruit", "condition": "musique == true", "fields": [
            { "slug": "fin", "label": "Heure de fin", "type": "time", "sensitive": true } ] },
        { "slug": "public", "title": "Le public", "exit": [{ "condition": "personnes <= 500", "message": "Au-delà de 500 personnes, écrivez à la préfecture." }], "fields": [
            { "slug": "personnes", "label": "Nombre de personnes", "type": "number", "min": 1,
              "checks": [{ "condition": "personnes != 13", "message": "Choisissez un autre nombre que 13." }] },
            { "slug": "remarque", "label": "Remarque", "type": "long_text", "required": false },
            { "slug": "tables", "label": "Tables à prévoir", "type": "computed", "expression": "personnes / 8", "result": "number" } ] },
    ]))
}

fn journey<'a>(form: &'a CompiledForm, answers: &'a Answers, lookups: &'a Lookups) -> Journey<'a> {
    let citizen = Value::Record([("given_name".to_owned(), Value::from("Inès"))].into());
    Journey::new(form, answers, lookups, today(), &Values::from([("citizen".to_owned(), citizen)]))
}

fn send(form: &CompiledForm, answers: Json, page: &str, typed: &[(&str, &str)]) -> Outcome {
    let (answers, lookups) = (Answers::from_json(answers), lookups());
    let submitted = typed.iter().fold(Submitted::default(), |page, (name, value)| page.with(name, value));
    journey(form, &answers, &lookups).submit(page, &submitted).unwrap()
}

fn messages(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.state.errors().iter().map(|error| (error.field.as_str(), error.message.as_str())).collect()
}

fn school() -> CompiledForm {
    compile(json!([{ "slug": "enfants", "title": "Les enfants", "fields": [
        { "slug": "enfants", "label": "Les enfants à inscrire", "type": "block", "item": "Enfant", "min": 1, "max": 3, "fields": [
            { "slug": "nom_enfant", "label": "Prénom", "type": "text" },
            { "slug": "allergie", "label": "A-t-il une allergie ?", "type": "yes_no" },
            { "slug": "laquelle", "label": "Laquelle ?", "type": "text", "condition": "allergie == true" },
            { "slug": "ordonnance", "label": "Ordonnance", "type": "files", "required": false } ] } ] }]))
}

#[test]
fn the_pages_follow_from_the_answers() {
    let form = party();
    let quiet = json!({ "prenom": "Ana", "musique": false });
    let loud = json!({ "prenom": "Ana", "musique": true, "groupe": "Les Lilas" });
    let with = |base: &Json, more: Json| {
        let mut all = base.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let rows: [(Json, &[&str], Option<&str>); 8] = [
        (json!({}), &["vous", "public"], Some("vous")),
        (quiet.clone(), &["vous", "public"], Some("public")),
        (loud.clone(), &["vous", "bruit", "public"], Some("bruit")),
        (with(&loud, json!({ "fin": "22:00", "personnes": 40 })), &["vous", "bruit", "public"], Some("public")),
        (with(&loud, json!({ "fin": "22:00", "personnes": 40, "remarque": null })), &["vous", "bruit", "public"], None),
        (with(&quiet, json!({ "personnes": 600, "remarque": null })), &["vous", "public"], Some("public")),
        (with(&quiet, json!({ "personnes": 13, "remarque": null })), &["vous", "public"], Some("public")),
        (json!({ "prenom": "Ana", "musique": true, "personnes": 40, "remarque": null }), &["vous", "bruit", "public"], Some("vous")),
    ];
    for (given, pages, to_do) in rows {
        let (answers, lookups) = (Answers::from_json(given.clone()), lookups());
        let journey = journey(&form, &answers, &lookups);
        assert_eq!(journey.pages().map(|page| page.slug.as_str()).collect::<Vec<_>>(), pages, "{given}");
        assert_eq!(journey.first_to_do(), to_do, "{given}");
    }
}

#[test]
fn one_moves_between_the_pages_that_are_asked() {
    let (form, lookups) = (party(), lookups());
    let answers = Answers::from_json(json!({ "prenom": "Ana", "musique": false }));
    let journey = journey(&form, &answers, &lookups);
    assert_eq!((journey.next("vous"), journey.next("public"), journey.previous("public")), (Some("public"), None, Some("vous")));
    assert_eq!(journey.step("public"), Some((2, 2)));
    assert!(journey.can_visit("public") && !journey.can_visit("bruit") && !journey.can_visit("inconnue"));
    assert!(journey.submit("bruit", &Submitted::default()).is_none());
}

#[test]
fn an_answer_that_changes_sends_back_to_what_it_asks() {
    let (form, lookups) = (party(), lookups());
    let quiet = json!({ "prenom": "Ana", "musique": false, "personnes": 40, "remarque": null });
    let outcome = send(&form, quiet, "vous", &[("prenom", "Ana"), ("musique", "oui"), ("groupe", "Les Lilas")]);
    assert!(outcome.may_go_on());
    assert_eq!(journey(&form, &outcome.answers, &lookups).first_to_do(), Some("bruit"));
}

#[test]
fn what_became_hidden_stays_in_the_draft_and_is_not_sent() {
    let (form, lookups) = (party(), lookups());
    let all = json!({ "prenom": "Ana", "musique": true, "groupe": "Les Lilas", "fin": "22:00", "personnes": 40, "remarque": null });
    let outcome = send(&form, all, "vous", &[("prenom", "Ana"), ("musique", "non")]);
    assert_eq!(outcome.answers.get("groupe"), Some(&json!("Les Lilas")));
    let journey = journey(&form, &outcome.answers, &lookups);
    assert!(journey.is_complete());
    assert_eq!(
        journey.filed_answers().to_json(),
        json!({ "prenom": "Ana", "musique": false, "personnes": 40, "remarque": null, "tables": 5 })
    );
}

#[test]
fn a_question_that_appears_is_shown_before_it_is_needed() {
    let form = party();
    let first = [("prenom", "Ana"), ("musique", "oui"), ("_shown", "prenom"), ("_shown", "musique")];
    let outcome = send(&form, json!({}), "vous", &first);
    assert!(outcome.stays && !outcome.state.has_errors() && !outcome.may_go_on());
    let outcome = send(&form, outcome.answers.to_json(), "vous", &[&first[..], &[("_shown", "groupe")]].concat());
    assert_eq!(messages(&outcome), [("groupe", "Remplissez «\u{a0}Nom du groupe\u{a0}».")]);
}

#[test]
fn what_is_typed_and_cannot_be_kept_is_told() {
    let (party, school) = (party(), school());
    assert!(send(&party, json!({}), "public", &[("personnes", "beaucoup")]).loses(&party));
    assert!(!send(&party, json!({}), "public", &[("remarque", "Bonjour")]).loses(&party), "what misses is not lost");
    let item = |allergy: &'static str, which: &'static str| {
        let typed = [("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", allergy), ("enfants.0.laquelle", which)];
        send(&school, json!({}), "enfants", &typed)
    };
    assert!(!item("oui", "").loses(&school), "the rest of the item is kept");
    let long: &'static str = Box::leak("e".repeat(300).into_boxed_str());
    assert!(item("oui", long).loses(&school));
}

#[test]
fn errors_keep_what_was_typed_and_what_is_good() {
    let form = party();
    let outcome = send(&form, json!({ "personnes": 3 }), "public", &[("personnes", "beaucoup"), ("remarque", "Bonjour")]);
    assert_eq!(messages(&outcome), [("personnes", "Écrivez un nombre, en chiffres. Exemple\u{a0}: 12.")]);
    assert_eq!(outcome.state.value("personnes"), "beaucoup");
    assert_eq!(
        outcome.answers.to_json(),
        json!({ "remarque": "Bonjour", "tables": null }),
        "the old number does not count behind a wrong one"
    );
    assert_eq!(messages(&send(&form, json!({}), "public", &[("personnes", "0")])), [("personnes", "Écrivez un nombre d’au moins 1.")]);
}

#[test]
fn checks_and_exits_speak_the_authors_words() {
    let form = party();
    assert_eq!(messages(&send(&form, json!({}), "public", &[("personnes", "13")])), [("personnes", "Choisissez un autre nombre que 13.")]);
    assert_eq!(
        messages(&send(&form, json!({}), "public", &[("personnes", "501")])),
        [("", "Au-delà de 500 personnes, écrivez à la préfecture.")]
    );
    assert!(send(&form, json!({}), "public", &[("personnes", "500")]).may_go_on());
}

#[test]
fn the_account_fills_what_was_not_answered_yet() {
    let (form, lookups) = (party(), lookups());
    let empty = Answers::new();
    let fresh = journey(&form, &empty, &lookups);
    assert_eq!(fresh.state("vous").value("prenom"), "Inès");
    assert!(edit_page(&fresh, "vous", &fresh.state("vous"), Links::NONE).into_string().contains("Depuis votre compte."));
    let answered = Answers::from_json(json!({ "prenom": "Ana" }));
    let journey = journey(&form, &answered, &lookups);
    assert_eq!(journey.state("vous").value("prenom"), "Ana");
    assert!(!edit_page(&journey, "vous", &journey.state("vous"), Links::NONE).into_string().contains("Depuis votre compte."));
}

#[test]
fn a_page_of_one_question_has_it_as_its_heading() {
    let (form, lookups) = (party(), lookups());
    let answers = Answers::from_json(json!({ "prenom": "Ana", "musique": true, "groupe": "Les Lilas" }));
    let journey = journey(&form, &answers, &lookups);
    for (page, heading) in [("bruit", "Heure de fin"), ("vous", "Vous")] {
        let html = edit_page(&journey, page, &journey.state(page), Links::NONE).into_string();
        assert_eq!(html.matches("<h1").count(), 1, "{page}");
        let h1 = html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
        assert!(h1.contains(heading), "{h1}");
    }
}

#[test]
fn the_summary_leads_back_and_hides_what_is_sensitive_from_mails() {
    let (form, lookups) = (party(), lookups());
    let answers = Answers::from_json(
        json!({ "prenom": "Ana", "musique": true, "groupe": "Les Lilas", "fin": "22:00", "personnes": 40, "remarque": null }),
    );
    let journey = journey(&form, &answers, &lookups);
    let html = summary(&journey, Some(&|page| format!("/demande/{page}"))).into_string();
    assert!(html.contains("href=\"/demande/bruit\"") && html.contains("Modifier") && html.contains("Non renseigné"));
    assert_eq!(html.matches("Modifier").count(), 6, "what is computed cannot be changed");
    let mail = summary_pairs(&journey, Sensitive::Hidden);
    assert_eq!(mail[1], ("Le bruit".to_owned(), vec![("Heure de fin".to_owned(), "Non affiché ici".to_owned())]));
    assert_eq!(summary_pairs(&journey, Sensitive::Shown)[1].1[0].1, "22\u{a0}h\u{a0}00");
    assert_eq!(mail[2].1.last().unwrap(), &("Tables à prévoir".to_owned(), "5".to_owned()));
}

#[test]
fn an_erased_answer_leaves_its_day_in_what_is_read() {
    let (form, lookups) = (party(), lookups());
    let mut answers = Answers::from_json(json!({ "prenom": "Ana", "musique": true, "groupe": "Les Lilas", "fin": "22:00" }));
    answers.erase("fin", jiff::civil::date(2026, 11, 22));
    let journey = journey(&form, &answers, &lookups);
    let erased = "Effacé le 22 novembre 2026";
    assert_eq!(summary_pairs(&journey, Sensitive::Shown)[1].1, [("Heure de fin".to_owned(), erased.to_owned())]);
    let given = crate::given(&journey, &|_| maud::html! {});
    let page = ui::summary_list(&given[1].1).into_string();
    assert!(given[1].0 == "Le bruit" && page.contains(erased), "{page}");
    assert!(summary(&journey, None).into_string().contains(erased));
}

#[test]
fn a_block_is_sensitive_when_a_question_inside_is() {
    let child = |sensitive: bool| json!({ "slug": "sante", "label": "Sa santé", "type": "text", "sensitive": sensitive });
    for sensitive in [true, false] {
        let form = compile(json!([{ "slug": "p", "title": "P", "fields": [
            { "slug": "enfants", "label": "Les enfants", "type": "block", "item": "Enfant", "fields": [child(sensitive)] }] }]));
        assert_eq!(form.fields().next().unwrap().is_sensitive(), sensitive);
    }
}

#[test]
fn a_file_stays_until_it_is_taken_away() {
    let form = school();
    let file =
        FileRef { id: "f1".into(), name: "a.pdf".into(), size: 10, media_type: "application/pdf".into(), sha256: "00".into(), date: None };
    let (empty, lookups) = (Answers::new(), lookups());
    let mut page = Submitted::default().with("enfants.0.nom_enfant", "Zoé");
    page.files.insert("enfants.0.ordonnance".into(), vec![file]);
    let wrong = journey(&form, &empty, &lookups).submit("enfants", &page).unwrap();
    assert!(wrong.state.has_errors(), "the allergy is not answered");
    let stored = journey(&form, &wrong.answers, &lookups);
    assert!(edit_page(&stored, "enfants", &wrong.state, Links::NONE).into_string().contains("a.pdf"));
    let typed = [("enfants.0.nom_enfant", "Zoé"), ("enfants.0.allergie", "non")];
    let kept = send(&form, wrong.answers.to_json(), "enfants", &typed);
    assert_eq!(kept.answers.get("enfants").unwrap()[0]["ordonnance"][0]["id"], "f1");
    let taken = send(&form, kept.answers.to_json(), "enfants", &[&typed[..], &[("_remove.enfants.0.ordonnance.f1", "1")]].concat());
    assert!(taken.stays);
    assert_eq!(taken.answers.get("enfants").unwrap()[0]["ordonnance"], Json::Null);
}

#[test]
fn a_column_of_euros_takes_the_sign_and_one_of_numbers_does_not() {
    let form = compile(json!([{ "slug": "p", "title": "P", "fields": [{ "slug": "budget", "label": "Budget", "type": "table",
        "rows": [{ "slug": "achats", "label": "Achats" }],
        "columns": [{ "slug": "prix", "label": "Prix", "type": "amount" }, { "slug": "nombre", "label": "Nombre" }] }] }]));
    let good = send(&form, json!({}), "p", &[("budget.achats.prix", "1 200,50 €"), ("budget.achats.nombre", "3")]);
    assert!(good.may_go_on(), "{:?}", messages(&good));
    assert_eq!(good.answers.get("budget"), Some(&json!({ "achats": { "prix": "1200.5", "nombre": 3 } })));
    let wrong = send(&form, json!({}), "p", &[("budget.achats.prix", "12,345"), ("budget.achats.nombre", "3 €")]);
    let told = [
        ("budget.achats.prix", "Achats, Prix\u{a0}: écrivez un montant en euros."),
        ("budget.achats.nombre", "Achats, Nombre\u{a0}: écrivez un nombre, en chiffres."),
    ];
    assert_eq!(messages(&wrong), told);
}

#[test]
fn a_page_of_texts_is_done_once_read() {
    let (form, lookups) = (
        compile(json!([
        { "slug": "avant", "title": "Avant de commencer", "fields": [{ "slug": "avis", "label": "Avis", "type": "text_block", "text": "Bonjour." }] }])),
        lookups(),
    );
    let empty = Answers::new();
    assert_eq!(journey(&form, &empty, &lookups).first_to_do(), Some("avant"));
    let read = send(&form, json!({}), "avant", &[]).answers;
    assert!(journey(&form, &read, &lookups).is_complete());
    assert!(journey(&form, &read, &lookups).filed_answers().is_empty());
}

#[test]
fn bounds_and_lists_may_depend_on_other_answers() {
    let form = compile(json!([{ "slug": "sejour", "title": "Séjour", "fields": [
        { "slug": "debut", "label": "Début", "type": "date", "min": "today()" },
        { "slug": "fin", "label": "Fin", "type": "date", "min": "debut", "max": "2027-12-31" } ] }]));
    let dates = |from: &str, to: &str| send(&form, json!({}), "sejour", &[("debut", from), ("fin", to)]);
    assert!(dates("22/11/2026", "22/11/2026").may_go_on());
    assert_eq!(messages(&dates("21/11/2026", "1/12/2026"))[0], ("debut", "Écrivez une date à partir du 22 novembre 2026."));
    assert_eq!(messages(&dates("1/12/2026", "30/11/2026")), [("fin", "Écrivez une date à partir du 1er décembre 2026.")]);
    assert_eq!(messages(&dates("1/12/2026", "1/1/2028")), [("fin", "Écrivez une date jusqu’au 31 décembre 2027.")]);
}

#[test]
fn authors_are_told_what_is_wrong_and_where() {
    let field = |more: Json| {
        let mut field = json!({ "slug": "a", "label": "Question A", "type": "text" });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([{ "slug": "p", "title": "Page P", "fields": [field, { "slug": "b", "label": "Question B", "type": "yes_no" }] }])
    };
    let rows = [
        (field(json!({ "type": "couleur" })), "pages.p.fields.a.type", "le type «\u{a0}couleur\u{a0}» n’existe pas."),
        (field(json!({ "min_lenght": 3 })), "pages.p.fields.a", "min_lenght"),
        (field(json!({ "slug": "Nom" })), "pages.p.fields.Nom.slug", "minuscules"),
        (field(json!({ "slug": "b" })), "pages.p.fields.b.slug", "déjà pris"),
        (
            json!([{ "slug": "p", "title": "P", "fields": [
            { "slug": "t", "label": "T", "type": "text_block", "text": "T" }, { "slug": "t", "label": "T", "type": "text_block", "text": "T" } ] }]),
            "pages.p.fields.t.slug",
            "déjà pris",
        ),
        (
            json!([{ "slug": "p", "title": "P", "fields": [{ "slug": "k", "label": "K", "type": "block", "item": "K", "fields": [
            { "slug": "c", "label": "C", "type": "number", "default": "1" } ] }] }]),
            "pages.p.fields.k.fields.c",
            "valeur de départ",
        ),
        (field(json!({ "slug": "citizen" })), "pages.p.fields.citizen.slug", "déjà pris"),
        (field(json!({ "prefill": "shoe_size" })), "pages.p.fields.a.prefill", "shoe_size"),
        (field(json!({ "condition": "b == true" })), "pages.p.fields.a.condition", "«\u{a0}b\u{a0}» est demandé plus loin."),
        (field(json!({ "condition": "zzz == true" })), "pages.p.fields.a.condition", "zzz"),
        (field(json!({ "condition": "a == 'x'" })), "pages.p.fields.a.condition", "a"),
        (field(json!({ "checks": [{ "condition": "a == 3", "message": "Non." }] })), "pages.p.fields.a.checks.0", "a == 3"),
        (field(json!({ "type": "number", "max": "'x'" })), "pages.p.fields.a.max", "texte"),
        (json!([{ "slug": "p", "title": "P", "fields": [] }]), "pages.p.fields", "au moins une question"),
        (json!([]), "pages", "au moins une page"),
    ];
    for (pages, path, words) in rows {
        let faults = try_compile(pages.clone()).err().unwrap_or_else(|| panic!("{pages} is accepted"));
        assert_eq!(faults[0].path, path, "{faults:?}");
        assert!(faults[0].message.contains(words), "{faults:?}");
    }
}

#[test]
fn a_form_is_written_and_read_the_same() {
    let written = json!({ "pages": [{ "slug": "p", "title": "P", "fields": [
        { "slug": "a", "label": "A", "type": "number", "required": "b == true", "max": 3 }, { "slug": "b", "label": "B", "type": "yes_no", "required": false } ] }] });
    let form: Form = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(form).unwrap(), written);
    assert!(serde_json::from_value::<Form>(json!({ "pages": [], "page": 1 })).is_err());
}

#[test]
fn forms_fill_themselves_for_the_demo() {
    let (party, school, lookups) = (party(), school(), lookups());
    for index in 0..12 {
        for form in [&party, &school] {
            let answers = crate::sample_answers(form, &lookups, today(), &Values::new(), index).unwrap();
            assert!(journey(form, &answers, &lookups).is_complete());
        }
    }
    let answers = crate::sample_answers(&school, &lookups, today(), &Values::new(), 0).unwrap();
    assert_eq!(school.files(&answers).len(), 1);
    assert!(school.pages()[0].takes_files() && !party.pages()[0].takes_files());
}

#[test]
fn a_default_fills_until_the_citizen_says_otherwise() {
    let field = |kind: &str, default: &str, more: Json| {
        let mut field = json!({ "slug": "essai", "label": "Essai", "type": kind, "default": default });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([{ "slug": "p", "title": "P", "fields": [field] }])
    };
    let (lookups, empty) = (lookups(), Answers::new());
    for (kind, default, more, name, typed) in [
        ("number", "1 + 2", json!({}), "essai", "3"),
        ("amount", "12.5", json!({}), "essai", "12,5"),
        ("yes_no", "true", json!({}), "essai", "oui"),
        ("date", "today()", json!({}), "essai.month", "11"),
        ("referential", "'e2'", json!({ "list": "ecoles" }), "essai.search", "École Jean Moulin"),
    ] {
        let form = compile(field(kind, default, more));
        assert_eq!(journey(&form, &empty, &lookups).state("p").value(name), typed, "{kind}");
    }
    assert!(try_compile(field("number", "'trois'", json!({}))).is_err());
}
