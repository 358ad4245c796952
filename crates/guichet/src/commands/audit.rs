//! `guichet audit …`: whether the register of consents is as it was written.

use std::{path::PathBuf, sync::Arc};

use clap::Subcommand;
use db::{Databases, audit::Head};
use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};

use super::{Done, say};
use crate::{configuration::Configuration, parts::MIGRATIONS};

#[derive(Subcommand)]
pub enum Audit {
    /// Read the register of consents again: its chain, and the texts that it names.
    Verify {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// A last link kept elsewhere (`position:link`): it must still be there.
        #[arg(long)]
        head: Option<Head>,
    },
}

pub async fn run(Audit::Verify { config, head }: Audit) -> Done {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let setting = Configuration::read(&config)?.setting(Arc::clone(&clock), rng)?;
    let databases = Databases::open(setting.engine, MIGRATIONS, clock).await.map_err(|error| error.to_string())?;
    let mut tx = databases.identity_read().await.map_err(|error| error.to_string())?;
    let verdict = identity::register::verify(&mut tx, head.as_ref()).await.map_err(|error| error.to_string())?;
    drop(tx);
    databases.close().await;
    let last = verdict.map_err(|damage| damage.to_string())?;
    match last.position {
        0 => say(format_args!("nothing is sealed yet")),
        _ => say(format_args!("the register is whole; keep its last link elsewhere: {last}")),
    }
}
