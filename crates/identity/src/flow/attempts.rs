//! Attempts that may fail, counted before they are looked at.

use db::{IdentityTx, Result};
use kernel::Timestamp;
use web::{ClientAddress, cookie::digest};

use crate::{model::throttle::Kind, store::throttles};

/// One attempt: all that it is counted under, always in the same order, so
/// that two attempts take the same locks one after the other.
pub(crate) struct Attempt(Vec<(Kind, String)>);

impl Attempt {
    /// Passwords of an account, wherever they come from.
    pub(crate) fn account(email_key: &str) -> Self {
        Self(vec![(Kind::Account, email_key.to_owned())])
    }
    /// A password for an address that may have an account.
    pub(crate) fn password(email_key: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Account, email_key.to_owned()), (Kind::Address, from.network())])
    }
    /// A one-time code of an account.
    pub(crate) fn code(account: impl std::fmt::Display) -> Self {
        Self(vec![(Kind::Code, account.to_string())])
    }
    /// A secret of a client.
    pub(crate) fn client(client: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Client, format!("{client}|{}", from.network()))])
    }
    /// A letter to an address.
    pub(crate) fn letter(email_key: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Letter, email_key.to_owned()), (Kind::Address, from.network())])
    }

    fn keys(&self) -> impl Iterator<Item = (Kind, String)> {
        // digests: nobody is named by what failed
        self.0.iter().map(|(kind, subject)| (*kind, format!("{}:{}", kind.name(), digest(subject))))
    }

    /// Counts it. The seconds to wait when it may not be looked at: nothing is counted then.
    pub(crate) async fn begin(&self, tx: &mut IdentityTx, now: Timestamp) -> Result<Option<u32>> {
        let mut counted = Vec::new();
        for (kind, key) in self.keys() {
            let counter = throttles::hold(tx, &key, now).await?;
            if let Some(wait) = counter.wait(now) {
                return Ok(Some(wait));
            }
            counted.push((key, counter.attempted(kind, now)));
        }
        for (key, counter) in counted {
            throttles::put(tx, &key, counter).await?;
        }
        Ok(None)
    }

    /// The seconds to wait, without counting anything.
    pub(crate) async fn wait(&self, tx: &mut IdentityTx, now: Timestamp) -> Result<Option<u32>> {
        let mut longest = None;
        for (_, key) in self.keys() {
            longest = longest.max(throttles::get(tx, &key).await?.and_then(|counter| counter.wait(now)));
        }
        Ok(longest)
    }

    /// It was right: an account's failures are forgotten, an address' count one less.
    pub(crate) async fn succeeded(&self, tx: &mut IdentityTx, now: Timestamp) -> Result<()> {
        for (kind, key) in self.keys() {
            match kind {
                Kind::Account | Kind::Code => throttles::clear(tx, &key).await?,
                Kind::Address | Kind::Client | Kind::Letter => {
                    if let Some(counter) = throttles::get(tx, &key).await? {
                        throttles::put(tx, &key, counter.forgiven(now)).await?;
                    }
                }
            }
        }
        Ok(())
    }
}
