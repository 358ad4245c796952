//! Sign-on sessions, and what each client knows them as.

use db::{IdentityTx, Result, args, record};
use kernel::{
    Timestamp,
    id::{AccountId, SessionId},
};

use crate::model::{life::Life, methods::Methods};

record! {
    /// A session.
    #[derive(Debug, Clone)]
    pub(crate) struct Session {
        pub id: SessionId,
        pub account_id: AccountId,
        pub methods: Methods,
        pub browser: String,
        pub opened_at: Timestamp,
        pub authenticated_at: Timestamp,
        pub seen_at: Timestamp,
        pub ended_at: Option<Timestamp>,
    }
}

impl Session {
    pub(crate) const fn life(&self) -> Life {
        Life { authenticated_at: self.authenticated_at, seen_at: self.seen_at, ended_at: self.ended_at }
    }
}

/// What opens a session.
pub(crate) struct NewSession<'a> {
    pub id: SessionId,
    pub account_id: AccountId,
    pub token_digest: &'a str,
    pub methods: Methods,
    pub browser: &'a str,
}

pub(crate) async fn open(tx: &mut IdentityTx, new: NewSession<'_>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO sessions (id, account_id, token_digest, methods, browser, opened_at, authenticated_at, seen_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6)",
        args![new.id, new.account_id, new.token_digest, new.methods, new.browser, wall],
    )
    .await
    .map(drop)
}

/// She proved who she is again: a new token, a new proof.
pub(crate) async fn renew(tx: &mut IdentityTx, id: SessionId, token_digest: &str, methods: Methods, wall: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE sessions SET token_digest = $2, methods = $3, authenticated_at = $4, seen_at = $4 WHERE id = $1 AND ended_at IS NULL",
        args![id, token_digest, methods, wall],
    )
    .await
    .map(drop)
}

pub(crate) async fn by_token(tx: &mut IdentityTx, token_digest: &str) -> Result<Option<Session>> {
    tx.optional(
        "SELECT id, account_id, methods, browser, opened_at, authenticated_at, seen_at, ended_at FROM sessions WHERE token_digest = $1",
        args![token_digest],
    )
    .await
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: SessionId) -> Result<Option<Session>> {
    tx.optional(
        "SELECT id, account_id, methods, browser, opened_at, authenticated_at, seen_at, ended_at FROM sessions WHERE id = $1",
        args![id],
    )
    .await
}

/// Those of a person that were not left, the latest first.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Session>> {
    tx.all(
        "SELECT id, account_id, methods, browser, opened_at, authenticated_at, seen_at, ended_at FROM sessions \
         WHERE account_id = $1 AND ended_at IS NULL ORDER BY seen_at DESC, id",
        args![account],
    )
    .await
}

/// Writes that it is in use.
pub(crate) async fn touch(tx: &mut IdentityTx, id: SessionId, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2 AND ended_at IS NULL", args![id, wall]).await.map(drop)
}

/// Ends it. False when it was ended already.
pub(crate) async fn end(tx: &mut IdentityTx, id: SessionId, wall: Timestamp) -> Result<bool> {
    Ok(tx.execute("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", args![id, wall]).await? == 1)
}

record! {
    struct Sid { sid: String }
}

/// The name under which a client knows a session; `fresh` if it is its first time.
pub(crate) async fn sid_for(tx: &mut IdentityTx, session: SessionId, client: &str, fresh: &str, wall: Timestamp) -> Result<String> {
    let row: Sid = tx
        .one(
            "INSERT INTO client_sessions (sid, session_id, client_id, opened_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (session_id, client_id) DO UPDATE SET client_id = excluded.client_id RETURNING sid",
            args![fresh, session, client, wall],
        )
        .await?;
    Ok(row.sid)
}

record! {
    struct SessionOf { session_id: SessionId }
}

/// The session that a client knows under this name.
pub(crate) async fn by_sid(tx: &mut IdentityTx, sid: &str, client: &str) -> Result<Option<SessionId>> {
    let row: Option<SessionOf> =
        tx.optional("SELECT session_id FROM client_sessions WHERE sid = $1 AND client_id = $2", args![sid, client]).await?;
    Ok(row.map(|row| row.session_id))
}

record! {
    /// A client to tell that a session ended.
    pub(crate) struct ToTell { pub sid: String, pub client_id: String, pub sector: String }
}

/// The clients of a session that have an address to be told at.
pub(crate) async fn to_tell(tx: &mut IdentityTx, session: SessionId) -> Result<Vec<ToTell>> {
    tx.all(
        "SELECT s.sid, s.client_id, c.sector FROM client_sessions s JOIN clients c ON c.id = s.client_id \
         WHERE s.session_id = $1 AND c.backchannel_uri IS NOT NULL ORDER BY s.sid",
        args![session],
    )
    .await
}

record! {
    /// A client that knows a session.
    pub(crate) struct Service {
        pub name: String,
        /// Where it is told that the session ended; otherwise it cannot know.
        pub backchannel_uri: Option<String>,
    }
}

/// The clients of a session, by name.
pub(crate) async fn services(tx: &mut IdentityTx, session: SessionId) -> Result<Vec<Service>> {
    tx.all(
        "SELECT c.name, c.backchannel_uri FROM client_sessions s JOIN clients c ON c.id = s.client_id \
         WHERE s.session_id = $1 ORDER BY c.name, c.id",
        args![session],
    )
    .await
}
