//! Sending after the commit, and forgetting what is old.

mod sms;
#[cfg(test)]
mod tests;

use db::{
    Databases, Kind,
    jobs::{Handler, JobError, JobRun, NewJob, Schedule},
};
use jiff::SignedDuration;
use kernel::{Personal, Timestamp, values::Email};
use serde::{Deserialize, Serialize};

pub use sms::SmsOrder;

use crate::{
    Brand, Letter, Mailer, SendError, Texter, mail,
    store::{
        notices,
        sendings::{self, Channel, NewSending},
    },
};

/// The kind of the job that sends an e-mail.
const MAIL: &str = "notify.mail";
const DAY: i64 = 24 * 3600;
/// Notices are kept over a year, so that a yearly matter can be found again.
const NOTICES_DAYS: i64 = 400;
/// Longer than jobs are, whose repetitions these lines stop.
const SENDINGS_DAYS: i64 = 90;

/// A letter to send by e-mail.
#[derive(Debug)]
pub struct MailOrder {
    /// Whom it is to.
    pub to: Personal<Email>,
    /// What it is for, as the console shows it: `case.acknowledged`.
    pub purpose: &'static str,
    /// What it says.
    pub letter: Letter,
    /// In whose name.
    pub brand: Brand,
}

/// The order while it waits among the jobs; forgotten once done.
#[derive(Serialize, Deserialize)]
struct Payload {
    to: String,
    purpose: String,
    letter: Letter,
    brand: Brand,
}

impl From<MailOrder> for NewJob {
    /// The job that sends it: give it a key, so that it is asked for once.
    fn from(order: MailOrder) -> Self {
        let MailOrder { to, purpose, letter, brand } = order;
        let to = to.expose().as_str().to_owned();
        Self::new(MAIL, Payload { to, purpose: purpose.to_owned(), letter, brand })
    }
}

/// The handlers of what this part sends.
pub fn jobs(databases: Databases, mailer: Mailer, texter: Texter) -> Vec<Handler> {
    let post = databases.clone();
    vec![
        Handler::new(MAIL, move |run| send_mail(post.clone(), mailer.clone(), run)),
        Handler::new(sms::SMS, move |run| sms::send(databases.clone(), texter.clone(), run)),
    ]
}

/// The periodic work of this part.
pub fn schedules(databases: Databases) -> Vec<Schedule> {
    vec![Schedule::new("notify.purge", DAY, &[Kind::Platform], move |run| purge(databases.clone(), run))]
}

/// A message refused for good ends its job, so that its address is forgotten:
/// the line in `sendings` remains to tell it.
async fn send_mail(databases: Databases, mailer: Mailer, run: JobRun) -> Result<(), JobError> {
    let order: Payload = run.job.payload()?;
    let to = Email::parse(&order.to).ok_or_else(|| JobError::GiveUp("the address cannot be read".to_owned()))?;
    let (key, origin) = (run.job.id.to_string(), run.db.to_string());
    let sending = NewSending { key: &key, channel: Channel::Mail, purpose: &order.purpose, origin: &origin };
    if !begin(&databases, &run, sending).await? {
        return Ok(());
    }
    let mail = mail::compose(&order.letter, &order.brand, to.into(), &key);
    let outcome = mailer.send(&mail, run.moment.wall).await;
    concluded(&databases, &key, outcome).await
}

/// Writes down what became of a message; whether its job is to be done again.
async fn concluded(databases: &Databases, key: &str, outcome: Result<(), SendError>) -> Result<(), JobError> {
    if let Err(error) = settle(databases, key, &outcome).await {
        // no reason to send it twice
        tracing::warn!(sending = key, %error, "what became of a message could not be written down");
    }
    match outcome {
        Ok(()) | Err(SendError::Permanent(_)) => Ok(()),
        Err(SendError::Temporary(reason)) => Err(JobError::Retry(reason)),
    }
}

async fn begin(databases: &Databases, run: &JobRun, sending: NewSending<'_>) -> db::Result<bool> {
    let mut tx = databases.platform_write().await?;
    let begun = sendings::begin(&mut tx, &run.moment, sending).await?;
    tx.commit().await?;
    Ok(begun)
}

async fn settle(databases: &Databases, key: &str, outcome: &Result<(), SendError>) -> db::Result<()> {
    let mut tx = databases.platform_write().await?;
    sendings::settle(&mut tx, key, outcome, databases.clock().wall()).await?;
    tx.commit().await
}

async fn purge(databases: Databases, run: JobRun) -> Result<(), JobError> {
    // real time: moving the demo's clock forgets nothing
    let before = |days: i64| run.moment.wall.saturating_sub(SignedDuration::from_secs(days * DAY)).unwrap_or(Timestamp::MIN);
    let mut tx = databases.platform_write().await?;
    notices::purge(&mut tx, before(NOTICES_DAYS)).await?;
    sendings::purge(&mut tx, before(SENDINGS_DAYS)).await?;
    tx.commit().await?;
    Ok(())
}
