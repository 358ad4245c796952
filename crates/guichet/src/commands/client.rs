//! `guichet client …`: the services that sign people in.

mod create;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Subcommand;
use kernel::{
    Clock, Rng,
    clock::SystemClock,
    rng::SystemRng,
    text::{date, date_time, day},
};

use super::{Done, say};
use crate::{app::App, configuration::Configuration};

#[derive(Subcommand)]
pub enum Client {
    /// Register a client; its secret is shown this once.
    Create(Box<create::Create>),
    /// List the clients, without their secrets, and when these are to be replaced.
    List {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Give a client a new secret, shown this once; the old one serves one week more.
    RenewSecret {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// The client.
        client_id: String,
    },
    /// Tell what a client was refused lately, and what its developer should do.
    Errors {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// The client.
        client_id: String,
    },
    /// Say where a client is told of deleted accounts.
    Events {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// The client.
        client_id: String,
        /// The address that takes signed events; without it, the client is told no more.
        #[arg(long)]
        uri: Option<String>,
    },
}

pub async fn run(command: Client) -> Done {
    match command {
        Client::Create(create) => create.run().await,
        Client::List { config } => list(&config).await,
        Client::RenewSecret { config, client_id } => renew_secret(&config, &client_id).await,
        Client::Errors { config, client_id } => errors(&config, &client_id).await,
        Client::Events { config, client_id, uri } => set_events(&config, &client_id, uri.as_deref()).await,
    }
}

/// Opens the deployment.
pub async fn opened(config: &Path) -> Result<App, String> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    App::open(Configuration::read(config)?.setting(clock, rng)?).await
}

async fn list(config: &Path) -> Done {
    let app = opened(config).await?;
    let mut tx = app.parts.databases.identity_read().await.map_err(|error| error.to_string())?;
    for client in app.parts.identity.clients(&mut tx).await.map_err(|error| error.to_string())? {
        let due = client.renew_before.map_or_else(|| "no secret".to_owned(), |due| format!("renew before {}", date(day(due))));
        let state = if client.is_suspended { "suspended" } else { "connected" };
        say(format_args!("{:<24} {:<20} {state:<10} {due:<32} {}", client.id, client.auth_method.as_str(), client.name))?;
    }
    drop(tx);
    app.parts.databases.close().await;
    Ok(())
}

async fn renew_secret(config: &Path, client: &str) -> Done {
    let app = opened(config).await?;
    let moment = app.moment();
    let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
    let secret = app.parts.identity.renew_client_secret(&mut tx, &moment, client).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    app.parts.databases.close().await;
    say(format_args!("client_secret  {secret}\n\nThe secret is not kept in clear: copy it now. The old one serves one week more."))
}

async fn errors(config: &Path, client: &str) -> Done {
    let app = opened(config).await?;
    let mut tx = app.parts.databases.identity_read().await.map_err(|error| error.to_string())?;
    for refused in app.parts.identity.refusals_of(&mut tx, client).await.map_err(|error| error.to_string())? {
        say(format_args!("{}  {:<10} {}\n    {}", date_time(refused.at), refused.endpoint, refused.error, refused.explanation))?;
    }
    drop(tx);
    app.parts.databases.close().await;
    Ok(())
}

async fn set_events(config: &Path, client: &str, uri: Option<&str>) -> Done {
    let app = opened(config).await?;
    let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
    app.parts.identity.set_events_uri(&mut tx, client, uri).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    app.parts.databases.close().await;
    say(format_args!("{client} {}", uri.unwrap_or("is told no more")))
}
