//! `guichet migrate`.

use std::{path::Path, sync::Arc};

use db::{Databases, DbKey};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};

use super::{Done, say};
use crate::{app::App, configuration::Configuration, parts::MIGRATIONS};

pub async fn run(config: &Path) -> Done {
    let configuration = Configuration::read(config)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let databases = Databases::open(configuration.engine(), MIGRATIONS, Arc::clone(&clock)).await.map_err(|error| error.to_string())?;
    let mut keys = databases.list().await.map_err(|error| error.to_string())?;
    for always in [DbKey::Platform, DbKey::Identity] {
        if !keys.contains(&always) {
            keys.push(always);
        }
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    let progress = ProgressBar::new(keys.len() as u64).with_style(style);
    for key in &keys {
        progress.set_message(key.to_string());
        // opening brings up to date: done twice, or interrupted and done again, it is the same
        databases.create(key).await.map_err(|error| error.to_string())?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    databases.close().await;
    // opened once, as to serve: whom a restored backup brought back goes again
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let app = App::open(configuration.setting(clock, rng)?).await?;
    app.parts.databases.close().await;
    say(format_args!("{} databases are up to date", keys.len()))
}
