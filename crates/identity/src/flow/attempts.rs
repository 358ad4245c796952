//! Attempts that may fail, counted before they are looked at.

use db::{IdentityTx, Result};
use kernel::{
    Timestamp,
    id::{AccountId, SessionId},
};
use web::{ClientAddress, cookie::digest};

use crate::{
    model::throttle::{Counter, Kind},
    store::throttles,
};

/// One attempt: all that it is counted under, always in the same order, so
/// that two attempts take the same locks one after the other.
pub(crate) struct Attempt(Vec<(Kind, String)>);

/// Her password is another one: those who knew the one before tried its codes
/// and try no more.
pub(crate) async fn forget_strange_codes(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    Attempt::strange_codes(account).succeeded(tx).await
}

/// An attempt that was counted, or must wait.
pub(crate) enum Begun {
    /// The seconds to wait: nothing was counted.
    Wait(u32),
    /// It may be looked at.
    Counted(Counted),
}

/// The counters of an attempt.
pub(crate) struct Counted(Vec<(Kind, String, Counter)>);

impl Counted {
    /// Those that have just become alarming.
    pub(crate) fn alarming(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.0.iter().filter(|(kind, _, counter)| kind.alarm() == Some(counter.failures)).map(|(kind, key, _)| (*kind, key.as_str()))
    }
}

impl Attempt {
    /// Passwords of an account, wherever they come from.
    pub(crate) fn account(email_key: &str) -> Self {
        Self(vec![(Kind::Account, email_key.to_owned())])
    }
    /// A password for an address that may have an account.
    pub(crate) fn password(email_key: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Account, email_key.to_owned()), (Kind::Address, from.network())])
    }
    /// A password from a browser that signed in to the account before: what
    /// strangers do to the account, or beside her in the same network, does
    /// not count.
    pub(crate) fn known_browser(email_key: &str, mark: &str) -> Self {
        Self(vec![(Kind::KnownBrowser, format!("{email_key}|{mark}"))])
    }
    /// A one-time code, or a recovery code, of an account, from a browser known to it by this mark or not.
    pub(crate) fn code(account: AccountId, mark: Option<&str>) -> Self {
        let place = match mark {
            Some(mark) => (Kind::KnownCode, format!("{account}|{mark}")),
            None => (Kind::Code, account.to_string()),
        };
        Self(vec![place, (Kind::AnyCode, account.to_string())])
    }
    /// The code that shows that an application is well set: there is nothing to guess.
    pub(crate) fn set_up(session: SessionId) -> Self {
        Self(vec![(Kind::KnownCode, session.to_string())])
    }
    /// Codes of an account from browsers that it does not know.
    fn strange_codes(account: AccountId) -> Self {
        Self(vec![(Kind::Code, account.to_string())])
    }
    /// A secret of a client.
    pub(crate) fn client(client: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Client, format!("{client}|{}", from.network()))])
    }
    /// A look of somebody of the support at a person's sign-in.
    pub(crate) fn look(account: impl std::fmt::Display) -> Self {
        Self(vec![(Kind::Look, account.to_string())])
    }
    /// A letter to an address.
    pub(crate) fn letter(email_key: &str, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Letter, email_key.to_owned()), (Kind::Address, from.network())])
    }

    /// A letter to another address that an account wants, and one to its own.
    pub(crate) fn letters(email_key: &str, account: AccountId, from: &ClientAddress) -> Self {
        Self(vec![(Kind::Letter, email_key.to_owned()), (Kind::Letter, account.to_string()), (Kind::Address, from.network())])
    }

    fn keys(&self) -> impl Iterator<Item = (Kind, String)> {
        // digests: nobody is named by what failed
        self.0.iter().map(|(kind, subject)| (*kind, format!("{}:{}", kind.name(), digest(subject))))
    }

    /// Counts it. The seconds to wait when it may not be looked at: nothing is counted then.
    pub(crate) async fn begin(&self, tx: &mut IdentityTx, now: Timestamp) -> Result<Option<u32>> {
        Ok(match self.count(tx, now).await? {
            Begun::Wait(seconds) => Some(seconds),
            Begun::Counted(_) => None,
        })
    }

    /// The same, with what it was counted as.
    pub(crate) async fn count(&self, tx: &mut IdentityTx, now: Timestamp) -> Result<Begun> {
        let mut counted = Vec::new();
        for (kind, key) in self.keys() {
            let counter = throttles::hold(tx, &key, now).await?;
            if let Some(wait) = counter.wait(now) {
                return Ok(Begun::Wait(wait));
            }
            counted.push((kind, key, counter.attempted(kind, now)));
        }
        for (_, key, counter) in &counted {
            throttles::put(tx, key, *counter).await?;
        }
        Ok(Begun::Counted(Counted(counted)))
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
    pub(crate) async fn succeeded(&self, tx: &mut IdentityTx) -> Result<()> {
        for (kind, key) in self.keys() {
            match kind {
                Kind::Account | Kind::KnownBrowser | Kind::Code | Kind::KnownCode => throttles::clear(tx, &key).await?,
                Kind::AnyCode | Kind::Address | Kind::Client | Kind::Letter | Kind::Look => {
                    if let Some(counter) = throttles::held(tx, &key).await? {
                        throttles::put(tx, &key, counter.forgiven()).await?;
                    }
                }
            }
        }
        Ok(())
    }
}
