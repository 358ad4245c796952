//! Courses of a case: from one status to the next up to a closed one, with other
//! ways, automatic ones and effects of every kind.

use proptest::{collection::vec, option::weighted, prelude::*, sample::Index};
use serde_json::{Map, Value as Json, json};

use super::questions::{Known, Rule, rule};

#[derive(Debug, Clone)]
pub struct Course {
    natures: Vec<usize>,
    ways: Vec<Way>,
    others: Vec<(Index, Option<Index>, Way)>,
    automations: Vec<(Index, usize, u32)>,
    filed: Vec<usize>,
    clock: Option<(usize, u32)>,
}

/// A transition, apart from where it goes.
#[derive(Debug, Clone)]
struct Way {
    when: Option<Rule>,
    input: bool,
    by: usize,
    effects: Vec<usize>,
}

fn way() -> impl Strategy<Value = Way> {
    let parts = (weighted(0.3, rule()), any::<bool>(), 0..3usize, vec(0..EFFECTS, 0..4));
    parts.prop_map(|(when, input, by, effects)| Way { when, input, by, effects })
}

pub fn course() -> impl Strategy<Value = Course> {
    (1..4usize).prop_flat_map(|count| {
        let others = vec((any::<Index>(), weighted(0.7, any::<Index>()), way()), 0..4);
        let automations = vec((any::<Index>(), 0..6usize, 0..200u32), 0..4);
        (vec(0..3usize, count), vec(way(), count), others, automations, vec(0..EFFECTS, 0..3), weighted(0.7, (0..3usize, 0..500u32)))
            .prop_map(|(natures, ways, others, automations, filed, clock)| Course { natures, ways, others, automations, filed, clock })
    })
}

fn status(index: usize) -> String {
    format!("s{index}")
}

impl Course {
    pub fn written(&self, known: &Known) -> Json {
        let end = self.natures.len();
        let open = (0..end).map(|index| named(index, ["filed", "in_progress", "waiting"][self.natures[index]], None));
        let statuses: Vec<Json> = open.chain([named(end, "closed", Some("accepted"))]).collect();
        let ways = self.ways.iter().enumerate().map(|(index, way)| way.written(index, index, &status(index + 1), known));
        let others = self.others.iter().enumerate().map(|(index, (from, to, way))| {
            let to = to.map_or("same".to_owned(), |to| status(to.index(end + 1)));
            way.written(end + index, from.index(end), &to, known)
        });
        let transitions: Vec<Json> = ways.chain(others).collect();
        let automations: Vec<Json> =
            self.automations.iter().enumerate().filter_map(|(index, one)| self.automatic(index, *one, &transitions)).collect();
        let mut written = json!({
            "functions": [{ "slug": "agent", "label": "Agent" }], "statuses": statuses, "initial": "s0", "transitions": transitions,
            "automations": automations, "on_filed": self.filed.iter().map(|which| effect(*which, false)).collect::<Vec<_>>(),
            "data": [{ "slug": "motif", "label": "Motif", "type": "text" }, { "slug": "montant", "label": "Montant", "type": "number" }],
        });
        if let Some((unit, count)) = self.clock {
            let duration = json!({ ["months", "days", "working_days"][unit]: count });
            written["legal_clock"] = json!({ "rule": "sva", "duration": duration, "start": "filing", "suspended_while_waiting": true });
        }
        written
    }

    /// At once only forwards, so that nothing turns; nobody types for it.
    fn automatic(&self, index: usize, (of, trigger, delay): (Index, usize, u32), transitions: &[Json]) -> Option<Json> {
        let which = of.index(transitions.len());
        let transition = &transitions[which];
        let is_forward = which < self.natures.len();
        if transition.get("input").is_some() || (trigger == 0 && !is_forward) || (trigger == 5 && self.clock.is_none()) {
            return None;
        }
        let mut written = Map::from_iter([("slug".to_owned(), json!(format!("a{index}")))]);
        written.extend([("in_status".to_owned(), transition["from"].clone()), ("transition".to_owned(), transition["slug"].clone())]);
        written.extend(match trigger {
            1 => Some(("after".to_owned(), json!({ "days": delay }))),
            2 => Some(("after".to_owned(), json!({ "working_hours": delay }))),
            3 => Some(("after".to_owned(), json!({ "working_days": delay }))),
            4 => Some(("on".to_owned(), json!("completion_answered"))),
            5 => Some(("on".to_owned(), json!("legal_due"))),
            _ => None,
        });
        Some(written.into())
    }
}

fn named(index: usize, nature: &str, outcome: Option<&str>) -> Json {
    let label = format!("Statut {index}");
    let mut written = json!({ "slug": status(index), "citizen_label": label, "agent_label": label, "nature": nature });
    if let Some(outcome) = outcome {
        written["outcome"] = json!(outcome);
    }
    written
}

impl Way {
    fn written(&self, index: usize, from: usize, to: &str, known: &Known) -> Json {
        let by = [json!(["agent"]), json!(["agent", "citizen"]), json!(["citizen", "agent"])][self.by].clone();
        let effects: Vec<Json> = self.effects.iter().map(|which| effect(*which, self.input)).collect();
        let mut written = json!({ "slug": format!("t{index}"), "from": [status(from)], "to": to, "label": format!("Action {index}"), "by": by, "effects": effects });
        if let Some(rule) = &self.when {
            written["condition"] = json!(rule.written(known));
        }
        if self.input {
            written["input"] = json!("saisie");
        }
        written
    }
}

const EFFECTS: usize = 22;

/// One of each kind.
fn effect(which: usize, typed: bool) -> Json {
    match which {
        0 => json!({ "do": "tag", "tag": "urgent" }),
        1 => json!({ "do": "untag", "tag": "urgent" }),
        2 => json!({ "do": "set_priority", "level": "high" }),
        3 => json!({ "do": "journal", "text": "Une <b>ligne</b>.", "visible": true }),
        4 => json!({ "do": "message", "to": "citizen", "template": "note" }),
        5 => json!({ "do": "message", "to": { "function": "agent" }, "template": "note", "channels": ["in_app"] }),
        6 => json!({ "do": "message", "to": "assignee", "template": "note", "attach": ["acte"] }),
        7 => json!({ "do": "document", "template": "acte", "share": true }),
        8 => json!({ "do": "set_data", "slug": "motif", "value": if typed { "string(size('ab'))" } else { "'x'" } }),
        9 => json!({ "do": "set_data", "slug": "montant", "value": "data.montant + 1" }),
        10 => json!({ "do": "request_completion", "items": ["Plan", "Devis"], "days": 15 }),
        11 => json!({ "do": "declare_complete" }),
        12 => json!({ "do": "assign", "to": "actor" }),
        13 => json!({ "do": "transfer", "to": { "team": "voirie" } }),
        14 => json!({ "do": "create_record", "record": "tournages", "values": { "motif": "data.motif" } }),
        15 => json!({ "do": "start_case", "teleservice": "autre", "answers": { "motif": "data.motif" } }),
        16 => json!({ "do": "call_connector", "connector": "logiciel", "arguments": { "montant": "data.montant" } }),
        17 => json!({ "do": "request_opinion", "function": "agent", "question": "Est-ce possible ?", "days": 10 }),
        18 => json!({ "do": "update_record", "record": "tournages", "values": { "motif": "data.motif" } }),
        19 => json!({ "do": "dispatch", "by": "data.motif", "teams": { "x": "voirie" }, "otherwise": "accueil" }),
        20 => json!({ "do": "tag", "tag": "avis", "when": "opinions.pending > 0 || data.motif == 'x'" }),
        _ => json!({ "do": "anonymise" }),
    }
}
