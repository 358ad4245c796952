//! The identity provider, served with the rest of the demonstration.

pub mod accounts;
pub mod endpoints;
pub mod flow;
mod rank;
pub mod storm;
pub mod timing;

use std::process::Command;

use super::bare::Bare;
use super::deployment::{Deployment, stop};
use super::probe::{Account, Browser, Demo, Result, odd, sign_in};

/// Accounts, where their number is not what is measured.
const USUAL: u32 = 1_000;
/// Whose password the invented accounts have.
const MODEL: &str = "camille@example.org";

/// A provider that serves, with accounts of ours.
struct Provider {
    deployment: Deployment,
    demo: Demo,
    /// The base address of the connect site.
    connect: String,
}

impl Provider {
    /// Serves as many accounts of ours; the folder keeps them from one measure to the next.
    fn with(deployment: &Deployment, accounts: u32) -> Result<Self> {
        let deployment = deployment.apart("identity");
        stop(deployment.quiet()?)?;
        deployment.people(accounts, MODEL)?;
        let demo = deployment.quiet()?;
        Ok(Self { connect: demo.site("connect"), deployment, demo })
    }

    /// One of our accounts.
    fn account(&self, number: usize) -> Result<Account> {
        let model = self.demo.account(MODEL)?;
        Ok(Account { login: address(number), totp_secret: None, ..model })
    }

    /// A browser where it is signed in.
    fn signed_in(&self, number: usize) -> Result<Browser> {
        let mut browser = Browser::default();
        sign_in(&mut browser, &self.connect, &self.account(number)?)?;
        Ok(browser)
    }

    /// What floors stand on.
    fn floor(&self, folder: &str) -> Result<Bare> {
        Bare::start(Command::new(self.deployment.programs().example("bare_provider")).arg(self.deployment.beside(folder)))
    }

    fn stop(self) -> Result<()> {
        stop(self.demo)
    }
}

/// The address of one of our accounts.
fn address(number: usize) -> String {
    format!("personne{number}@exemple.fr")
}

/// `host:port`.
fn host(url: &str) -> Result<&str> {
    url.strip_prefix("http://").ok_or_else(|| odd(format!("{url} is not an address")))
}
