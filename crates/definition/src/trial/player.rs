//! The state of a test while it runs.

use std::collections::BTreeMap;

use expr::{Today, Value, Values};
use forms::{Answers, FieldError, Journey, Lookups, Outcome};
use jiff::Timestamp;
use kernel::{OpeningHours, Slug};
use workflow::{Effect, EffectSpec, Skipped, Snapshot, Step};

use super::{Told, call::Call};
use crate::{AuthorityContext, CannotRender, CaseContext, Compiled, Context, ServiceContext, render_document, render_message};

pub(super) const NOT_SENT: &str = "La demande n’est pas encore envoyée.";

/// Plays the citizen, the agents and the time.
pub(super) struct Player<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) lookups: &'a Lookups,
    pub(super) now: Timestamp,
    pub(super) answers: Answers,
    /// What is wrong on the page just filled in, when it is refused.
    pub(super) refused: Option<Vec<FieldError>>,
    /// The case, once sent.
    pub(super) case: Option<Snapshot>,
    /// The calls that wait for an answer, oldest first.
    pub(super) calls: Vec<Call>,
    /// Whether something failed that nothing was planned for.
    pub(super) is_stopped: bool,
    /// What the last thing done brought about.
    pub(super) effects: Vec<Effect>,
    /// What it did not do, for want of its condition.
    pub(super) skipped: Vec<EffectSpec>,
    /// Whose opinions were asked and not given.
    pub(super) awaited: Vec<Slug>,
    /// All of it in words, since they were last taken.
    pub(super) told: Vec<Told>,
    /// How many automations fired or tried to, since the beginning.
    pub(super) fired: usize,
}

impl<'a> Player<'a> {
    pub(super) fn new(compiled: &'a Compiled, lookups: &'a Lookups, now: Timestamp) -> Self {
        Self {
            compiled,
            lookups,
            now,
            answers: Answers::new(),
            refused: None,
            case: None,
            calls: vec![],
            is_stopped: false,
            effects: vec![],
            skipped: vec![],
            awaited: vec![],
            told: vec![],
            fired: 0,
        }
    }

    pub(super) fn today(&self) -> Today {
        Today { now: self.now }
    }

    pub(super) fn journey<'b>(&'b self, extra: &Values) -> Journey<'b> {
        Journey::new(self.compiled.form(), &self.answers, self.lookups, self.today(), extra)
    }

    /// What stands for the account: nothing is known of the citizen.
    pub(super) fn extra() -> Values {
        let case = Value::Record([("channel".to_owned(), Value::from("online"))].into());
        Values::from([("case".to_owned(), case)])
    }

    pub(super) fn unexpected_errors(&self) -> Option<String> {
        self.refused.as_ref().map(|errors| match errors.is_empty() {
            true => "La page reste affichée. Répondez à toutes les questions.".to_owned(),
            false => in_words(errors),
        })
    }

    pub(super) fn snapshot(&self) -> Result<&Snapshot, String> {
        self.case.as_ref().ok_or_else(|| NOT_SENT.to_owned())
    }

    /// Keeps what a step of the workflow gives, its texts written as they will be.
    pub(super) fn keep(&mut self, step: Step, input: BTreeMap<String, String>) -> Result<(), String> {
        let context = self.context(&step, input);
        if let Some(case) = &mut self.case {
            case.state = step.state;
        }
        self.effects.extend(step.effects.iter().cloned());
        self.calls.extend(step.effects.iter().filter_map(Call::of));
        for effect in &step.effects {
            if let Effect::RequestOpinion { function, .. } = effect {
                self.awaited.push(function.clone());
            }
            let told = self.write(effect, &context).map_err(|error| format!("Un texte ne s’écrit pas\u{a0}: {error}."))?;
            self.told.push(told);
        }
        let skipped: Vec<_> = step.skipped.iter().filter_map(|skipped| self.written(skipped)).collect();
        self.told.extend(skipped.iter().cloned().map(Told::Skipped));
        self.skipped.extend(skipped);
        Ok(())
    }

    /// Nothing of what was done before the next thing is looked at any more.
    pub(super) fn turn_over(&mut self) {
        self.effects.clear();
        self.skipped.clear();
    }

    fn written(&self, skipped: &Skipped) -> Option<EffectSpec> {
        let workflow = self.compiled.workflow();
        let effects = match &skipped.of {
            Some(transition) => &workflow.transition(transition)?.effects,
            None => &workflow.workflow().on_filed,
        };
        effects.get(skipped.at).map(|guarded| guarded.effect.clone())
    }

    fn write(&self, effect: &Effect, context: &Context) -> Result<Told, CannotRender> {
        Ok(match effect {
            Effect::Message { template, to, attach, .. } => {
                let words = render_message(self.compiled, template.as_str(), context)?;
                attach.iter().try_for_each(|document| render_document(self.compiled, document.as_str(), context).map(drop))?;
                Told::Message { template: template.clone(), to: to.clone(), words }
            }
            Effect::Document { template, share } => {
                let words = render_document(self.compiled, template.as_str(), context)?;
                Told::Document { template: template.clone(), words, share: *share }
            }
            effect => Told::Other(effect.clone()),
        })
    }

    fn context(&self, step: &Step, input: BTreeMap<String, String>) -> Context {
        let case = CaseContext { reference: "ESSAI-1".to_owned(), url: "https://exemple.fr/essai".to_owned(), ..CaseContext::default() };
        let authority = AuthorityContext { name: "Votre commune".to_owned(), ..AuthorityContext::default() };
        let service = ServiceContext {
            name: self.compiled.about().settings.responder.clone(),
            hours: OpeningHours::OFFICE.in_words().join("\u{a0}; "),
            ..ServiceContext::default()
        };
        let answers = self.compiled.answer_texts(&self.answers, self.lookups);
        let (parts, data) = (self.compiled.answer_parts(&self.answers), self.compiled.data_texts(&step.state));
        let asked = step
            .effects
            .iter()
            .find_map(|effect| if let Effect::RequestCompletion { items, .. } = effect { Some(items.clone()) } else { None });
        Context { case, authority, service, answers, parts, data, input, asked: asked.unwrap_or_default(), summary: vec![] }
    }
}

/// What must be corrected before the page may be left; `None` when it may.
pub(super) fn refusal(outcome: &Outcome) -> Option<Vec<FieldError>> {
    let errors = outcome.state.errors().iter().map(|error| FieldError::new(error.field.as_str(), error.message.as_str()));
    (!outcome.may_go_on()).then(|| errors.collect())
}

pub(super) fn in_words(errors: &[FieldError]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join(" ")
}
