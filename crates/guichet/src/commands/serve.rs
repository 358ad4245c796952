//! `guichet serve`.

use std::{path::Path, sync::Arc};

use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};
use tokio::net::TcpListener;
use web::Site;

use super::Done;
use crate::{app::App, configuration::Configuration, shutdown::Shutdown};

pub async fn run(config: &Path) -> Done {
    let shutdown = Shutdown::listen()?;
    let configuration = Configuration::read(config)?;
    let problems = configuration.problems();
    if !problems.is_empty() {
        return Err(format!("{}:\n- {}", config.display(), problems.join("\n- ")));
    }
    tracing_subscriber::fmt().json().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    let mut sockets = Vec::new();
    for address in &configuration.listen {
        sockets.push((bind(address).await?, None));
    }
    sockets.push((bind(&configuration.ops).await?, Some(Site::Ops)));
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let app = App::open(configuration.setting(clock, rng)?).await?;
    tracing::info!("serving");
    app.serve(sockets, shutdown.asked()).await;
    Ok(())
}

async fn bind(address: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))
}
