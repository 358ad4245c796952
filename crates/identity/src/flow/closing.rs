//! The end of an account: one function, whatever the reason.

use db::{IdentityTx, Result, audit, jobs};
use kernel::{Moment, id::AccountId};
use serde_json::json;

use super::{
    session,
    sharing::{GIVEN, WITHDRAWN},
};
use crate::{
    Identity,
    jobs::{LEDGER, SEQUENCE},
    ledger,
    store::{
        accounts, departures,
        erasures::{self, Erasure},
    },
};

/// Lines given to the ledger, or accounts compared with it, at a time.
const BATCH: u32 = 500;

/// Why an account ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// She asked for it.
    Asked,
    /// Two years without use.
    Unused,
    /// She made one account of two.
    Merged,
    /// It had ended, and a restored backup brought it back.
    Restored,
}

impl Why {
    const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Unused => "unused",
            Self::Merged => "merged",
            Self::Restored => "restored",
        }
    }
}

/// The act of ending, in the audit trail.
const CLOSED: &str = "identity.account-closed";

/// Ends an account: signed out everywhere, all that is known of her erased, each
/// client that knew her told. What stays is the trail of acts without details,
/// but for those that prove consent: which client, which data by name, the
/// digest of the text, the date. Of two at once, one does it.
pub(crate) async fn close(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId, why: Why) -> Result<()> {
    if !accounts::hold(tx, account).await? {
        return Ok(());
    }
    session::leave_everywhere(identity, tx, moment, account, None).await?;
    for known in departures::acquaintances(tx, account).await? {
        let subject = identity.salt.subject(&known.sector, account);
        departures::add(tx, moment.id(), &known.client_id, &subject, moment.wall).await?;
    }
    session::record_detail(tx, moment, account, CLOSED, Some(json!({ "why": why.name() }))).await?;
    audit::erase_details_except(tx, &account.to_string(), &[GIVEN, WITHDRAWN, CLOSED]).await?;
    accounts::remove(tx, account).await?;
    erasures::add(tx, &Erasure { digest: ledger::digest(account), erased_at: moment.wall }).await?;
    for kind in [LEDGER, SEQUENCE] {
        jobs::enqueue(tx, moment, jobs::NewJob::new(kind, ())).await?;
    }
    Ok(())
}

/// Gives the ledger what was committed and it does not hold.
pub(crate) async fn write_ledger(identity: &Identity) -> Result<()> {
    loop {
        let mut tx = identity.databases.identity_read().await?;
        let waiting = erasures::waiting(&mut tx, BATCH).await?;
        drop(tx);
        if waiting.is_empty() {
            return Ok(());
        }
        let mark = identity.ledger.append(waiting.clone()).await?;
        let mut tx = identity.databases.identity_write().await?;
        erasures::set_mark(&mut tx, &mark).await?;
        for erasure in &waiting {
            erasures::written(&mut tx, &erasure.digest).await?;
        }
        tx.commit().await?;
    }
}

/// Ends again the accounts that the ledger says erased: a backup brought them back.
pub(crate) async fn replay(identity: &Identity, moment: &Moment) -> Result<()> {
    let erased = identity.ledger.digests().await?;
    let mut after = None;
    while !erased.is_empty() {
        let mut tx = identity.databases.identity_read().await?;
        let accounts = erasures::accounts_after(&mut tx, after, BATCH).await?;
        drop(tx);
        if accounts.is_empty() {
            break;
        }
        after = accounts.last().copied();
        for account in accounts.into_iter().filter(|account| erased.contains(&ledger::digest(*account))) {
            let mut tx = identity.databases.identity_write().await?;
            close(identity, &mut tx, moment, account, Why::Restored).await?;
            tx.commit().await?;
            tracing::warn!("an account that a backup brought back was erased again");
        }
    }
    Ok(())
}
