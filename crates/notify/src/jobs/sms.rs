//! Text messages, sent after the commit.

use db::{
    Databases,
    jobs::{JobError, JobRun, NewJob},
};
use kernel::{Personal, values::Phone};
use serde::{Deserialize, Serialize};

use super::{begin, concluded};
use crate::{
    Text, Texter,
    store::sendings::{Channel, NewSending},
};

/// The kind of the job that sends a text message.
pub(super) const SMS: &str = "notify.sms";

/// A text message to send.
#[derive(Debug)]
pub struct SmsOrder {
    /// Whom it is to.
    pub to: Personal<Phone>,
    /// What it is for, as the console shows it: `case`.
    pub purpose: &'static str,
    /// What it says, in plain text.
    pub text: Personal<String>,
}

/// The order while it waits among the jobs; forgotten once done.
#[derive(Serialize, Deserialize)]
struct Payload {
    to: String,
    purpose: String,
    text: String,
}

impl From<SmsOrder> for NewJob {
    /// The job that sends it: give it a key, so that it is asked for once.
    fn from(order: SmsOrder) -> Self {
        let SmsOrder { to, purpose, text } = order;
        Self::new(SMS, Payload { to: to.expose().as_str().to_owned(), purpose: purpose.to_owned(), text: text.into_exposed() })
    }
}

/// A message refused for good ends its job, so that its number is forgotten.
pub(super) async fn send(databases: Databases, texter: Texter, run: JobRun) -> Result<(), JobError> {
    let Payload { to, purpose, text } = run.job.payload()?;
    let (key, origin) = (run.job.id.to_string(), run.db.to_string());
    let sending = NewSending { key: &key, channel: Channel::Sms, purpose: &purpose, origin: &origin };
    if !begin(&databases, &run, sending).await? {
        return Ok(());
    }
    let outcome = texter.send(&key, &Text { to: to.into(), body: text.into() }).await;
    concluded(&databases, &key, outcome).await
}
