//! The demonstration: the Métropole de Lyon and its 58 communes, with people,
//! requests and the simulators of the outside world. The same functions as the
//! pages make its data, and the same data are made each time.

mod connected;
mod franceconnect;
mod lists;
mod pack;
mod partner;
mod people;
mod seed;
mod sockets;
mod telling;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use db::{Engine, Keyring};
use kernel::{Clock, Rng, clock::SystemClock, rng::SystemRng};
use notify::{GatewaySettings, Mailer, SmtpSettings, Tls};
use simulators::{Simulators, TEXT_GATEWAY, franceconnect::FranceConnect};
use tokio::net::TcpListener;
use web::{Route, Site, Sites};

use crate::{
    app::{App, Setting, sender},
    configuration::parse_secret,
};
use sockets::Sockets;

/// Where a demonstration is kept and served.
pub struct Place {
    pub dir: PathBuf,
    pub port: u16,
    pub database_url: Option<String>,
    /// Requests filed the first time.
    pub cases: u32,
    /// `host:port` that may be called although they are not public.
    pub allow: Vec<String>,
    /// Says nothing while it is made.
    pub is_quiet: bool,
}

/// A demonstration, ready to serve.
pub struct Demonstration {
    app: App,
    sites: Sites,
    simulators: Simulators,
    franceconnect: FranceConnect,
    sockets: Sockets,
    smtp: TcpListener,
}

impl Demonstration {
    /// Opens a demonstration; makes its data the first time.
    ///
    /// # Errors
    /// A sentence for whoever typed the command.
    pub async fn open(place: Place) -> Result<Self, String> {
        let sockets = Sockets::bind(place.port).await?;
        let smtp_port = if place.port == 0 { 0 } else { place.port + 11 };
        let smtp = TcpListener::bind(("127.0.0.1", smtp_port)).await.map_err(|error| format!("port {smtp_port}: {error}"))?;
        let demonstration = Self::plug(&place, sockets, smtp).await?;
        seed::make(&demonstration.app, &demonstration.sites, &place).await?;
        Ok(demonstration)
    }

    /// A demonstration that serves nobody and has no data: to look at its routes.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub async fn closed(dir: &Path) -> Result<Self, String> {
        let place = Place { dir: dir.to_owned(), port: 0, database_url: None, cases: 0, allow: Vec::new(), is_quiet: true };
        let sockets = Sockets::bind(0).await?;
        let smtp = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
        Self::plug(&place, sockets, smtp).await
    }

    async fn plug(place: &Place, sockets: Sockets, smtp: TcpListener) -> Result<Self, String> {
        std::fs::create_dir_all(&place.dir).map_err(|error| format!("{}: {error}", place.dir.display()))?;
        let clock = Arc::new(SystemClock::default());
        let rng: Arc<dyn Rng> = Arc::new(SystemRng);
        let sites = sockets.sites();
        let waking: Arc<std::sync::OnceLock<Arc<db::jobs::Runner>>> = Arc::default();
        let simulators = Simulators::new(Arc::clone(&clock) as Arc<dyn Clock>, {
            let (clock, waking) = (Arc::clone(&clock), Arc::clone(&waking));
            Arc::new(move |now| {
                clock.move_to(now);
                if let Some(runner) = waking.get() {
                    runner.wake_all();
                }
            })
        });
        let franceconnect = franceconnect::make(&sites)?;
        let relay = smtp.local_addr().map_err(|error| error.to_string())?;
        let settings = SmtpSettings { host: relay.ip().to_string(), port: relay.port(), tls: Tls::None, login: None };
        let app = App::open(Setting {
            engine: engine(place),
            data: place.dir.clone(),
            erasures: place.dir.join("erasures.log"),
            secret: secret(&place.dir.join("secret"), &*rng)?,
            answer_keys: Keyring::new([(ANSWER_KEY.to_owned(), secret(&place.dir.join(ANSWER_KEY), &*rng)?)]),
            clock,
            rng,
            mailer: Mailer::smtp(settings).map_err(|error| error.to_string())?,
            sender: sender("Guichet – démonstration", "ne-pas-repondre@guichet.example")?,
            texts: Some(GatewaySettings {
                url: format!("{}{TEXT_GATEWAY}", sites.base(Site::Simulators)),
                token: None,
                from: "GUICHET".to_owned(),
            }),
            outbound_allow: sockets.addresses().into_iter().chain([telling::CLIENT_HOST.to_owned()]).chain(place.allow.clone()).collect(),
            antivirus: None,
            places: territory::places::Sources::default(),
            franceconnect: Some(franceconnect::settings(&franceconnect)),
            trusted_proxies: Vec::new(),
            is_demo: true,
            more_routes: simulators.routes().into_iter().chain(franceconnect.routes()).collect(),
            sites: sites.clone(),
        })
        .await?;
        // invariant: set once, here
        drop(waking.set(Arc::clone(&app.runner)));
        Ok(Self { app, sites, simulators, franceconnect, sockets, smtp })
    }

    /// Every route that it answers.
    pub fn routes(&self) -> Vec<Route> {
        self.app.parts.routes().into_iter().chain(self.simulators.routes()).chain(self.franceconnect.routes()).collect()
    }

    /// What programs need to know of it, as one line of JSON.
    pub fn summary(&self) -> serde_json::Value {
        telling::summary(&self.sites, &self.app)
    }

    /// What people need to know of it.
    pub fn welcome(&self) -> String {
        telling::welcome(&self.sites, &self.app)
    }

    /// Serves until asked to stop.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let (ended, _) = tokio::sync::watch::channel(false);
        let mut until_ended = ended.subscribe();
        let relay = tokio::spawn({
            let simulators = self.simulators.clone();
            async move { simulators.serve_smtp(self.smtp, async move { drop(until_ended.wait_for(|ended| *ended).await) }).await }
        });
        self.app.serve(self.sockets.into_listeners(), stop).await;
        ended.send_replace(true);
        drop(relay.await);
    }
}

fn engine(place: &Place) -> Engine {
    match &place.database_url {
        Some(url) => Engine::Postgres { url: url.clone(), prefix: String::new() },
        None => Engine::Sqlite { dir: place.dir.join("databases") },
    }
}

/// The key of the demonstration that encrypts sensitive answers, and its file.
pub(crate) const ANSWER_KEY: &str = "answer-key";

/// A secret of the demonstration, made the first time.
fn secret(path: &Path, rng: &dyn Rng) -> Result<[u8; 32], String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    if !path.exists() {
        let mut bytes = [0; 32];
        rng.fill(&mut bytes);
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path, text).map_err(told)?;
    }
    let text = std::fs::read_to_string(path).map_err(told)?;
    parse_secret(text.trim()).ok_or_else(|| format!("{} is damaged: erase the folder and start again", path.display()))
}

/// The site that a listener serves by itself, if it does.
pub(crate) fn fixed(site: Site) -> Option<Site> {
    matches!(site, Site::Ops).then_some(site)
}
