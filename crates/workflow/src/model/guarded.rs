//! An effect where an author puts it, and what it depends on.

use serde::{Deserialize, Serialize};

use crate::EffectSpec;

/// An effect, done only when its condition holds at that moment of the step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardedEffect {
    /// Expression that must hold; else the effect is skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// What is done.
    #[serde(flatten)]
    pub effect: EffectSpec,
}

impl From<EffectSpec> for GuardedEffect {
    fn from(effect: EffectSpec) -> Self {
        Self { when: None, effect }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::{
        CompiledWorkflow, Finding, Skipped, Workflow,
        example::{Play, names, permit, scope, slug},
    };

    fn compiled(change: impl FnOnce(&mut Json)) -> Result<CompiledWorkflow, Vec<Finding>> {
        let mut document = serde_json::to_value(permit()).unwrap();
        change(&mut document);
        let workflow: Workflow = serde_json::from_value(document).unwrap();
        CompiledWorkflow::compile(&workflow, &scope(), &names())
    }

    /// Refusing tags the case when the reason was given, and tells it when it stands.
    fn refusal(days: i64, reason: &str) -> Play {
        let cw = compiled(|document| {
            document["transitions"][6]["effects"] = json!([
                {"do": "tag", "tag": "motive", "when": "has(input.motif)"},
                {"do": "set_data", "slug": "motif", "value": "input.motif", "when": "jours > 2"},
                {"do": "journal", "text": "Refusée.", "when": "data.motif == 'trop long'"}
            ]);
        });
        let mut play = Play::file(cw.map_err(|findings| format!("{findings:?}")).unwrap(), days, "2026-05-04T08:00:00Z");
        play.press("prendre", Default::default(), "2026-05-04T08:00:00Z");
        play.press("refuser", [("motif".to_owned(), reason.into())].into(), "2026-05-04T09:00:00Z");
        play
    }

    fn skipped(at: usize) -> Skipped {
        Skipped { of: Some(slug("refuser")), at }
    }

    #[test]
    fn an_effect_is_done_when_its_condition_holds_and_told_when_it_does_not() {
        let all = refusal(3, "trop long");
        assert_eq!((all.last.effects.len(), all.last.skipped.as_slice()), (3, &[][..]), "each sees what those before it changed");
        let short = refusal(1, "trop long");
        assert_eq!(short.last.skipped, [skipped(1), skipped(2)], "nothing was noted, nothing is read");
        assert!(short.snapshot.state.data.is_empty() && short.snapshot.state.tags.contains("motive"));
        assert_eq!(refusal(3, "").last.skipped, [skipped(0), skipped(2)]);
    }

    #[test]
    fn a_condition_is_typed_where_it_stands() {
        let wrong = |when: &str| {
            let found = compiled(|document| document["on_filed"][0]["when"] = json!(when)).err().unwrap_or_default();
            found.into_iter().map(|finding| finding.path).collect::<Vec<_>>()
        };
        for when in ["jours", "inconnu == 1", "input.motif == ''", "jours >"] {
            assert_eq!(wrong(when), ["workflow.on_filed.0.when"], "{when}");
        }
        assert!(wrong("jours > 1").is_empty());
    }

    #[test]
    fn an_effect_without_condition_is_written_as_it_was() {
        let plain = json!({"do": "tag", "tag": "x"});
        let read = |written: &Json| serde_json::from_value::<GuardedEffect>(written.clone());
        assert_eq!(serde_json::to_value(read(&plain).unwrap()).unwrap(), plain);
        let guarded = json!({"when": "jours > 1", "do": "tag", "tag": "x"});
        assert_eq!(serde_json::to_value(read(&guarded).unwrap()).unwrap(), guarded);
        assert!(read(&json!({"do": "tag", "tag": "x", "colour": "red"})).is_err());
        assert!(read(&json!({"when": "true"})).is_err());
    }
}
