//! Assertions and proofs serve once, on every replica.

use db::{DbError, Result};
use kernel::Timestamp;
use web::cookie::digest;

use crate::{
    Identity,
    model::{dpop, life::after},
    store::proofs,
};

/// Uses up the proof `id` of `holder`, worth something until `until`, in
/// seconds. False when it was used already.
pub(crate) async fn spend(identity: &Identity, holder: &str, id: &str, until: i64) -> Result<bool> {
    let until = Timestamp::from_second(until).map_err(|_| DbError::Other("a proof without end".to_owned()))?;
    let databases = &identity.databases;
    let outlives = outlives_power_cut(until, databases.clock().wall());
    let mut tx = if outlives { databases.identity_write().await? } else { databases.identity_note().await? };
    let is_new = proofs::spend(&mut tx, &digest(&format!("{holder}\n{id}")), until).await?;
    tx.commit().await?;
    Ok(is_new)
}

/// Whether its use waits for the disk. A DPoP proof comes with each call and
/// lives two minutes at most: what a power cut makes us forget of it is hardly
/// worth anything once we are back. An assertion may live an hour.
fn outlives_power_cut(until: Timestamp, wall: Timestamp) -> bool {
    until > after(wall, 2 * dpop::WINDOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lives_longer_than_two_minutes_waits_for_the_disk() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).unwrap();
        for (until, expected) in [(-1, false), (60, false), (120, false), (121, true), (3_600, true)] {
            assert_eq!(outlives_power_cut(at(until), at(0)), expected, "{until}");
        }
    }
}
