//! What it remembers: nothing outlives the program.

use std::sync::Arc;

use kernel::{Moment, Timestamp};

use super::{
    identity::Identity,
    keys::KeyRing,
    moods::{self, Mood},
    request::Request,
    shelf::Shelf,
};

/// How long a person may take to sign in, and a session may sleep, in seconds.
pub(super) const SESSION: i64 = 1_800;
/// How long a code may wait, in seconds.
const CODE: i64 = 30;
/// How long tokens are worth something, in seconds.
pub(super) const TOKEN: i64 = 60;

/// Everything.
pub(super) struct Memory {
    pub keys: KeyRing,
    pub mood: &'static Mood,
    /// Requests of clients whose person has not answered yet.
    pub waiting: Shelf<Waiting>,
    pub sessions: Shelf<Session>,
    codes: Shelf<Code>,
    tokens: Shelf<Arc<Grant>>,
    /// The code given last, for the mood that gives it again.
    last_code: Option<String>,
    /// Assertions of clients that were used.
    assertions: Shelf<()>,
}

/// A request that waits for a person.
#[derive(Clone)]
pub(super) struct Waiting {
    pub request: Arc<Request>,
    /// Her browser: nobody else may answer it.
    pub visitor: String,
}

/// A person at her browser.
#[derive(Clone)]
pub(super) struct Session {
    pub identity: Arc<Identity>,
    pub auth_time: Timestamp,
}

/// What a person let a client know.
pub(super) struct Grant {
    pub request: Arc<Request>,
    pub identity: Arc<Identity>,
    pub auth_time: Timestamp,
}

/// A code, and the token that it gave.
struct Code {
    grant: Arc<Grant>,
    token: Option<String>,
}

impl Memory {
    pub fn new(keys: KeyRing) -> Self {
        Self {
            keys,
            mood: &moods::NORMAL,
            waiting: Shelf::default(),
            sessions: Shelf::default(),
            codes: Shelf::default(),
            tokens: Shelf::default(),
            last_code: None,
            assertions: Shelf::default(),
        }
    }

    /// A code for what was granted.
    pub fn give_code(&mut self, moment: &Moment, grant: Grant) -> String {
        let code = moment.token::<32>();
        self.codes.put(code.clone(), Code { grant: Arc::new(grant), token: None }, moment.wall, CODE);
        let given = match (&self.mood.change, &self.last_code) {
            (moods::Change::SameCode, Some(last)) => last.clone(),
            _ => code,
        };
        self.last_code = Some(given.clone());
        given
    }

    /// What a code was given for, if it is still worth something. One that comes
    /// back after it was used was stolen: what it gave is taken back (RFC 6749 §4.1.2).
    pub fn grant_of(&mut self, code: &str, now: Timestamp) -> Option<Arc<Grant>> {
        let known = self.codes.get(code, now)?;
        match known.token.take() {
            None => Some(Arc::clone(&known.grant)),
            Some(token) => {
                self.codes.take(code, now);
                self.tokens.take(&token, now);
                None
            }
        }
    }

    /// Uses a code up: gives its access token.
    pub fn give_token(&mut self, moment: &Moment, code: &str, grant: Arc<Grant>) -> String {
        let token = moment.token::<32>();
        if let Some(code) = self.codes.get(code, moment.wall) {
            code.token = Some(token.clone());
        }
        self.tokens.put(token.clone(), grant, moment.wall, TOKEN);
        token
    }

    /// What an access token opens.
    pub fn opened_by(&mut self, token: &str, now: Timestamp) -> Option<Arc<Grant>> {
        self.tokens.get(token, now).map(|grant| Arc::clone(grant))
    }

    pub fn revoke(&mut self, token: &str, now: Timestamp) {
        self.tokens.take(token, now);
    }

    /// Notes an assertion; `false` when it was used already.
    pub fn is_first_use(&mut self, jti: &str, now: Timestamp) -> bool {
        let is_first = self.assertions.get(jti, now).is_none();
        self.assertions.put(jti.to_owned(), (), now, SESSION);
        is_first
    }
}
