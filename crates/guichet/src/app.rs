//! One replica: the parts plugged into each other, ready to answer.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use cases::{Cases, Services, territory_lookups};
use catalogue::{Catalogue, Imprint};
use db::{Blobs, Databases, DbError, Engine, Keyring, jobs::Runner};
use exchange::Exchange;
use identity::{Datum, Identity, Ledger, Need, NewClient};
use kernel::{Clock, Moment, Rng, values::Email};
use notify::{Brand, GatewaySettings, Mailer, Sender, Texter};
use outbound::{Clamd, Http};
use records::Records;
use studio::Studio;
use territory::{
    Territory,
    places::{Places, Sources},
};
use tokio::sync::{Notify, watch};
use web::{
    Foundation, Route, Site, Sites, Web,
    cookie::Secret,
    signin::{Client, SignIn},
};

use crate::{
    chrome::Surroundings,
    departures,
    doorkeeper::Doorkeeper,
    letters::Post,
    ops::Ops,
    parts::{MIGRATIONS, Parts},
    starter,
};

/// What a replica is told.
pub struct Setting {
    pub engine: Engine,
    /// Where files are kept.
    pub data: PathBuf,
    /// The ledger of erasures: a file outside the databases and their backups.
    pub erasures: PathBuf,
    pub sites: Sites,
    pub secret: [u8; 32],
    /// The keys that seal sensitive answers.
    pub answer_keys: Keyring,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub mailer: Mailer,
    pub sender: Sender,
    /// Where text messages are handed over, if they are.
    pub texts: Option<GatewaySettings>,
    pub outbound_allow: Vec<String>,
    /// What examines the files that people send.
    pub antivirus: Option<Clamd>,
    /// Where addresses and the map come from.
    pub places: Sources,
    /// How FranceConnect knows us, if it does.
    pub franceconnect: Option<identity::franceconnect::Settings>,
    /// Proxies whose `X-Forwarded-For` tells who the client is.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    pub is_demo: bool,
    /// Routes besides those of the parts: the demo's simulators.
    pub more_routes: Vec<Route>,
}

/// One replica.
pub struct App {
    pub parts: Parts,
    pub web: Arc<Web>,
    pub runner: Arc<Runner>,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    draining: watch::Sender<bool>,
    uploads: PathBuf,
    offers_changed: Arc<Notify>,
}

/// Where our own public sites are: they call each other (sign-in, sign-out told to
/// all) even where their names lead to a private network. Anybody may call them.
fn own_addresses(sites: &Sites) -> Vec<String> {
    let address = |site: Site| {
        let base: http::Uri = sites.base(site).parse().ok()?;
        let port = base.port_u16().unwrap_or(if base.scheme_str() == Some("https") { 443 } else { 80 });
        Some(format!("{}:{port}", base.host()?))
    };
    [Site::Portal, Site::Desk, Site::Connect, Site::Console].into_iter().filter_map(address).collect()
}

/// The sector of our own sites: they know a person by one identifier.
pub const SECTOR: &str = "guichet";
/// What other replicas changed is seen after at most this long.
const REFRESH_EVERY: Duration = Duration::from_secs(10);

impl App {
    /// Opens the databases and plugs the parts.
    ///
    /// # Errors
    /// A sentence for whoever starts the program.
    pub async fn open(setting: Setting) -> Result<Self, String> {
        let Setting { engine, data, erasures, sites, secret, answer_keys, clock, rng, mailer, sender, .. } = setting;
        let Setting { outbound_allow, texts, antivirus, places, franceconnect, trusted_proxies, is_demo, more_routes, .. } = setting;
        let uploads = data.join("uploads");
        std::fs::create_dir_all(&uploads).map_err(|error| format!("{}: {error}", uploads.display()))?;
        let http = Http::new(outbound_allow.into_iter().chain(own_addresses(&sites)).collect())
            .map_err(|error| format!("the HTTP client cannot be set up: {error}"))?;
        let databases = Databases::open(engine, MIGRATIONS, Arc::clone(&clock)).await.map_err(|error| error.to_string())?;
        let blobs = Blobs::local(data.join("files"));
        let signing = Secret::new(secret);
        let (draining, is_draining) = watch::channel(false);
        let offers_changed = Arc::new(Notify::new());

        let clients = own_clients(&signing);
        let sign_in = SignIn::new(databases.clone(), http.clone(), sites.clone(), clients.clone());
        let ledger = Ledger::at(erasures);
        let identity =
            Identity::open(databases.clone(), signing.derive("identity"), sites.clone(), http.clone(), &rng, (franceconnect, ledger))
                .await
                .map_err(|error| format!("the identity provider cannot be opened: {error}"))?;
        let moment = Moment::take(&*clock, &rng);
        register_own_sites(&databases, &identity, &sites, &clients, &moment).await.map_err(|error| error.to_string())?;
        let territory = Territory::with(databases.clone(), Places::of(http.clone(), places));
        let catalogue = Catalogue::new(databases.clone(), territory.clone(), Imprint::default()).map_err(|error| error.to_string())?;
        let records = Records::new(records::Services {
            databases: databases.clone(),
            blobs: blobs.clone(),
            http: http.clone(),
            base: territory_lookups(),
        });
        let exchange = Exchange::new(exchange::Services { databases: databases.clone(), http: http.clone(), secret: signing.clone() });
        let cases = Cases::new(Services {
            databases: databases.clone(),
            blobs: blobs.clone(),
            records: records.clone(),
            territory: territory.clone(),
            sites: sites.clone(),
            secret: signing.clone(),
            keys: answer_keys,
            sender: sender.clone(),
            connectors: Arc::new(exchange.clone()),
            antivirus: antivirus.clone(),
            offers_changed: Arc::clone(&offers_changed),
        });
        let studio = Studio::new(databases.clone(), cases.clone());
        let parts = Parts {
            databases: databases.clone(),
            blobs,
            mailer: mailer.clone(),
            texter: Texter::new(http, texts),
            sign_in,
            identity,
            territory,
            catalogue,
            records,
            cases,
            exchange,
            studio,
            ops: Ops::new(is_draining, antivirus),
        };

        for client in clients.values() {
            // a restored platform keeps nothing of those who left since
            let caught_up = departures::catch_up(&parts, &moment, &client.id).await;
            caught_up.map_err(|error| format!("deleted accounts cannot be read: {error}"))?;
        }
        starter::base_data(&parts, &moment).await?;
        starter::publish_on_opening(&parts);

        let house = Doorkeeper {
            databases: databases.clone(),
            sign_in: parts.sign_in.clone(),
            identity: parts.identity.clone(),
            cases: parts.cases.clone(),
            surroundings: Surroundings { territory: parts.territory.clone(), is_demo },
        };
        let foundation = Foundation {
            databases: databases.clone(),
            sites,
            secret: signing,
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            uploads: uploads.clone(),
            house: Arc::new(house),
        };
        let routes = parts.routes().into_iter().chain(more_routes).collect();
        let web = Web::build(foundation, routes).map_err(|error| error.to_string())?.behind(trusted_proxies);
        let brand = Brand { name: sender.name.clone(), colour: String::new(), from: sender, reply_to: None };
        let post = Post { mailer, brand, clock: Arc::clone(&clock) };
        let runner = Runner::new(databases, Arc::clone(&rng), parts.jobs(post), parts.schedules());
        Ok(Self { parts, web: Arc::new(web), runner: Arc::new(runner), clock, rng, draining, uploads, offers_changed })
    }

    /// This instant.
    pub fn moment(&self) -> Moment {
        Moment::take(&*self.clock, &self.rng)
    }

    /// Serves sockets and does the work behind, until asked to stop.
    pub async fn serve(&self, sockets: Vec<(tokio::net::TcpListener, Option<Site>)>, stop: impl Future<Output = ()>) {
        sweep(&self.uploads);
        let (ended, _) = watch::channel(false);
        let until_ended = || {
            let mut ended = ended.subscribe();
            async move { drop(ended.wait_for(|ended| *ended).await) }
        };
        let runner = tokio::spawn({
            let (runner, ended) = (Arc::clone(&self.runner), until_ended());
            async move { runner.run(ended).await }
        });
        let refresher = tokio::spawn(refresh(self.parts.clone(), Arc::clone(&self.offers_changed)));
        let draining = self.draining.clone();
        let stop = async move {
            stop.await;
            // health says so before connections are refused
            draining.send_replace(true);
        };
        Arc::clone(&self.web).serve(sockets, stop).await;
        ended.send_replace(true);
        refresher.abort();
        drop(runner.await);
        self.parts.databases.close().await;
    }
}

/// Erases files whose reception was cut by a kill. Younger ones may be on their
/// way in another replica.
fn sweep(uploads: &std::path::Path) {
    let is_old = |entry: &std::fs::DirEntry| {
        let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|modified| modified.elapsed());
        matches!(age, Ok(Ok(age)) if age > Duration::from_secs(3_600))
    };
    let left = std::fs::read_dir(uploads).into_iter().flatten().flatten().filter(is_old);
    left.for_each(|entry| drop(std::fs::remove_file(entry.path())));
}

/// Keeps what is read in memory close to what is kept: at once for what this
/// replica changed, from time to time for the others.
async fn refresh(parts: Parts, offers_changed: Arc<Notify>) {
    loop {
        tokio::select! {
            () = offers_changed.notified() => {
                // changes come in bursts: one reading for all of them
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            () = tokio::time::sleep(REFRESH_EVERY) => {}
        }
        if let Err(error) = parts.territory.refresh().await {
            tracing::warn!(%error, "the directory was not read again");
        }
        if let Err(error) = parts.catalogue.reload().await {
            tracing::warn!(%error, "the catalogue was not read again");
        }
    }
}

/// Our own sites as clients: their secrets follow from the deployment's.
fn own_clients(secret: &Secret) -> BTreeMap<Site, Client> {
    [Site::Portal, Site::Desk, Site::Console]
        .into_iter()
        .map(|site| {
            let key = secret.derive(&format!("client:{site}"));
            let secret = key.iter().map(|byte| format!("{byte:02x}")).collect();
            (site, Client { id: format!("guichet-{site}"), secret })
        })
        .collect()
}

/// Registers our own sites at the provider; their addresses may have changed.
async fn register_own_sites(
    databases: &Databases,
    identity: &Identity,
    sites: &Sites,
    clients: &BTreeMap<Site, Client>,
    moment: &Moment,
) -> Result<(), DbError> {
    let mut tx = databases.identity_write().await?;
    for (site, client) in clients {
        let new = NewClient {
            id: Some(client.id.clone()),
            secret: Some(client.secret.clone()),
            // one sector: an agent and a citizen who are one person are one person
            sector: Some(SECTOR.to_owned()),
            redirect_uris: vec![SignIn::redirect_uri(sites, *site)],
            post_logout_uris: vec![SignIn::post_logout_uri(sites, *site)],
            backchannel_uri: Some(SignIn::backchannel_uri(sites, *site)),
            asks_consent: *site == Site::Portal,
            is_ours: true,
            ..NewClient::confidential(match site {
                Site::Portal => "Portail des démarches",
                Site::Desk => "Espace des agents",
                _ => "Pilotage",
            })
        };
        identity.put_client(&mut tx, moment, new).await?;
    }
    if let Some(portal) = clients.get(&Site::Portal) {
        identity.set_needs(&mut tx, &portal.id, &portal_needs(), "").await?;
    }
    tx.commit().await
}

/// What the portal fills forms with; certified, it says so there.
fn portal_needs() -> Vec<Need> {
    let need = |datum, why: &str, required| Need { datum, why: why.to_owned(), required };
    let filling = "Remplir vos démarches sans retaper cette information.";
    vec![
        need(Datum::GivenName, filling, true),
        need(Datum::FamilyName, filling, true),
        need(Datum::Email, "Vous écrire au sujet de vos démarches.", true),
        need(Datum::Birthdate, filling, false),
    ]
}

/// The address and name that letters of the platform come from.
///
/// # Errors
/// When the address cannot be written to.
pub fn sender(name: &str, address: &str) -> Result<Sender, String> {
    let address = Email::parse(address).ok_or_else(|| format!("« {address} » is not an e-mail address"))?;
    Ok(Sender { name: name.to_owned(), address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_sites_may_call_each_other_wherever_they_are() {
        let sites = Sites::default().with(Site::Portal, "https://demarches.example").with(Site::Connect, "http://localhost:8082");
        assert_eq!(own_addresses(&sites), ["demarches.example:443", "localhost:8082"]);
    }

    #[test]
    fn receptions_that_were_cut_are_swept_and_those_under_way_are_not() {
        let uploads = tempfile::tempdir().unwrap();
        let (cut, arriving) = (uploads.path().join("cut"), uploads.path().join("arriving"));
        std::fs::write(&arriving, "the beginning").unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        std::fs::File::create(&cut).unwrap().set_modified(long_ago).unwrap();
        sweep(uploads.path());
        assert_eq!([cut.exists(), arriving.exists()], [false, true]);
        sweep(&uploads.path().join("not-there"));
    }
}
