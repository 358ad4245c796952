//! Making a call, and writing down how it went.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use cases::{Call, CallTrouble, Connectors};
use db::{InstanceKey, InstanceTx};
use jiff::SignedDuration;
use kernel::{Moment, Slug, Timestamp};
use outbound::{Answer, CallError, Request};
use serde_json::Value as Json;
use tokio::time::Instant;
use web::{Failure, house::BoxFuture};
use workflow::CallFailure;

use crate::{
    Exchange,
    model::{Connector, Outcome, Past, Proof},
    store::{bindings, calls, connectors},
};

/// What came of a call is kept so long, in days.
const KEPT: i64 = 30;

/// Something to send.
pub(crate) struct Sent<'a> {
    pub connector: &'a Connector,
    /// The same for the same thing sent again.
    pub key: &'a str,
    /// The number of the case; nothing for a try.
    pub about: Option<&'a str>,
    /// Where it may be answered later; nowhere for a try.
    pub answer_at: Option<&'a str>,
    pub body: &'a Json,
}

impl Connectors for Exchange {
    fn call<'a>(&'a self, moment: &'a Moment, instance: &'a InstanceKey, call: Call<'a>) -> BoxFuture<'a, Result<Json, CallTrouble>> {
        Box::pin(async move {
            let Some(connector) = self.behind(instance, call.teleservice, call.connector).await? else {
                return Err(CallTrouble::Failed { failure: CallFailure::Unbound, status: None });
            };
            let sent = Sent {
                connector: &connector,
                key: call.key,
                about: Some(call.reference),
                answer_at: Some(call.answer_at),
                body: call.body,
            };
            self.send(moment, instance, sent).await
        })
    }

    fn is_bound<'a>(&'a self, tx: &'a mut InstanceTx, teleservice: &'a Slug, connector: &'a Slug) -> BoxFuture<'a, Result<bool, Failure>> {
        Box::pin(Self::is_bound(self, tx, teleservice, connector))
    }
}

impl Exchange {
    async fn behind(&self, instance: &InstanceKey, teleservice: &Slug, name: &Slug) -> db::Result<Option<Connector>> {
        let mut tx = self.databases().instance_read(instance).await?;
        match bindings::behind(&mut tx, teleservice, name).await? {
            Some(connector) => connectors::by_slug(&mut tx, &connector).await,
            None => Ok(None),
        }
    }

    /// Sends, waits for the answer, and writes down how it went.
    pub(crate) async fn send(&self, moment: &Moment, instance: &InstanceKey, sent: Sent<'_>) -> Result<Json, CallTrouble> {
        let request = self.request(&sent)?;
        let began = Instant::now();
        let answer = self.http().send(request).await;
        let status = answer.as_ref().ok().map(|answer| answer.status);
        let read = read(answer);
        let past = Past {
            at: moment.now,
            about: sent.about.map(str::to_owned),
            outcome: read.as_ref().map_or_else(|failure| Outcome::from(*failure), |_| Outcome::Answered),
            status: status.map(i64::from),
            millis: i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX),
        };
        let mut tx = self.databases().instance_write(instance).await?;
        calls::add(&mut tx, moment, &sent.connector.slug, &past, earlier(moment.now, KEPT)).await?;
        tx.commit().await?;
        read.map_err(|failure| CallTrouble::Failed { failure, status })
    }

    fn request(&self, sent: &Sent<'_>) -> db::Result<Request> {
        let Connector { slug, url, proof, name, secret, seconds, .. } = sent.connector;
        let secret = secret.as_ref().map(|sealed| self.opened(slug, sealed.expose())).transpose()?.unwrap_or_default();
        let request = Request::json(url, sent.body)
            .header("accept", "application/json")
            .header("idempotency-key", sent.key)
            .within(Duration::from_secs(seconds.unsigned_abs()));
        let told = [("guichet-reference", sent.about), ("guichet-answer-at", sent.answer_at)];
        let request = told.into_iter().fold(request, |request, (name, value)| match value {
            Some(value) => request.header(name, value),
            None => request,
        });
        Ok(match proof {
            Proof::None => request,
            Proof::Bearer => request.header("authorization", format!("Bearer {secret}")),
            Proof::Basic => request.header("authorization", format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")))),
            Proof::Header => request.header(name.clone(), secret),
        })
    }
}

/// The document answered, or the way in which the call failed. An empty answer is nothing.
fn read(answer: Result<Answer, CallError>) -> Result<Json, CallFailure> {
    let answer = answer.map_err(|error| match error {
        CallError::TimedOut | CallError::Unreachable => CallFailure::Unreachable,
        CallError::Refused => CallFailure::Refused,
        CallError::TooLarge | CallError::Unreadable(_) => CallFailure::Unreadable,
    })?;
    match answer.status {
        200..300 if answer.body.trim_ascii().is_empty() => Ok(Json::Null),
        200..300 => answer.json().map_err(|_| CallFailure::Unreadable),
        // come back later (RFC 9110, RFC 8470, RFC 6585)
        408 | 425 | 429 | 500.. => Err(CallFailure::Failing),
        _ => Err(CallFailure::Refused),
    }
}

fn earlier(at: Timestamp, days: i64) -> Timestamp {
    at.saturating_sub(SignedDuration::from_hours(days * 24)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, body: &str) -> Result<Json, CallFailure> {
        read(Ok(Answer { status, content_type: String::new(), body: body.as_bytes().to_vec() }))
    }

    #[test]
    fn an_answer_is_a_document_or_nothing() {
        assert_eq!(answered(200, r#"{"a":1}"#), Ok(serde_json::json!({ "a": 1 })));
        assert_eq!(answered(204, " \n"), Ok(Json::Null));
        assert_eq!(answered(200, "<html>"), Err(CallFailure::Unreadable));
        assert_eq!(read(Err(CallError::TooLarge)), Err(CallFailure::Unreadable));
    }

    #[test]
    fn each_status_has_its_way_to_fail() {
        for (status, failure) in [
            (302, CallFailure::Refused),
            (400, CallFailure::Refused),
            (404, CallFailure::Refused),
            (429, CallFailure::Failing),
            (500, CallFailure::Failing),
            (503, CallFailure::Failing),
        ] {
            assert_eq!(answered(status, "{}"), Err(failure), "{status}");
        }
        assert_eq!(read(Err(CallError::TimedOut)), Err(CallFailure::Unreachable));
        assert_eq!(read(Err(CallError::Refused)), Err(CallFailure::Refused), "an address that may not be called");
    }
}
