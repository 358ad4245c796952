//! The way out for e-mails.

mod message;
mod smtp;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use kernel::Timestamp;

pub use smtp::{SettingsError, SmtpSettings, Tls};

use crate::Mail;

/// Why a message was not accepted. The texts hold no address and no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may be accepted later.
    #[error("not accepted for now: {0}")]
    Temporary(String),
    /// It never will be: trying again would not help.
    #[error("refused: {0}")]
    Permanent(String),
}

/// Hands e-mails over: to a relay, or in tests to memory. Cheap to clone.
#[derive(Clone)]
pub struct Mailer(Way);

#[derive(Clone)]
enum Way {
    Smtp(smtp::Relay),
    Memory(Arc<Mutex<Vec<Mail>>>),
}

impl Mailer {
    /// Sends through a relay.
    ///
    /// # Errors
    /// [`SettingsError`] when TLS cannot be set up for this host.
    pub fn smtp(settings: SmtpSettings) -> Result<Self, SettingsError> {
        smtp::Relay::new(settings).map(Way::Smtp).map(Self)
    }

    /// Keeps in memory what is sent, for tests: see [`Mailer::sent`].
    pub fn memory() -> Self {
        Self(Way::Memory(Arc::default()))
    }

    /// Hands a message over; accepted, it is the relay's to deliver. `at` is
    /// the date it bears, in real time.
    ///
    /// # Errors
    /// [`SendError`] tells whether to try again.
    pub async fn send(&self, mail: &Mail, at: Timestamp) -> Result<(), SendError> {
        match &self.0 {
            Way::Smtp(relay) => relay.send(&message::build(mail, at)?).await,
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
        }
    }

    /// What was sent to memory, oldest first; nothing for a relay.
    pub fn sent(&self) -> Vec<Mail> {
        match &self.0 {
            Way::Smtp(_) => Vec::new(),
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}
