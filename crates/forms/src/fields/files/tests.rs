//! Pieces that bear a date.

use serde_json::{Value as Json, json};

use crate::{FileRef, Lookups, Parsed, Submitted, contract_tests::with_ctx, fields::kind};

fn file() -> FileRef {
    FileRef { id: "a".into(), name: "a.pdf".into(), size: 10, media_type: "application/pdf".into(), sha256: "00".into(), date: None }
}

/// A file sent on 22 November 2026 with this date under it.
fn sent(settings: &Json, date: &str) -> Parsed {
    let field = (kind("files").unwrap().load)(settings.as_object().unwrap().clone()).unwrap();
    let submitted = Submitted { files: [("essai".to_owned(), vec![file()])].into(), ..Submitted::default() };
    let parsed = with_ctx(|ctx| field.parse(ctx, &submitted.with("essai.date", date)));
    let checked = with_ctx(|ctx| field.check(ctx, &parsed.answer));
    assert_eq!(checked.is_empty(), parsed.errors.is_empty(), "what is kept and what was typed are judged alike");
    parsed
}

fn told(settings: &Json, date: &str) -> (String, String) {
    let errors = sent(settings, date).errors;
    assert_eq!(errors.len(), 1, "{errors:?}");
    (errors[0].name.clone(), errors[0].message.clone())
}

#[test]
fn a_piece_is_valid_until_the_end_of_its_last_day() {
    let until = json!({ "dated": "until" });
    for (date, sentence) in [
        ("21/11/2026", "Cette pièce n’est plus valable depuis le 21 novembre 2026. Joignez une pièce valable aujourd’hui."),
        ("", "Écrivez jusqu’à quand la pièce est valable."),
        ("2027", "Écrivez le jour, le mois et l’année. Exemple\u{a0}: 31 3 1980."),
        ("31/02/2027", "Écrivez le jour, le mois et l’année. Exemple\u{a0}: 31 3 1980."),
    ] {
        assert_eq!(told(&until, date), ("essai.date".to_owned(), sentence.to_owned()), "{date}");
    }
    for date in ["22/11/2026", "3 mai 2031"] {
        assert!(sent(&until, date).errors.is_empty(), "{date}");
    }
}

#[test]
fn a_document_is_neither_too_old_nor_from_tomorrow() {
    let recent = json!({ "dated": "issued", "max_age": 3 });
    for (date, sentence) in [
        ("21/08/2026", "Ce document est trop ancien. Joignez un document daté du 22 août 2026 ou d’après."),
        ("23/11/2026", "Cette date n’est pas encore passée. Recopiez la date écrite sur le document."),
        ("", "Écrivez la date du document."),
    ] {
        assert_eq!(told(&recent, date).1, sentence, "{date}");
    }
    for date in ["22/08/2026", "22/11/2026"] {
        assert!(sent(&recent, date).errors.is_empty(), "{date}");
    }
    assert!(sent(&json!({ "dated": "issued" }), "14/07/1989").errors.is_empty(), "of any age");
}

#[test]
fn the_date_is_said_wherever_the_file_is() {
    let settings = json!({ "dated": "until" });
    let answer = sent(&settings, "3/5/2027").answer;
    let field = (kind("files").unwrap().load)(settings.as_object().unwrap().clone()).unwrap();
    assert_eq!(field.text(&answer, &Lookups::default()), "a.pdf (10\u{a0}octets), valable jusqu’au 3 mai 2027");
    assert_eq!(field.export("essai", &answer)[1], ("essai.date".to_owned(), "2027-05-03".to_owned()));
    assert_eq!(field.typed("essai", &answer)["essai.date.year"], ["2027"]);
}

#[test]
fn files_that_are_gone_leave_the_answer() {
    let field = (kind("files").unwrap().load)(serde_json::Map::new()).unwrap();
    let answer = json!([file(), FileRef { id: "b".into(), ..file() }]);
    assert_eq!(field.without_files(&answer, &|file| file.id == "a")[0]["id"], "b");
    assert_eq!(field.without_files(&answer, &|_| true), Json::Null);
}
