//! The statements, for SQLite only.

use db::{Doc, IdentityTx, Result, args};
use identity::Protocol;
use kernel::Timestamp;

/// Addresses of ours begin so; none of the demonstration does.
const ADDRESSES: (&str, &str) = ("personne0", "personne:");
/// The numbers of a batch, and the identifier of each: version 7, growing.
const NUMBERED: &str = "WITH RECURSIVE numbers (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $2), \
                        people (n, id) AS (SELECT n, unhex(printf('%012x7%03x8%015x', $3 / 1000, n % 4096, n)) FROM numbers) ";

/// What failed before is forgotten.
pub async fn forget_attempts(tx: &mut IdentityTx) -> Result<()> {
    tx.execute("DELETE FROM throttles", args![]).await.map(drop)
}

/// A client that asks in its own name, unless it is registered.
pub async fn register(tx: &mut IdentityTx, id: &str, secret: &str, protocol: &Protocol, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO clients (id, name, profile, sector, redirect_uris, post_logout_uris, scopes, asks_consent, is_ours, protocol, created_at) \
         VALUES ($1, $1, 'strict', $1, '[]', '[]', 'openid', TRUE, FALSE, $2, $3) ON CONFLICT (id) DO NOTHING",
        args![id, Doc(protocol), now],
    )
    .await?;
    let keep = "INSERT INTO client_secrets (digest, client_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING";
    tx.execute(keep, args![secret, id, now]).await.map(drop)
}

/// How many accounts of ours are there.
pub async fn held(tx: &mut IdentityTx) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM accounts WHERE email_key >= $1 AND email_key < $2", args![ADDRESSES.0, ADDRESSES.1]).await
}

/// Makes those from the first to before the end, with the password of `model`.
pub async fn insert(tx: &mut IdentityTx, (first, end): (i64, i64), model: &str, now: Timestamp) -> Result<()> {
    tx.execute("PRAGMA cache_size = -500000", args![]).await?;
    let accounts = "INSERT INTO accounts (id, email_key, email, password, confirmed_at, created_at, last_used_at, version) \
                    SELECT id, 'personne' || n || '@exemple.fr', 'personne' || n || '@exemple.fr', \
                    (SELECT password FROM accounts WHERE email_key = $4), $3, $3, $3, 1 FROM people";
    tx.execute(format!("{NUMBERED}{accounts}"), args![first, end, now, model]).await?;
    let names = "INSERT INTO attributes (account_id, datum, value, source, updated_at) \
                 SELECT id, datum, datum || n, 'self', $3 FROM people, (SELECT 'given_name' AS datum UNION ALL SELECT 'family_name')";
    tx.execute(format!("{NUMBERED}{names}"), args![first, end, now]).await?;
    let known = "INSERT INTO acquaintances (account_id, client_id, since) SELECT id, 'demo-client', $3 FROM people";
    tx.execute(format!("{NUMBERED}{known}"), args![first, end, now]).await.map(drop)
}
