//! What people answered, client by client and datum by datum, and the texts
//! that they answered to. The acts themselves are in the audit trail.

use db::{Doc, IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

use crate::model::{
    datum::Datum,
    sharing::{Answer, Answers, Need},
};

record! {
    struct Row { datum: Datum, given: bool, answered_at: Timestamp, expires_at: Timestamp }
}

record! {
    /// A client that she agreed to be known by, with data or without.
    #[derive(Debug, Clone)]
    pub(crate) struct Agreement {
        pub client_id: String,
        pub client_name: String,
        /// What the client asks now.
        pub needs: Doc<Vec<Need>>,
        pub agreed_until: Timestamp,
    }
}

/// Her answers about one client.
pub(crate) async fn of(tx: &mut IdentityTx, account: AccountId, client: &str) -> Result<Answers> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT datum, given, answered_at, expires_at FROM agreements WHERE account_id = $1 AND client_id = $2",
            args![account, client],
        )
        .await?;
    let answer = |row: Row| (row.datum, Answer { given: row.given, at: row.answered_at, expires_at: row.expires_at });
    Ok(rows.into_iter().map(answer).collect())
}

/// The clients that she agreed to be known by, while it counts.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> Result<Vec<Agreement>> {
    tx.all(
        "SELECT c.id AS client_id, c.name AS client_name, c.needs, k.agreed_until FROM acquaintances k \
         JOIN clients c ON c.id = k.client_id WHERE k.account_id = $1 AND k.agreed_until > $2 ORDER BY c.name, c.id",
        args![account, wall],
    )
    .await
}

/// Writes an answer; the last one counts.
pub(crate) async fn put(tx: &mut IdentityTx, who: (AccountId, &str), datum: Datum, answer: Answer) -> Result<()> {
    tx.execute(
        "INSERT INTO agreements (account_id, client_id, datum, given, answered_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (account_id, client_id, datum) DO UPDATE SET \
         given = excluded.given, answered_at = excluded.answered_at, expires_at = excluded.expires_at",
        args![who.0, who.1, datum, answer.given, answer.at, answer.expires_at],
    )
    .await
    .map(drop)
}

/// Takes back everything agreed with a client; false when nothing was. What
/// she refused is forgotten too: she is asked afresh if she comes back.
pub(crate) async fn withdraw(tx: &mut IdentityTx, account: AccountId, client: &str) -> Result<bool> {
    tx.execute("DELETE FROM agreements WHERE account_id = $1 AND client_id = $2", args![account, client]).await?;
    let touched = tx
        .execute(
            "UPDATE acquaintances SET agreed_until = NULL WHERE account_id = $1 AND client_id = $2 AND agreed_until IS NOT NULL",
            args![account, client],
        )
        .await?;
    Ok(touched == 1)
}

record! {
    struct Until { agreed_until: Option<Timestamp> }
}

/// Until when she agreed that a client knows her.
pub(crate) async fn agreed_until(tx: &mut IdentityTx, account: AccountId, client: &str) -> Result<Option<Timestamp>> {
    let row: Option<Until> =
        tx.optional("SELECT agreed_until FROM acquaintances WHERE account_id = $1 AND client_id = $2", args![account, client]).await?;
    Ok(row.and_then(|row| row.agreed_until))
}

/// A client knows her from now on, if it did not; until when she agreed, if it asked.
pub(crate) async fn meet(tx: &mut IdentityTx, who: (AccountId, &str), agreed_until: Option<Timestamp>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO acquaintances (account_id, client_id, since, agreed_until) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id, client_id) DO UPDATE SET agreed_until = COALESCE(excluded.agreed_until, acquaintances.agreed_until)",
        args![who.0, who.1, wall, agreed_until],
    )
    .await
    .map(drop)
}

/// Tokens were given for her: her sign-in to this client is whole.
pub(crate) async fn signed_in(tx: &mut IdentityTx, account: AccountId, client: &str, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE acquaintances SET signed_in_at = $3 WHERE account_id = $1 AND client_id = $2", args![account, client, wall])
        .await
        .map(drop)
}

/// Moves what was agreed in one account to another, where that one has no
/// answer: it is agreed there as long as the longest of both.
pub(crate) async fn move_to(tx: &mut IdentityTx, from: AccountId, to: AccountId) -> Result<()> {
    tx.execute(
        "INSERT INTO agreements (account_id, client_id, datum, given, answered_at, expires_at) \
         SELECT $2, client_id, datum, given, answered_at, expires_at FROM agreements WHERE account_id = $1 \
         ON CONFLICT (account_id, client_id, datum) DO NOTHING",
        args![from, to],
    )
    .await?;
    tx.execute(
        "INSERT INTO acquaintances (account_id, client_id, since, agreed_until) \
         SELECT $2, client_id, since, agreed_until FROM acquaintances WHERE account_id = $1 \
         ON CONFLICT (account_id, client_id) DO UPDATE SET agreed_until = excluded.agreed_until \
         WHERE acquaintances.agreed_until IS NULL OR acquaintances.agreed_until < excluded.agreed_until",
        args![from, to],
    )
    .await
    .map(drop)
}

/// Keeps a text that was agreed to.
pub(crate) async fn keep_text(tx: &mut IdentityTx, digest: &str, text: &str, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO consent_texts (digest, text, shown_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING",
        args![digest, text, wall],
    )
    .await
    .map(drop)
}

record! {
    /// A text that was agreed to.
    #[derive(Debug, Clone)]
    pub(crate) struct Text { pub digest: String, pub text: String }
}

/// The text of this digest.
pub(crate) async fn text(tx: &mut IdentityTx, digest: &str) -> Result<Option<String>> {
    let found: Option<Text> = tx.optional("SELECT digest, text FROM consent_texts WHERE digest = $1", args![digest]).await?;
    Ok(found.map(|row| row.text))
}

/// Every text that was agreed to, the latest first.
pub(crate) async fn texts(tx: &mut IdentityTx) -> Result<Vec<Text>> {
    tx.all("SELECT digest, text FROM consent_texts ORDER BY shown_at DESC, digest", args![]).await
}
