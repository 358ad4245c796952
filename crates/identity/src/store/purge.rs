//! Forgetting what can serve no more.

use db::{IdentityTx, Result, args};
use kernel::Timestamp;

use crate::model::life::{ABSOLUTE, ARRIVAL, CONFIRMATION, IDLE, MEMORY_OF_SIGN_INS, REQUEST, UNCONFIRMED, before};

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

/// A kind of rows that grow old: what deletes them, and their age in seconds.
pub(crate) struct Old(&'static str, i64);

/// All of them.
pub(crate) const OLD: [Old; 19] = [
    Old("DELETE FROM access_tokens WHERE expires_at < $1", MEMORY),
    Old("DELETE FROM program_tokens WHERE expires_at < $1", MEMORY),
    Old("DELETE FROM pushed_requests WHERE expires_at < $1", MEMORY),
    // a clock that goes back an hour revives none
    Old("DELETE FROM spent_proofs WHERE expires_at < $1", MEMORY),
    Old("DELETE FROM client_errors WHERE at < $1", REFUSALS),
    // with their grants, codes and tokens
    Old("DELETE FROM sessions WHERE ended_at < $1", SESSIONS),
    Old("DELETE FROM tickets WHERE expires_at < $1", MEMORY),
    Old("DELETE FROM invitations WHERE expires_at < $1", MEMORY),
    // the link to the new mailbox serves no more
    Old("DELETE FROM address_changes WHERE new_confirmed_at IS NULL AND asked_at < $1", CONFIRMATION),
    Old("DELETE FROM requests WHERE created_at < $1", REQUEST),
    Old("DELETE FROM fc_requests WHERE created_at < $1", REQUEST),
    Old("DELETE FROM fc_arrivals WHERE created_at < $1", ARRIVAL),
    Old("DELETE FROM throttles WHERE since < $1", THROTTLE),
    Old("DELETE FROM challenges WHERE expires_at < $1", 0),
    Old("DELETE FROM sign_ins WHERE at < $1", MEMORY_OF_SIGN_INS),
    Old("DELETE FROM known_browsers WHERE last_seen_at < $1", MEMORY_OF_SIGN_INS),
    Old("DELETE FROM alerts WHERE closed_at < $1", MEMORY_OF_SIGN_INS),
    Old("DELETE FROM client_secrets WHERE expires_at < $1", MEMORY),
    Old("DELETE FROM accounts WHERE confirmed_at IS NULL AND created_at < $1", UNCONFIRMED),
];

impl Old {
    /// Forgets them; how many there were.
    pub(crate) async fn forget(&self, tx: &mut IdentityTx, wall: Timestamp) -> Result<u64> {
        tx.execute(self.0, args![before(wall, self.1)]).await
    }
}
