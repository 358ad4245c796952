//! What ends the session that somebody has at FranceConnect.

use db::{IdentityTx, Result, args, record};
use kernel::id::SessionId;

record! {
    struct Row { id_token: String }
}

/// Keeps the ID token of a session, sealed; the last one counts.
pub(crate) async fn put(tx: &mut IdentityTx, session: SessionId, id_token: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO fc_sessions (session_id, id_token) VALUES ($1, $2) \
         ON CONFLICT (session_id) DO UPDATE SET id_token = excluded.id_token",
        args![session, id_token],
    )
    .await
    .map(drop)
}

/// Takes it: she signs out there once.
pub(crate) async fn take(tx: &mut IdentityTx, session: SessionId) -> Result<Option<String>> {
    let row: Option<Row> = tx.optional("DELETE FROM fc_sessions WHERE session_id = $1 RETURNING id_token", args![session]).await?;
    Ok(row.map(|row| row.id_token))
}
