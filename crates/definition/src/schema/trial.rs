//! Tests.

use serde_json::{Value as Json, json};
use workflow::CallFailure;

use super::{
    build::{count, dictionary, list, map, object, one_of, slug, tagged, text, yes_or_no},
    workflow::recipient,
};

pub(super) fn test() -> Json {
    object(&["name", "steps"], json!({ "name": text(), "starts_on": text(), "steps": list(step()) }))
}

fn step() -> Json {
    let (any, long) = (json!(true), || count(65_535));
    tagged(
        "do",
        &[
            ("fill", &["page"], json!({ "page": text(), "values": dictionary(any.clone()) })),
            ("expect_error", &["field"], json!({ "field": text(), "message": text() })),
            ("send", &[], json!({})),
            (
                "press",
                &["transition", "by"],
                json!({ "transition": slug(), "by": slug(), "input": dictionary(any.clone()), "refused": yes_or_no() }),
            ),
            ("advance", &[], json!({ "days": long(), "working_days": long(), "hours": long() })),
            ("answer_completion", &[], json!({})),
            ("give_opinion", &["by", "opinion"], json!({ "by": slug(), "opinion": one_of(&["favourable", "reserved", "unfavourable"]) })),
            ("answer_call", &["connector"], json!({ "connector": slug(), "with": any.clone() })),
            ("fail_call", &["connector", "how"], json!({ "connector": slug(), "how": { "enum": CallFailure::ALL.map(|(_, word)| word) } })),
            ("expect", &[], expected(any)),
        ],
    )
}

fn expected(any: Json) -> Json {
    json!({
        "status": slug(), "message": slug(), "message_to": recipient(), "document": slug(), "journal": text(), "call": slug(),
        "stopped": yes_or_no(), "tag": slug(), "skipped": slug(), "opinion": slug(), "due": text(),
        "data": map(any), "page_shown": text(), "page_hidden": text(),
    })
}
