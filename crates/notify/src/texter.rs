//! The way out for text messages: an HTTP gateway.
//!
//! It receives `{"to": "+33…", "from": "…", "text": "…"}`, the key of the message in
//! `Idempotency-Key`, and answers 2xx once it has accepted it.

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use kernel::Personal;
use outbound::{CallError, Http, Request};
use serde_json::json;

use crate::SendError;

/// A text message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The telephone, with its country.
    pub to: Personal<String>,
    /// What it says.
    pub body: Personal<String>,
}

/// Where text messages are handed over.
#[derive(Clone)]
pub struct GatewaySettings {
    /// The address that receives them.
    pub url: String,
    /// Proves who we are, in `Authorization: Bearer …`.
    pub token: Option<String>,
    /// The name that the telephone shows.
    pub from: String,
}

/// Hands text messages over: to a gateway, in tests to memory. Cheap to clone.
#[derive(Clone)]
pub struct Texter(Way);

#[derive(Clone)]
enum Way {
    Gateway(Http, Arc<GatewaySettings>),
    Memory(Arc<Mutex<Vec<Text>>>),
    Nowhere,
}

impl Texter {
    /// Sends through a gateway; refuses everything for good when there is none.
    pub fn new(http: Http, settings: Option<GatewaySettings>) -> Self {
        Self(settings.map_or(Way::Nowhere, |settings| Way::Gateway(http, Arc::new(settings))))
    }

    /// Keeps in memory what is sent, for tests: see [`Texter::sent`].
    pub fn memory() -> Self {
        Self(Way::Memory(Arc::default()))
    }

    /// Hands a message over; `key` tells it from all others.
    ///
    /// # Errors
    /// [`SendError`] tells whether to try again.
    pub async fn send(&self, key: &str, text: &Text) -> Result<(), SendError> {
        match &self.0 {
            Way::Gateway(http, settings) => through(http, settings, key, text).await,
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(text.clone());
                Ok(())
            }
            Way::Nowhere => Err(SendError::Permanent("no gateway for text messages is configured".to_owned())),
        }
    }

    /// What was sent to memory, oldest first.
    pub fn sent(&self) -> Vec<Text> {
        match &self.0 {
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Gateway(..) | Way::Nowhere => Vec::new(),
        }
    }
}

async fn through(http: &Http, settings: &GatewaySettings, key: &str, text: &Text) -> Result<(), SendError> {
    let body = json!({ "to": text.to.expose(), "from": settings.from, "text": text.body.expose() });
    let request = Request::json(settings.url.as_str(), &body).header("idempotency-key", key);
    let request = match &settings.token {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request,
    };
    match http.send(request).await {
        Ok(answer) if answer.is_success() => Ok(()),
        Ok(answer) if answer.status == 429 || answer.status >= 500 => Err(SendError::Temporary(answered(answer.status))),
        Ok(answer) => Err(SendError::Permanent(answered(answer.status))),
        Err(CallError::Refused) => Err(SendError::Permanent(CallError::Refused.to_string())),
        Err(error) => Err(SendError::Temporary(error.to_string())),
    }
}

fn answered(status: u16) -> String {
    format!("the gateway answered {status}")
}
