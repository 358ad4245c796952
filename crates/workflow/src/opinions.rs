//! Opinions asked on a case, counted: what conditions read as `opinions`.

use expr::{Type, Value};
use serde::{Deserialize, Serialize};

/// What an opinion says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// Yes.
    Favourable,
    /// Yes, on conditions.
    Reserved,
    /// No.
    Unfavourable,
}

/// How many opinions a case waits for, and what those given say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions {
    /// Asked, and neither given nor given up.
    pub pending: u32,
    /// Given: yes.
    pub favourable: u32,
    /// Given: yes, on conditions.
    pub reserved: u32,
    /// Given: no.
    pub unfavourable: u32,
}

impl Opinions {
    /// The parts that expressions read, whole numbers all of them.
    pub const PARTS: [&str; 4] = ["pending", "favourable", "reserved", "unfavourable"];

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn give(&mut self, opinion: Opinion) {
        self.drop_one();
        let given = match opinion {
            Opinion::Favourable => &mut self.favourable,
            Opinion::Reserved => &mut self.reserved,
            Opinion::Unfavourable => &mut self.unfavourable,
        };
        *given = given.saturating_add(1);
    }

    pub(crate) fn drop_one(&mut self) {
        self.pending = self.pending.saturating_sub(1);
    }

    /// Their type in expressions.
    pub fn as_type() -> Type {
        Type::record(Self::PARTS.map(|part| (part.to_owned(), Type::Int)))
    }

    pub(crate) fn value(&self) -> Value {
        let counts = [self.pending, self.favourable, self.reserved, self.unfavourable];
        Value::Record(Self::PARTS.iter().zip(counts).map(|(part, count)| ((*part).to_owned(), Value::Int(count.into()))).collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        CompiledWorkflow, Effect, Workflow,
        example::{Play, at, names, permit, scope, slug},
        lint, opinion_given,
    };

    /// The permit on which two opinions are asked when it is taken; the refusal
    /// comes by itself when all are given and one says no.
    fn taken() -> Play {
        let mut document = serde_json::to_value(permit()).unwrap();
        document["functions"].as_array_mut().unwrap().push(json!({"slug": "voirie", "label": "Voirie"}));
        document["transitions"][0]["effects"] = json!([
            {"do": "request_opinion", "function": "voirie", "question": "La rue est-elle libre ?", "days": 10},
            {"do": "request_opinion", "function": "instructeur"}
        ]);
        document["automations"].as_array_mut().unwrap().push(json!({"slug": "avis", "in_status": ["instruction"], "on": "opinion_given",
            "condition": "opinions.pending == 0 && opinions.unfavourable > 0", "transition": "accord_tacite"}));
        let workflow: Workflow = serde_json::from_value(document).unwrap();
        assert_eq!(lint(&workflow), [], "a function that is only asked is not idle");
        let cw = CompiledWorkflow::compile(&workflow, &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap();
        let mut play = Play::file(cw, 3, "2026-05-04T08:00:00Z");
        play.press("prendre", Default::default(), "2026-05-04T08:00:00Z");
        play
    }

    fn given(play: &mut Play, opinion: Opinion) {
        let step = opinion_given(&play.cw, &play.snapshot, opinion, at("2026-05-05T08:00:00Z"));
        play.keep(step);
    }

    #[test]
    fn opinions_are_asked_counted_and_set_off_what_waits_for_them() {
        let mut play = taken();
        let usual = "Quel est votre avis sur cette demande\u{a0}?".to_owned();
        let asked = |function, question, days| Effect::RequestOpinion { function: slug(function), question, days };
        let first = asked("voirie", "La rue est-elle libre ?".to_owned(), Some(10));
        assert_eq!(play.last.effects, [first, asked("instructeur", usual, None)]);
        given(&mut play, Opinion::Unfavourable);
        assert_eq!((play.status(), play.snapshot.state.opinions.pending), ("instruction", 1), "the other one is awaited");
        given(&mut play, Opinion::Favourable);
        assert_eq!(play.status(), "acceptee");
        let counted = Opinions { pending: 0, favourable: 1, reserved: 0, unfavourable: 1 };
        assert_eq!((play.snapshot.state.opinions, play.snapshot.state.version), (counted, 4));
    }

    #[test]
    fn a_case_that_ends_waits_for_nobody() {
        let mut play = taken();
        play.press("refuser", [("motif".to_owned(), "Non".into())].into(), "2026-05-05T08:00:00Z");
        assert_eq!(play.snapshot.state.opinions, Opinions::default());
    }

    #[test]
    fn asking_on_the_way_out_is_found() {
        let mut document = serde_json::to_value(permit()).unwrap();
        document["transitions"][5]["effects"] = json!([{"do": "tag", "tag": "x"}, {"do": "request_opinion", "function": "instructeur"}]);
        let findings = lint(&serde_json::from_value(document).unwrap());
        assert_eq!(findings.into_iter().map(|finding| finding.path).collect::<Vec<_>>(), ["workflow.transitions.accepter.effects.1"]);
    }
}
