//! Forgetting what can serve no more.

use db::{IdentityTx, Result, args};
use kernel::Timestamp;

use crate::model::life::{ABSOLUTE, ARRIVAL, IDLE, MEMORY_OF_SIGN_INS, REQUEST, UNCONFIRMED, before};

/// Rows are kept a little after they died, so that a replay is still recognised.
const MEMORY: i64 = 24 * 3_600;
/// Sessions, and what they gave: until yesterday is counted (see `model::figures`).
const SESSIONS: i64 = 2 * 24 * 3_600;
/// What clients were refused is kept a month.
const REFUSALS: i64 = 30 * 24 * 3_600;
/// The longest window of a throttle.
const THROTTLE: i64 = 24 * 3_600;

/// Ends the sessions whose time is over: a clock that goes back revives none.
pub(crate) async fn end_expired_sessions(tx: &mut IdentityTx, wall: Timestamp) -> Result<u64> {
    tx.execute(
        "UPDATE sessions SET ended_at = $1 WHERE ended_at IS NULL AND (seen_at <= $2 OR authenticated_at <= $3)",
        args![wall, before(wall, IDLE), before(wall, ABSOLUTE)],
    )
    .await
}

/// Forgets; how many rows.
pub(crate) async fn forget(tx: &mut IdentityTx, wall: Timestamp) -> Result<u64> {
    let mut forgotten = 0;
    for (sql, age) in [
        ("DELETE FROM access_tokens WHERE expires_at < $1", MEMORY),
        ("DELETE FROM program_tokens WHERE expires_at < $1", MEMORY),
        ("DELETE FROM pushed_requests WHERE expires_at < $1", MEMORY),
        // a clock that goes back an hour revives none
        ("DELETE FROM spent_proofs WHERE expires_at < $1", MEMORY),
        ("DELETE FROM client_errors WHERE at < $1", REFUSALS),
        // with their grants, codes and tokens
        ("DELETE FROM sessions WHERE ended_at < $1", SESSIONS),
        ("DELETE FROM tickets WHERE expires_at < $1", MEMORY),
        ("DELETE FROM invitations WHERE expires_at < $1", MEMORY),
        ("DELETE FROM requests WHERE created_at < $1", REQUEST),
        ("DELETE FROM fc_requests WHERE created_at < $1", REQUEST),
        ("DELETE FROM fc_arrivals WHERE created_at < $1", ARRIVAL),
        ("DELETE FROM throttles WHERE since < $1", THROTTLE),
        ("DELETE FROM challenges WHERE expires_at < $1", 0),
        ("DELETE FROM sign_ins WHERE at < $1", MEMORY_OF_SIGN_INS),
        ("DELETE FROM known_browsers WHERE last_seen_at < $1", MEMORY_OF_SIGN_INS),
        ("DELETE FROM alerts WHERE closed_at < $1", MEMORY_OF_SIGN_INS),
        ("DELETE FROM client_secrets WHERE expires_at < $1", MEMORY),
        ("DELETE FROM accounts WHERE confirmed_at IS NULL AND created_at < $1", UNCONFIRMED),
    ] {
        forgotten += tx.execute(sql, args![before(wall, age)]).await?;
    }
    Ok(forgotten)
}
