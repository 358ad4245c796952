//! Keys that come and go: by their age, by order, or because one was stolen.

use db::{Databases, DbError, IdentityTx};
use kernel::{Moment, Timestamp};

use super::generate::generate;
use crate::{
    model::{keyring, protocol::SigningAlg},
    store::keys::{self, KeyRow},
    vault::Vault,
};

/// Makes the keys that are due, and forgets those nobody needs.
pub(crate) async fn renew(databases: &Databases, vault: &Vault, moment: &Moment) -> Result<(), DbError> {
    let mut tx = databases.identity_read().await?;
    let rows = keys::all(&mut tx).await?;
    drop(tx);
    let mut fresh = Vec::new();
    for alg in SigningAlg::ALL {
        if keyring::is_due(&ages(&rows, *alg), moment.wall) {
            fresh.push(generate(*alg, vault, moment).await?);
        }
    }
    let mut tx = databases.identity_write().await?;
    let rows = keys::all(&mut tx).await?;
    for key in fresh {
        // another replica may have made one meanwhile
        if keyring::is_due(&ages(&rows, key.algorithm), moment.wall) {
            keys::add(&mut tx, key).await?;
        }
    }
    for alg in SigningAlg::ALL {
        let own = rows.iter().filter(|row| row.algorithm == *alg);
        for row in own.take(keyring::obsolete(&ages(&rows, *alg), moment.wall)) {
            keys::remove(&mut tx, &row.kid).await?;
        }
    }
    tx.commit().await
}

/// Makes new keys now. They sign once every client has read them; the present
/// ones sign until then.
pub(crate) async fn replace(databases: &Databases, vault: &Vault, moment: &Moment) -> Result<(), DbError> {
    let mut fresh = Vec::new();
    for alg in SigningAlg::ALL {
        fresh.push(generate(*alg, vault, moment).await?);
    }
    let mut tx = databases.identity_write().await?;
    for key in fresh {
        keys::add(&mut tx, key).await?;
    }
    record(&mut tx, moment, "identity.keys-replaced", "all").await?;
    tx.commit().await
}

/// Takes a key away at once, without overlap: what it signed is worth nothing
/// any more. When no other is left, a new one signs at once.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such key.
pub(crate) async fn withdraw(databases: &Databases, vault: &Vault, moment: &Moment, kid: &str) -> Result<(), DbError> {
    let mut tx = databases.identity_read().await?;
    let rows = keys::all(&mut tx).await?;
    drop(tx);
    let alg = rows.iter().find(|row| row.kid == kid).ok_or(DbError::NotFound)?.algorithm;
    let fresh = generate(alg, vault, moment).await?;
    let mut tx = databases.identity_write().await?;
    keys::remove(&mut tx, kid).await?;
    if ages(&keys::all(&mut tx).await?, alg).is_empty() {
        keys::add(&mut tx, fresh).await?;
    }
    record(&mut tx, moment, "identity.key-withdrawn", kid).await?;
    tx.commit().await
}

/// When the keys of one algorithm were made, the oldest first.
fn ages(rows: &[KeyRow], alg: SigningAlg) -> Vec<Timestamp> {
    rows.iter().filter(|row| row.algorithm == alg).map(|row| row.created_at).collect()
}

async fn record(tx: &mut IdentityTx, moment: &Moment, action: &'static str, kid: &str) -> Result<(), DbError> {
    let entry = db::audit::Entry { actor: "operator".to_owned(), action, subject: kid.to_owned(), detail: None };
    db::audit::record(tx, moment, entry).await
}
