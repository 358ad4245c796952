//! A workflow for the tests: a permit, from filing to decision.

use std::collections::{BTreeMap, BTreeSet};

use expr::{Scope, Type, Value, Values};
use kernel::{OpeningHours, Slug, Timestamp};
use serde_json::json;

use crate::{Actor, CompiledWorkflow, Move, Names, Snapshot, Step, Timer, Workflow, start};

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn permit() -> Workflow {
    serde_json::from_value(json!({
        "functions": [{"slug": "instructeur", "label": "Instructeur"}],
        "statuses": [
            {"slug": "recue", "citizen_label": "Reçue", "agent_label": "À prendre", "nature": "filed"},
            {"slug": "instruction", "citizen_label": "À l’étude", "agent_label": "En cours", "nature": "in_progress"},
            {"slug": "attente", "citizen_label": "On attend votre réponse", "agent_label": "En attente", "nature": "waiting"},
            {"slug": "acceptee", "citizen_label": "Acceptée", "agent_label": "Acceptée", "nature": "closed", "outcome": "accepted"},
            {"slug": "refusee", "citizen_label": "Refusée", "agent_label": "Refusée", "nature": "closed", "outcome": "refused"}
        ],
        "initial": "recue",
        "on_filed": [
            {"do": "message", "to": "citizen", "template": "recue"},
            {"do": "transfer", "to": {"team": "voirie"}}
        ],
        "transitions": [
            {"slug": "prendre", "from": ["recue"], "to": "instruction", "by": ["instructeur"], "label": "Prendre",
             "effects": [{"do": "assign", "to": "actor"}]},
            {"slug": "urgent", "from": ["recue"], "to": "same", "label": "Signaler l’urgence",
             "effects": [{"do": "set_priority", "level": "high"}, {"do": "tag", "tag": "urgent"}]},
            {"slug": "completer", "from": ["instruction"], "to": "attente", "by": ["instructeur"], "label": "Demander une pièce",
             "input": "pieces", "effects": [{"do": "request_completion", "from": "input.liste", "days": 15}]},
            {"slug": "reprendre", "from": ["attente"], "to": "instruction", "label": "Reprendre"},
            {"slug": "relancer", "from": ["attente"], "to": "same", "label": "Relancer",
             "effects": [{"do": "message", "to": "citizen", "channels": ["email", "sms"], "template": "relance"}]},
            {"slug": "accepter", "from": ["instruction"], "to": "acceptee", "by": ["instructeur"], "label": "Accepter", "tone": "primary",
             "condition": "jours <= 5",
             "effects": [{"do": "document", "template": "arrete", "share": true}, {"do": "message", "to": {"field": "courriel"}, "template": "decision", "attach": ["arrete"]}]},
            {"slug": "refuser", "from": ["instruction"], "to": "refusee", "by": ["instructeur"], "label": "Refuser", "tone": "danger", "input": "refus",
             "effects": [{"do": "set_data", "slug": "motif", "value": "input.motif"}, {"do": "journal", "text": "Demande refusée.", "visible": true}]},
            {"slug": "abandonner", "from": ["recue", "attente"], "to": "refusee", "by": ["citizen"], "label": "Annuler ma demande"},
            {"slug": "accord_tacite", "from": ["instruction"], "to": "acceptee", "label": "Accord tacite"}
        ],
        "automations": [
            {"slug": "urgence", "in_status": ["recue"], "condition": "jours == 1", "transition": "urgent"},
            {"slug": "relance", "in_status": ["attente"], "after": {"working_days": 5}, "transition": "relancer"},
            {"slug": "reponse", "in_status": ["attente"], "on": "completion_answered", "transition": "reprendre"},
            {"slug": "silence", "in_status": ["instruction"], "on": "legal_due", "transition": "accord_tacite"}
        ],
        "legal_clock": {"rule": "sva", "duration": {"months": 2}, "start": "filing", "suspended_while_waiting": true},
        "data": [{"slug": "motif", "label": "Motif du refus", "type": "text"}]
    }))
    .unwrap()
}

pub(crate) fn scope() -> Scope {
    Scope::new().with("jours", Type::Int).with("courriel", Type::Text)
}

pub(crate) fn names() -> Names {
    let names = |list: &[&str]| list.iter().map(|name| slug(name)).collect();
    Names {
        inputs: BTreeMap::from([
            (slug("pieces"), Type::record([("liste".to_owned(), Type::list(Type::Text))])),
            (slug("refus"), Type::record([("motif".to_owned(), Type::Text)])),
        ]),
        messages: names(&["recue", "relance", "decision"]),
        documents: names(&["arrete"]),
        connectors: BTreeSet::new(),
        addresses: names(&["courriel"]),
        choices: BTreeMap::new(),
    }
}

pub(crate) fn compiled() -> CompiledWorkflow {
    CompiledWorkflow::compile(&permit(), &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap()
}

pub(crate) fn answers(days: i64) -> Values {
    Values::from([("jours".to_owned(), Value::from(days)), ("courriel".to_owned(), Value::from("ana@example.org"))])
}

/// A case at work: what the tests move.
pub(crate) struct Play {
    pub(crate) cw: CompiledWorkflow,
    pub(crate) snapshot: Snapshot,
    pub(crate) last: Step,
}

impl Play {
    pub(crate) fn file(cw: CompiledWorkflow, days: i64, now: &str) -> Self {
        let last = start(&cw, &answers(days), at(now));
        let snapshot = Snapshot { answers: answers(days), state: last.state.clone() };
        Self { cw, snapshot, last }
    }

    pub(crate) fn filed(days: i64, now: &str) -> Self {
        Self::file(compiled(), days, now)
    }

    pub(crate) fn press(&mut self, transition: &str, input: Values, now: &str) {
        let wanted = self.wanted(transition, officer(), input);
        let step = crate::step(&self.cw, &self.snapshot, &wanted, at(now)).unwrap();
        self.keep(step);
    }

    pub(crate) fn wanted(&self, transition: &str, actor: Actor, input: Values) -> Move {
        Move { transition: slug(transition), actor, input, seen_version: self.snapshot.state.version }
    }

    pub(crate) fn keep(&mut self, step: Step) {
        self.snapshot.state = step.state.clone();
        self.last = step;
    }

    /// What will happen by itself.
    pub(crate) fn timers(&self) -> Vec<Timer> {
        crate::timers(&self.cw, &self.snapshot, &OpeningHours::OFFICE, self.snapshot.state.entered_at)
    }

    pub(crate) fn fired(&self, automation: &str, now: &str) -> Option<Step> {
        crate::fire(&self.cw, &self.snapshot, &slug(automation), &OpeningHours::OFFICE, at(now))
    }

    pub(crate) fn status(&self) -> &str {
        self.snapshot.state.status.as_str()
    }
}

pub(crate) fn officer() -> Actor {
    Actor::Agent { id: "luce".to_owned(), functions: BTreeSet::from([slug("instructeur")]) }
}
