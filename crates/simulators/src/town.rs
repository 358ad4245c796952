//! The software of a town hall: what the counter sends it, and how it answers.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use kernel::Timestamp;

/// Calls kept.
const KEPT: usize = 200;

/// How it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// As it should.
    Works,
    /// It does not want what is sent.
    Refuses,
    /// It is out of order.
    Fails,
    /// After everybody stopped waiting.
    Slow,
    /// Something that is no document.
    Garbled,
    /// A document without what is looked for.
    Strange,
}

impl Mood {
    /// Each with its word in forms, and as a person reads it.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Works, "repond", "Il répond"),
        (Self::Refuses, "refuse", "Il refuse ce qui est envoyé (422)"),
        (Self::Fails, "panne", "Il est en panne (503)"),
        (Self::Slow, "lent", "Il met trop de temps"),
        (Self::Garbled, "illisible", "Il répond n’importe quoi"),
        (Self::Strange, "autre", "Sa réponse n’a pas ce qui est attendu"),
    ];
}

/// A call that it received.
#[derive(Clone)]
pub(crate) struct Received {
    pub at: Timestamp,
    /// The idempotency key: one file for one key.
    pub key: String,
    /// The number of the request; nothing for a try.
    pub reference: String,
    /// The number of the file it opened, when it works.
    pub number: Option<String>,
}

/// The software. It keeps nothing when the program stops.
#[derive(Default)]
pub(crate) struct Town(Mutex<Kept>);

struct Kept {
    mood: Mood,
    opened: u32,
    received: VecDeque<Received>,
}

impl Default for Kept {
    fn default() -> Self {
        Self { mood: Mood::Works, opened: 0, received: VecDeque::new() }
    }
}

impl Town {
    pub(crate) fn mood(&self) -> Mood {
        self.kept().mood
    }

    pub(crate) fn set_mood(&self, mood: Mood) {
        self.kept().mood = mood;
    }

    /// Receives a call; the number of its file when it works. The same key has the same file.
    pub(crate) fn receive(&self, at: Timestamp, key: &str, reference: &str) -> Option<String> {
        let mut kept = self.kept();
        let number = (kept.mood == Mood::Works).then(|| kept.number(key));
        if kept.received.len() == KEPT {
            kept.received.pop_front();
        }
        let (key, reference) = (key.to_owned(), reference.to_owned());
        kept.received.push_back(Received { at, key, reference, number: number.clone() });
        number
    }

    /// Every call, oldest first.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.kept().received.iter().cloned().collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn number(&mut self, key: &str) -> String {
        let known =
            self.received.iter().find(|received| !key.is_empty() && received.key == key).and_then(|received| received.number.clone());
        known.unwrap_or_else(|| {
            self.opened += 1;
            format!("D-{:04}", self.opened)
        })
    }
}
