//! `guichet reseal`: once a new key stands first in `answer_keys`.

use std::{path::Path, sync::Arc};

use indicatif::{ProgressBar, ProgressStyle};
use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};

use super::{Done, say};
use crate::{app::App, configuration::Configuration};

pub async fn run(config: &Path) -> Done {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let app = App::open(Configuration::read(config)?.setting(clock, rng)?).await?;
    let keys = app.parts.databases.list().await.map_err(|error| error.to_string())?;
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    let progress = ProgressBar::new(keys.len() as u64).with_style(style);
    let mut sealed = 0;
    for key in &keys {
        progress.set_message(key.to_string());
        sealed += app.parts.cases.reseal(&app.moment(), key).await.map_err(crate::starter::told)?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    app.parts.databases.close().await;
    say(format_args!("{sealed} drafts and requests are under the newest key"))
}
