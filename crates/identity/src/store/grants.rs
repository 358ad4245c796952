//! Authorizations given: what every code and token comes from.

use std::collections::BTreeSet;

use db::{Doc, IdentityTx, Result, args, record};
use kernel::{
    Id, Timestamp,
    id::{AccountId, SessionId},
};

use crate::model::{datum::Datum, life::Life, methods::Methods, scope::Scopes};

/// A grant's identifier.
pub(crate) enum GrantKind {}
pub(crate) type GrantId = Id<GrantKind>;

record! {
    /// A grant, with what its worth depends on.
    #[derive(Debug, Clone)]
    pub(crate) struct Grant {
        pub id: GrantId,
        pub account_id: AccountId,
        pub client_id: String,
        pub sid: String,
        pub scopes: Scopes,
        pub single: Doc<BTreeSet<Datum>>,
        pub in_id_token: Doc<BTreeSet<String>>,
        pub methods: Methods,
        pub authenticated_at: Timestamp,
        pub revoked_at: Option<Timestamp>,
        pub session_id: SessionId,
        pub session_authenticated_at: Timestamp,
        pub session_seen_at: Timestamp,
        pub session_ended_at: Option<Timestamp>,
    }
}

impl Grant {
    /// Whether what it gave is still worth something.
    pub(crate) fn is_alive(&self, wall: Timestamp) -> bool {
        self.revoked_at.is_none() && self.session().is_alive(wall)
    }
    pub(crate) const fn session(&self) -> Life {
        Life { authenticated_at: self.session_authenticated_at, seen_at: self.session_seen_at, ended_at: self.session_ended_at }
    }
}

/// What a grant is made of.
pub(crate) struct NewGrant<'a> {
    pub id: GrantId,
    pub account_id: AccountId,
    pub client_id: &'a str,
    pub sid: &'a str,
    pub scopes: &'a Scopes,
    pub single: &'a BTreeSet<Datum>,
    pub in_id_token: &'a BTreeSet<String>,
    pub methods: &'a Methods,
    pub authenticated_at: Timestamp,
}

pub(crate) async fn create(tx: &mut IdentityTx, new: NewGrant<'_>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO grants (id, account_id, client_id, sid, scopes, single, in_id_token, methods, authenticated_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            new.id,
            new.account_id,
            new.client_id,
            new.sid,
            new.scopes.clone(),
            Doc(new.single),
            Doc(new.in_id_token),
            new.methods.clone(),
            new.authenticated_at,
            wall
        ],
    )
    .await
    .map(drop)
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: GrantId) -> Result<Option<Grant>> {
    tx.optional(
        "SELECT g.id, g.account_id, g.client_id, g.sid, g.scopes, g.single, g.in_id_token, g.methods, g.authenticated_at, g.revoked_at, s.id AS session_id, \
         s.authenticated_at AS session_authenticated_at, s.seen_at AS session_seen_at, s.ended_at AS session_ended_at \
         FROM grants g JOIN client_sessions c ON c.sid = g.sid JOIN sessions s ON s.id = c.session_id WHERE g.id = $1",
        args![id],
    )
    .await
}

/// Nothing that it gave is worth anything any more.
pub(crate) async fn revoke(tx: &mut IdentityTx, id: GrantId, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE grants SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", args![id, wall]).await.map(drop)
}

/// All that a person ever granted to a client.
pub(crate) async fn revoke_all(tx: &mut IdentityTx, account: AccountId, client: &str, wall: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE grants SET revoked_at = $3 WHERE account_id = $1 AND client_id = $2 AND revoked_at IS NULL",
        args![account, client, wall],
    )
    .await
    .map(drop)
}
