//! Making the legal delay longer, once.

use kernel::{
    Slug,
    setting::{Named, Setting, Shape},
};
use serde::{Deserialize, Serialize};

use crate::{
    Channel, Effect, Period, Recipient,
    check::Check,
    effects::{Emit, said::Said},
};

/// What authors call it.
pub(super) const LABEL: &str = "Prolonger le délai";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("months", "De combien de mois", Shape::Count(1, 24)),
    Setting::new("days", "Ou de combien de jours", Shape::Count(1, 366)),
    Setting::new("reason", "Le motif, toujours le même", Shape::LongText),
    Setting::new("from", "Le motif, dit par l’agent", Shape::Input).hint("L’usager le lit. Sa réponse à une question du formulaire de l’action."),
    Setting::new("template", "Votre message, au lieu du message habituel", Shape::Named(Named::Message)),
];

const CANNOT: &str = "Le délai n’est pas prolongé\u{a0}: il l’a déjà été, ou il ne court pas.";

/// Makes the legal delay longer, once; the citizen reads why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtendDeadline {
    /// Months more; or days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// Days more; or months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Why, always the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why, typed by the agent: an expression of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The message that tells it, instead of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Slug>,
}

impl ExtendDeadline {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let by = match (self.months, self.days) {
            (Some(months), None) => Period::Months(months.into()),
            (None, Some(days)) => Period::Days(days.into()),
            _ => {
                check.error("months", "Dites un nombre de mois, ou un nombre de jours.");
                return None;
            }
        };
        let said = Said::compile(self.reason.as_ref(), self.from.as_ref(), check)?;
        if self.from.is_none() && self.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            check.error("reason", "Dites pourquoi\u{a0}: l’usager a le droit de le savoir.");
            return None;
        }
        if let Some(template) = &self.template {
            check.message(template)?;
        }
        let template = self.template.clone();
        Some(Box::new(move |moment| {
            if !moment.may_extend {
                return vec![Effect::Journal { text: CANNOT.to_owned(), visible: false }];
            }
            let extended = Effect::ExtendDeadline { by, reason: said.text(moment), letter: template.is_none() };
            let message = template.clone().map(|template| Effect::Message {
                to: Recipient::Citizen,
                channels: vec![Channel::Email, Channel::InApp],
                template,
                attach: vec![],
            });
            [extended].into_iter().chain(message).collect()
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use crate::{
        CompiledWorkflow, Effect, Period, Refusal, Workflow, available,
        example::{Play, at, names, officer, permit, scope, slug},
        lint, step,
    };

    fn workflow() -> Workflow {
        let mut document = serde_json::to_value(permit()).unwrap();
        let extend = json!({"slug": "prolonger", "from": ["instruction", "attente"], "to": "same", "by": ["instructeur"], "label": "Prolonger",
            "input": "refus", "effects": [{"do": "extend_deadline", "months": 1, "from": "input.motif"}]});
        document["transitions"].as_array_mut().unwrap().push(extend);
        serde_json::from_value(document).unwrap()
    }

    fn taken() -> Play {
        let cw = CompiledWorkflow::compile(&workflow(), &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap();
        let mut play = Play::file(cw, 3, "2026-05-04T08:00:00Z");
        play.press("prendre", Default::default(), "2026-05-04T08:00:00Z");
        play
    }

    fn extended(play: &mut Play) {
        play.press("prolonger", [("motif".to_owned(), "Une enquête est en cours.".into())].into(), "2026-05-05T08:00:00Z");
    }

    #[test]
    fn the_delay_becomes_longer_once_and_says_why() {
        let mut play = taken();
        assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 7, 4)));
        extended(&mut play);
        assert_eq!(play.last.effects, [Effect::ExtendDeadline { by: Period::Months(1), reason: "Une enquête est en cours.".to_owned(), letter: true }]);
        assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 8, 4)));
        assert_eq!(play.timers()[0].due, at("2026-08-04T22:00:00Z"), "silence decides later");
        let offered = available(&play.cw, &play.snapshot, &officer(), at("2026-05-06T08:00:00Z"));
        assert!(offered.iter().all(|transition| transition.slug != "prolonger"), "once");
        let again = step(&play.cw, &play.snapshot, &play.wanted("prolonger", officer(), Default::default()), at("2026-05-06T08:00:00Z"));
        assert_eq!(again, Err(Refusal::ConditionFalse));
    }

    #[test]
    fn time_spent_waiting_for_the_citizen_is_added_to_the_longer_delay() {
        let mut play = taken();
        play.press("completer", [("liste".to_owned(), vec!["Plan"].into())].into(), "2026-05-05T08:00:00Z");
        extended(&mut play);
        assert_eq!(play.snapshot.state.clock.due, None, "it is still stopped");
        let answered = crate::on_event(&play.cw, &play.snapshot, crate::Event::CompletionAnswered, at("2026-05-15T08:00:00Z")).unwrap();
        assert_eq!(answered.state.clock.due, Some(date(2026, 8, 14)));
    }

    #[test]
    fn two_effects_of_one_step_extend_once() {
        let mut workflow = workflow();
        let last = workflow.transitions.last_mut().unwrap();
        let again = last.effects[0].clone();
        last.effects.push(again);
        let cw = CompiledWorkflow::compile(&workflow, &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap();
        let mut play = Play::file(cw, 3, "2026-05-04T08:00:00Z");
        play.press("prendre", Default::default(), "2026-05-04T08:00:00Z");
        extended(&mut play);
        assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 8, 4)));
        assert!(matches!(play.last.effects[1], Effect::Journal { visible: false, .. }));
    }

    #[test]
    fn without_a_delay_there_is_nothing_to_extend() {
        let mut workflow = workflow();
        workflow.legal_clock = None;
        workflow.automations.retain(|automation| automation.slug != slug("silence"));
        let found = lint(&workflow).into_iter().filter(crate::Finding::is_error).map(|finding| finding.path).collect::<Vec<_>>();
        assert_eq!(found, ["workflow.transitions.prolonger.effects.0"]);
    }
}
