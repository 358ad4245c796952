//! `guichet client`: the services that sign people in.

use std::{path::PathBuf, sync::Arc};

use clap::{Args, Subcommand, ValueEnum};
use identity::{NewClient, Profile, Scope};
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};
use serde_json::json;

use super::{Done, say};
use crate::{app::App, configuration::Configuration};

#[derive(Subcommand)]
pub enum Client {
    /// Register a client; its secret is shown this once.
    Create(Create),
    /// Say where a client is told of deleted accounts.
    Events(Events),
}

#[derive(Args)]
pub struct Events {
    /// The configuration file.
    #[arg(long, default_value = "guichet.toml")]
    config: PathBuf,
    /// Its client_id.
    #[arg(long)]
    client: String,
    /// The address that takes signed events; without it, the client is told no more.
    #[arg(long)]
    uri: Option<String>,
}

#[derive(Args)]
pub struct Create {
    /// The configuration file.
    #[arg(long, default_value = "guichet.toml")]
    config: PathBuf,
    /// Its name, as people read it when they agree.
    #[arg(long)]
    name: String,
    /// An exact address where codes may be sent; may be given several times.
    #[arg(long = "redirect-uri", required = true)]
    redirect_uris: Vec<String>,
    /// An exact address where people may be sent after signing out.
    #[arg(long = "post-logout-uri")]
    post_logout_uris: Vec<String>,
    /// Where it is told that a session ended.
    #[arg(long)]
    backchannel_uri: Option<String>,
    /// How much freedom it has.
    #[arg(long, value_enum, default_value = "strict")]
    profile: Freedom,
    /// One line of JSON instead of a text.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Freedom {
    /// `state` and `nonce` are mandatory.
    Strict,
    /// What the standard makes optional is optional.
    Certification,
}

pub async fn run(command: Client) -> Done {
    match command {
        Client::Create(create) => create_client(create).await,
        Client::Events(events) => set_events(events).await,
    }
}

async fn set_events(events: Events) -> Done {
    let (clock, rng): (Arc<dyn Clock>, Arc<dyn Rng>) = (Arc::new(SystemClock::default()), Arc::new(SystemRng));
    let app = App::open(Configuration::read(&events.config)?.setting(clock, rng)?).await?;
    let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
    app.parts.identity.set_events_uri(&mut tx, &events.client, events.uri.as_deref()).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    app.parts.databases.close().await;
    say(format_args!("{} {}", events.client, events.uri.as_deref().unwrap_or("is told no more")))
}

async fn create_client(create: Create) -> Done {
    let configuration = Configuration::read(&create.config)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let moment = Moment::take(&*clock, &rng);
    let new = NewClient {
        id: None,
        secret: None,
        name: create.name,
        profile: match create.profile {
            Freedom::Strict => Profile::Strict,
            Freedom::Certification => Profile::Certification,
        },
        sector: None,
        redirect_uris: create.redirect_uris,
        post_logout_uris: create.post_logout_uris,
        backchannel_uri: create.backchannel_uri,
        scopes: vec![Scope::OpenId, Scope::Profile, Scope::Email],
        asks_consent: true,
        is_ours: false,
    };
    new.check().map_err(|error| error.to_string())?;
    let app = App::open(configuration.setting(clock, rng)?).await?;
    let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
    let (id, secret) = app.parts.identity.create_client(&mut tx, &moment, new).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    app.parts.databases.close().await;
    if create.json {
        say(json!({ "client_id": id, "client_secret": secret }))
    } else {
        say(format_args!("client_id      {id}\nclient_secret  {secret}\n\nThe secret is not kept in clear: copy it now."))
    }
}
