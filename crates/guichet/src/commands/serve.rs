//! `guichet serve`.

use std::{path::Path, sync::Arc};

use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};
use notify::Mailer;
use tokio::net::TcpListener;
use web::Site;

use super::Done;
use crate::{
    app::{App, Setting, sender},
    configuration::Configuration,
    shutdown,
};

pub async fn run(config: &Path) -> Done {
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
    let app = App::open(Setting {
        engine: configuration.engine(),
        data: configuration.data.clone(),
        sites: configuration.sites(),
        secret: configuration.secret()?,
        clock,
        rng,
        mailer: Mailer::smtp(configuration.smtp()?).map_err(|error| error.to_string())?,
        sender: sender(&configuration.mail.sender_name, &configuration.mail.sender_address)?,
        outbound_allow: configuration.outbound.allow,
        trusted_proxies: configuration.trusted_proxies,
        is_demo: false,
        more_routes: Vec::new(),
    })
    .await?;
    tracing::info!("serving");
    app.serve(sockets, shutdown::asked()).await;
    Ok(())
}

async fn bind(address: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))
}
