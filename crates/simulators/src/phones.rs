//! A gateway for text messages, and the telephones behind it.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// Messages kept.
const KEPT: usize = 500;

/// A message as it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sms {
    pub to: String,
    pub from: String,
    pub text: String,
}

/// A message that arrived.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Arrived {
    pub at: Timestamp,
    #[serde(skip)]
    pub key: String,
    #[serde(flatten)]
    pub sms: Sms,
}

/// The telephones. They keep nothing when the program stops.
#[derive(Default)]
pub(crate) struct Phones(Mutex<VecDeque<Arrived>>);

impl Phones {
    /// Receives a message; the same key is the same message.
    pub(crate) fn receive(&self, at: Timestamp, key: &str, sms: Sms) {
        let mut kept = self.kept();
        if !key.is_empty() && kept.iter().any(|known| known.key == key) {
            return;
        }
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(Arrived { at, key: key.to_owned(), sms });
    }

    /// Every message, oldest first.
    pub(crate) fn all(&self) -> Vec<Arrived> {
        self.kept().iter().cloned().collect()
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Arrived>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
