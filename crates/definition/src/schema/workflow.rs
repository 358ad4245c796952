//! Workflow and effects.

use serde_json::{Value as Json, json};

use super::build::{count, dictionary, either, list, object, one_of, slug, tagged, text, yes_or_no};

pub(super) fn workflow() -> Json {
    object(
        &["statuses", "initial"],
        json!({
            "functions": list(object(&["slug", "label"], json!({ "slug": slug(), "label": text() }))),
            "statuses": list(status()),
            "initial": slug(),
            "on_filed": list(effect()),
            "transitions": list(transition()),
            "automations": list(automation()),
            "legal_clock": legal_clock(),
            "data": list(object(
                &["slug", "label", "type"],
                json!({ "slug": slug(), "label": text(), "type": one_of(&["text", "number", "boolean", "date"]) }),
            )),
        }),
    )
}

fn status() -> Json {
    object(
        &["slug", "citizen_label", "agent_label", "nature"],
        json!({
            "slug": slug(), "citizen_label": text(), "agent_label": text(),
            "nature": one_of(&["filed", "in_progress", "waiting", "closed"]),
            "outcome": one_of(&["accepted", "refused", "done", "withdrawn"]),
        }),
    )
}

fn transition() -> Json {
    object(
        &["slug", "from", "to", "label"],
        json!({
            "slug": slug(), "from": list(slug()), "to": slug(), "by": list(slug()), "label": text(), "hint": text(),
            "condition": text(), "input": slug(), "confirmation": text(), "tone": one_of(&["neutral", "primary", "danger"]),
            "effects": list(effect()),
        }),
    )
}

fn automation() -> Json {
    let long = || count(u32::MAX);
    object(
        &["slug", "in_status", "transition"],
        json!({
            "slug": slug(), "in_status": list(slug()), "condition": text(), "transition": slug(),
            "after": either(&[("days", long()), ("hours", long()), ("working_days", long()), ("working_hours", long())]),
            "on": one_of(&["answered", "message_received", "completion_answered", "legal_due"]),
        }),
    )
}

fn legal_clock() -> Json {
    let long = || count(u32::MAX);
    object(
        &["rule", "duration", "start"],
        json!({
            "rule": one_of(&["sva", "svr", "none"]),
            "duration": either(&[("months", long()), ("days", long()), ("working_days", long())]),
            "start": one_of(&["filing", "completeness"]),
            "suspended_while_waiting": yes_or_no(),
        }),
    )
}

/// To whom a message goes.
pub(super) fn recipient() -> Json {
    json!({ "oneOf": [one_of(&["citizen", "team", "assignee"]), either(&[("function", slug()), ("field", slug())])] })
}

fn effect() -> Json {
    let expressions = || dictionary(text());
    let channels = list(one_of(&["email", "sms", "in_app"]));
    tagged(
        "do",
        &[
            ("anonymise", &[], json!({})),
            ("assign", &["to"], json!({ "to": one_of(&["actor", "nobody"]) })),
            ("call_connector", &["connector"], json!({ "connector": slug(), "arguments": expressions(), "on_failure": slug() })),
            ("create_record", &["record", "values"], json!({ "record": slug(), "values": expressions() })),
            ("declare_complete", &[], json!({})),
            ("document", &["template"], json!({ "template": slug(), "share": yes_or_no() })),
            ("journal", &["text"], json!({ "text": text(), "visible": yes_or_no() })),
            (
                "message",
                &["to", "template"],
                json!({ "to": recipient(), "channels": channels, "template": slug(), "attach": list(slug()) }),
            ),
            ("set_priority", &["level"], json!({ "level": one_of(&["low", "normal", "high"]) })),
            ("request_completion", &[], json!({ "items": list(text()), "from": text(), "days": count(65_535) })),
            ("set_data", &["slug", "value"], json!({ "slug": slug(), "value": text() })),
            ("start_case", &["teleservice"], json!({ "teleservice": slug(), "answers": expressions() })),
            ("tag", &["tag"], json!({ "tag": slug() })),
            ("transfer", &["to"], json!({ "to": either(&[("team", slug()), ("authority", text())]) })),
            ("untag", &["tag"], json!({ "tag": slug() })),
        ],
    )
}
