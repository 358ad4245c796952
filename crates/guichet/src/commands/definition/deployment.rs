//! The deployment whose definitions are worked on. It may be served meanwhile:
//! nothing of its sites is touched.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use cases::{Cases, Services, territory_lookups};
use clap::Args;
use db::{Blobs, Databases, Engine, InstanceKey, InstanceTx, Keyring};
use exchange::Exchange;
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};
use notify::Sender;
use outbound::Http;
use records::Records;
use territory::Territory;
use web::{Sites, cookie::Secret};

use crate::{
    app::sender,
    configuration::{Configuration, parse_secret},
    parts::MIGRATIONS,
};

/// Which deployment.
#[derive(Args)]
pub struct Which {
    /// The configuration file.
    #[arg(long, default_value = "guichet.toml")]
    config: PathBuf,
    /// A demonstration instead: the folder given to `guichet demo --dir`.
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    demo: Option<PathBuf>,
    /// The PostgreSQL database of that demonstration, when it has one.
    #[arg(long, requires = "demo")]
    database_url: Option<String>,
}

/// Where it is kept, and how it signs.
struct Setting {
    engine: Engine,
    data: PathBuf,
    sites: Sites,
    secret: [u8; 32],
    sender: Sender,
}

/// A deployment, open.
pub struct Deployment {
    pub databases: Databases,
    pub cases: Cases,
    territory: Territory,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
}

impl Which {
    fn setting(&self) -> Result<Setting, String> {
        match &self.demo {
            Some(folder) => demonstration(folder, self.database_url.as_deref()),
            None => {
                let read = Configuration::read(&self.config)?;
                Ok(Setting {
                    engine: read.engine(),
                    data: read.data.clone(),
                    sites: read.sites(),
                    secret: read.secret()?,
                    sender: sender(&read.mail.sender_name, &read.mail.sender_address)?,
                })
            }
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// A sentence for whoever typed the command.
    pub async fn open(&self) -> Result<Deployment, String> {
        let Setting { engine, data, sites, secret, sender } = self.setting()?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
        let databases = Databases::open(engine, MIGRATIONS, Arc::clone(&clock)).await.map_err(|error| error.to_string())?;
        let territory = Territory::new(databases.clone());
        territory.refresh().await.map_err(|error| error.to_string())?;
        let blobs = Blobs::local(data.join("files"));
        let http = Http::new(Vec::new()).map_err(|error| format!("the HTTP client cannot be set up: {error}"))?;
        let secret = Secret::new(secret);
        let exchange = Exchange::new(exchange::Services { databases: databases.clone(), http: http.clone(), secret: secret.clone() });
        let lists = records::Services { databases: databases.clone(), blobs: blobs.clone(), http, base: territory_lookups() };
        let cases = Cases::new(Services {
            databases: databases.clone(),
            blobs,
            records: Records::new(lists),
            territory: territory.clone(),
            sites,
            secret,
            // definitions are read and written here, never answers
            keys: Keyring::new([]),
            sender,
            connectors: Arc::new(exchange),
            antivirus: None,
            offers_changed: Arc::default(),
        });
        Ok(Deployment { databases, cases, territory, clock, rng: Arc::new(SystemRng) })
    }
}

impl Deployment {
    /// This instant.
    pub fn moment(&self) -> Moment {
        Moment::take(&*self.clock, &self.rng)
    }

    /// Reads in an instance.
    ///
    /// # Errors
    /// When it is not open: nothing may make its database.
    pub async fn read(&self, instance: &InstanceKey) -> Result<InstanceTx, String> {
        if !self.territory.directory().is_open(instance) {
            return Err(format!("the instance {instance} is not open: guichet instance open {}", instance.authority));
        }
        self.databases.instance_read(instance).await.map_err(|error| error.to_string())
    }

    /// Lets go of its databases.
    pub async fn close(self) {
        self.databases.close().await;
    }
}

fn demonstration(folder: &Path, database_url: Option<&str>) -> Result<Setting, String> {
    let path = folder.join("secret");
    let secret = std::fs::read_to_string(&path).ok().and_then(|text| parse_secret(text.trim()));
    let secret = secret.ok_or_else(|| format!("{}: there is no demonstration: guichet demo --dir makes one", folder.display()))?;
    Ok(Setting {
        engine: match database_url {
            Some(url) => Engine::Postgres { url: url.to_owned(), prefix: String::new() },
            None => Engine::Sqlite { dir: folder.join("databases") },
        },
        data: folder.to_owned(),
        sites: Sites::default(),
        secret,
        sender: sender("Guichet – démonstration", "ne-pas-repondre@guichet.example")?,
    })
}

/// An instance, as typed.
///
/// # Errors
/// A sentence with an example.
pub fn instance(text: &str) -> Result<InstanceKey, String> {
    InstanceKey::parse(text).ok_or_else(|| format!("« {text} » names no instance: write bron or bron~test"))
}
