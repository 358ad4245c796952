//! `guichet ledger …`: the ledger of erasures, when it was lost.

use std::{path::PathBuf, sync::Arc};

use clap::Subcommand;
use db::Databases;
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};

use super::{Done, say};
use crate::{configuration::Configuration, parts::MIGRATIONS};

#[derive(Subcommand)]
pub enum Ledger {
    /// Go on with the ledger as it is, because its newest copy cannot be found.
    Adopt {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
}

pub async fn run(Ledger::Adopt { config }: Ledger) -> Done {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let setting = Configuration::read(&config)?.setting(Arc::clone(&clock), Arc::clone(&rng))?;
    let databases = Databases::open(setting.engine, MIGRATIONS, Arc::clone(&clock)).await.map_err(|error| error.to_string())?;
    let ledger = identity::Ledger::at(setting.erasures);
    ledger.adopt(&databases, &Moment::take(&*clock, &rng)).await.map_err(|error| error.to_string())?;
    databases.close().await;
    say(format_args!("the ledger {ledger} is taken as it is: restore no backup older than its loss"))
}
