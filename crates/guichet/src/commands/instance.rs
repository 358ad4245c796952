//! `guichet instance …`: the spaces of the authorities.

use std::{path::PathBuf, sync::Arc};

use clap::Subcommand;
use kernel::{Clock, Rng, Slug, clock::SystemClock, rng::SystemRng};

use super::{Done, say};
use crate::{app::App, configuration::Configuration};

#[derive(Subcommand)]
pub enum Instance {
    /// List the instances and where they stand.
    List {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Open the instances that an authority's offer gives her.
    Open {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// The authority: `bron`, `metropole`.
        authority: Slug,
    },
}

pub async fn run(command: Instance) -> Done {
    let (Instance::List { config } | Instance::Open { config, .. }) = &command;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let app = App::open(Configuration::read(config)?.setting(clock, rng)?).await?;
    let territory = &app.parts.territory;
    if let Instance::Open { authority, .. } = &command {
        let opened = territory::open_instances(territory, authority, "command-line", &app.moment()).await;
        opened.map_err(crate::starter::told)?;
    }
    for instance in territory.directory().instances() {
        say(format_args!("{:<32} {}", instance.key().to_string(), instance.state.as_str()))?;
    }
    app.parts.databases.close().await;
    Ok(())
}
