//! Workflow and effects.

use serde_json::{Value as Json, json};

use super::{
    build::{count, either, list, object, one_of, slug, text, yes_or_no},
    described,
};

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
            "before": either(&[("days", long()), ("hours", long()), ("working_days", long())]),
            "date": text(),
            "on": one_of(&["answered", "message_received", "completion_answered", "opinion_given", "legal_due"]),
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
    json!({ "oneOf": workflow::EFFECTS.iter().map(effect_of).collect::<Vec<_>>() })
}

fn effect_of(kind: &workflow::EffectKind) -> Json {
    let mut properties = described::properties(kind.settings);
    properties.extend(described::properties(&[workflow::WHEN]));
    properties.insert("do".to_owned(), json!({ "const": kind.name }));
    let mut schema = object(&[&["do"], described::required(kind.settings).as_slice()].concat(), Json::Object(properties));
    schema["title"] = json!(kind.label);
    schema
}
