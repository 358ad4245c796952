//! The rows of sessions and of sign-ins under way.

use db::{PlatformTx, Result, args, record};
use kernel::{Personal, Timestamp, id::SessionId};

record! {
    /// A session of one of our sites.
    pub(super) struct SessionRow {
        pub id: SessionId,
        pub subject: String,
        pub claims: Personal<serde_json::Value>,
        pub id_token: String,
        pub access_token: String,
        pub authenticated_at: Timestamp,
        pub second_factor: bool,
        pub created_at: Timestamp,
        pub seen_at: Timestamp,
        pub checked_at: Timestamp,
    }
}

record! {
    /// A sign-in under way.
    pub(super) struct SignInRow { pub nonce: String, pub verifier: String, pub back_to: String, pub created_at: Timestamp }
}

/// What opens a session.
pub(super) struct NewSession<'a> {
    pub id: SessionId,
    pub site: &'a str,
    pub token_digest: &'a str,
    pub subject: &'a str,
    pub provider_session: Option<&'a str>,
    pub claims: serde_json::Value,
    pub id_token: &'a str,
    pub access_token: &'a str,
    pub authenticated_at: Timestamp,
    pub second_factor: bool,
    pub at: Timestamp,
}

pub(super) async fn open(tx: &mut PlatformTx, new: NewSession<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO site_sessions (id, site, token_digest, subject, provider_session, claims, id_token, access_token, authenticated_at, \
         second_factor, created_at, seen_at, checked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $11)",
        args![
            new.id,
            new.site,
            new.token_digest,
            new.subject,
            new.provider_session,
            new.claims,
            new.id_token,
            new.access_token,
            new.authenticated_at,
            new.second_factor,
            new.at
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn by_token(tx: &mut PlatformTx, site: &str, token_digest: &str) -> Result<Option<SessionRow>> {
    tx.optional(
        "SELECT id, subject, claims, id_token, access_token, authenticated_at, second_factor, created_at, seen_at, checked_at \
         FROM site_sessions WHERE site = $1 AND token_digest = $2",
        args![site, token_digest],
    )
    .await
}

pub(super) async fn touch(tx: &mut PlatformTx, id: SessionId, seen_at: Timestamp, checked_at: Timestamp) -> Result<()> {
    tx.execute("UPDATE site_sessions SET seen_at = $2, checked_at = $3 WHERE id = $1", args![id, seen_at, checked_at]).await.map(drop)
}

pub(super) async fn close(tx: &mut PlatformTx, id: SessionId) -> Result<()> {
    tx.execute("DELETE FROM site_sessions WHERE id = $1", args![id]).await.map(drop)
}

/// Closes the session of a token: a browser has one on each site.
pub(super) async fn close_token(tx: &mut PlatformTx, site: &str, token_digest: &str) -> Result<()> {
    tx.execute("DELETE FROM site_sessions WHERE site = $1 AND token_digest = $2", args![site, token_digest]).await.map(drop)
}

pub(super) async fn close_of_provider(tx: &mut PlatformTx, site: &str, sid: &str) -> Result<u64> {
    tx.execute("DELETE FROM site_sessions WHERE site = $1 AND provider_session = $2", args![site, sid]).await
}

/// Closes every session of somebody.
pub(super) async fn close_of_subject(tx: &mut PlatformTx, subject: &str) -> Result<()> {
    tx.execute("DELETE FROM site_sessions WHERE subject = $1", args![subject]).await.map(drop)
}

record! {
    struct Read { position: i64 }
}

pub(super) async fn departures_read(tx: &mut PlatformTx, client: &str) -> Result<i64> {
    let row: Option<Read> = tx.optional("SELECT position FROM departures_read WHERE client = $1", args![client]).await?;
    Ok(row.map_or(0, |row| row.position))
}

pub(super) async fn set_departures_read(tx: &mut PlatformTx, client: &str, position: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO departures_read (client, position) VALUES ($1, $2) \
         ON CONFLICT (client) DO UPDATE SET position = excluded.position WHERE departures_read.position < excluded.position",
        args![client, position],
    )
    .await
    .map(drop)
}

pub(super) async fn begin(tx: &mut PlatformTx, state_digest: &str, site: &str, visitor: &str, row: SignInRow) -> Result<()> {
    tx.execute(
        "INSERT INTO sign_ins (state_digest, site, visitor, nonce, verifier, back_to, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![state_digest, site, visitor, row.nonce, row.verifier, row.back_to, row.created_at],
    )
    .await
    .map(drop)
}

/// Takes a sign-in out: it serves once, and only the browser that began it.
pub(super) async fn take(tx: &mut PlatformTx, state_digest: &str, site: &str, visitor: &str) -> Result<Option<SignInRow>> {
    tx.optional(
        "DELETE FROM sign_ins WHERE state_digest = $1 AND site = $2 AND visitor = $3 RETURNING nonce, verifier, back_to, created_at",
        args![state_digest, site, visitor],
    )
    .await
}

/// Forgets what is too old to serve.
pub(super) async fn purge(tx: &mut PlatformTx, sessions: Timestamp, sign_ins: Timestamp, parked: Timestamp) -> Result<()> {
    tx.execute("DELETE FROM site_sessions WHERE seen_at <= $1", args![sessions]).await?;
    tx.execute("DELETE FROM sign_ins WHERE created_at <= $1", args![sign_ins]).await?;
    tx.execute("DELETE FROM parked_forms WHERE created_at <= $1", args![parked]).await.map(drop)
}
