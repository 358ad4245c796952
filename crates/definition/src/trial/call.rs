//! What another program answers, or how it fails.

use std::collections::BTreeMap;

use kernel::Slug;
use serde_json::{Value as Json, json};
use workflow::{CallFailure, DataField, DataType, Effect, answered, follow, read_answer};

use super::{Rehearsal, fill::quoted, player::Player};
use crate::{AnswerCall, FailCall, TestStep};

/// A call that waits for its answer.
pub(super) struct Call {
    connector: Slug,
    answer: BTreeMap<Slug, String>,
    on_success: Option<Slug>,
    on_failure: BTreeMap<CallFailure, Slug>,
}

impl Call {
    /// The call that an effect makes, if it does.
    pub(super) fn of(effect: &Effect) -> Option<Self> {
        let Effect::CallConnector { connector, answer, on_success, on_failure, .. } = effect else { return None };
        let (connector, answer) = (connector.clone(), answer.clone());
        Some(Self { connector, answer, on_success: on_success.clone(), on_failure: on_failure.clone() })
    }
}

impl Rehearsal<'_> {
    /// The connectors whose calls wait for an answer, oldest first.
    pub fn called(&self) -> impl Iterator<Item = &Slug> {
        self.player.calls.iter().map(|call| &call.connector)
    }

    /// Whether something failed that nothing was planned for.
    pub fn is_blocked(&self) -> bool {
        self.player.is_stopped
    }

    /// The step in which the program that was called gives all that is read in its answer.
    pub fn answering(&self, connector: &Slug) -> Option<TestStep> {
        let call = self.player.calls.iter().find(|call| call.connector == *connector)?;
        let with = sample(&self.player.compiled.workflow().workflow().data, &call.answer);
        Some(TestStep::AnswerCall(AnswerCall { connector: connector.clone(), with }))
    }
}

/// A document that has something of its type at the end of each path.
fn sample(fields: &[DataField], wanted: &BTreeMap<Slug, String>) -> Json {
    let mut document = json!({});
    for (slug, path) in wanted {
        let kind = fields.iter().find(|field| field.slug == *slug).map(|field| field.kind);
        let mut place = &mut document;
        for part in path.split('.') {
            if !place.is_object() {
                *place = json!({});
            }
            place = &mut place[part];
        }
        *place = match kind {
            Some(DataType::Number) => json!(12),
            Some(DataType::Boolean) => json!(true),
            Some(DataType::Date) => json!("2026-05-04"),
            Some(DataType::Text) | None => json!("Exemple"),
        };
    }
    document
}

impl Player<'_> {
    pub(super) fn answer_call(&mut self, given: &AnswerCall) -> Result<(), String> {
        let call = self.take_call(&given.connector)?;
        match read_answer(&self.compiled.workflow().workflow().data, &call.answer, &given.with) {
            Ok(data) => {
                let step = answered(self.compiled.workflow(), self.snapshot()?, data, call.on_success.as_ref(), self.now);
                self.keep(step, BTreeMap::new())
            }
            Err(_) => self.fail(&call, CallFailure::Mismatch),
        }
    }

    pub(super) fn fail_call(&mut self, given: &FailCall) -> Result<(), String> {
        let call = self.take_call(&given.connector)?;
        self.fail(&call, given.how)
    }

    /// As in life: the transition meant for it; the case is stopped when it cannot be taken.
    fn fail(&mut self, call: &Call, how: CallFailure) -> Result<(), String> {
        let meant = call.on_failure.get(&how);
        let snapshot = self.snapshot()?;
        match meant.and_then(|transition| follow(self.compiled.workflow(), snapshot, transition, self.now)) {
            Some(step) => self.keep(step, BTreeMap::new()),
            None => {
                self.is_stopped = true;
                Ok(())
            }
        }
    }

    fn take_call(&mut self, connector: &Slug) -> Result<Call, String> {
        let place = self.calls.iter().position(|call| call.connector == *connector);
        let place = place.ok_or_else(|| format!("Aucun appel à {} n’attend de réponse.", quoted(connector)))?;
        self.turn_over();
        Ok(self.calls.remove(place))
    }
}
