//! A FranceConnect beside the provider, on a socket of its own.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use db::{InstanceKey, testing::Bench};
use jsonwebtoken::{Algorithm, EncodingKey, jwk::Jwk};
use kernel::Personal;
use simulators::franceconnect::{Client, FranceConnect, Proof, SCOPES, Signing};
use tokio::net::TcpListener;
use web::{Actor, Admission, Ctx, Failure, Foundation, Head, House, Policy, Site, Sites, Web, cookie::Secret, house::BoxFuture};

use super::{Answer, Browser, ISSUER, World};
use crate::franceconnect::{self as rp, Settings};

/// FranceConnect as it is served.
pub(in crate::tests) struct FranceConnectSite {
    pub simulator: FranceConnect,
    pub settings: Settings,
    base: String,
    web: Arc<Web>,
}

/// Runs a journey with a FranceConnect.
pub(in crate::tests) async fn certified_journey(test: impl AsyncFn(World)) {
    patient_journey(Duration::from_secs(20), test).await;
}

/// The same, where the provider waits for it that long at most.
pub(in crate::tests) async fn patient_journey(patience: Duration, test: impl AsyncFn(World)) {
    let secret = "secret-of-glc".to_owned();
    let proofs = (Proof::Secret(secret.clone()), rp::Proof::Secret(Personal::new(secret)));
    run(patience, proofs, test).await;
}

/// The same, where the provider proves who it is by its private key.
pub(in crate::tests) async fn keyed_journey(test: impl AsyncFn(World)) {
    let private = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
    let private = EncodingKey::from_ec_der(private.as_ref());
    let public = Jwk::from_encoding_key(&private, Algorithm::ES256).unwrap();
    run(Duration::from_secs(20), (Proof::Key(Box::new(public)), rp::Proof::Key(private)), test).await;
}

async fn run(patience: Duration, proofs: (Proof, rp::Proof), test: impl AsyncFn(World)) {
    db::testing::on_each_engine(&[crate::MIGRATIONS], async |bench| {
        let fc = FranceConnectSite::serve(&bench, patience, proofs.clone()).await;
        test(World::new(bench, Some(fc)).await).await;
    })
    .await;
}

/// A house where everybody may pass.
struct Open;

impl House for Open {
    fn identify<'a>(&'a self, _: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async { Ok(Actor::Anonymous) })
    }
    fn admit<'a>(&'a self, _: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async { Ok(Admission::Granted(actor)) })
    }
    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/".to_owned()
    }
    fn chrome(&self, _: &Ctx) -> ui::Chrome {
        ui::Chrome::default()
    }
}

impl FranceConnectSite {
    async fn serve(bench: &Bench, patience: Duration, (registered, proof): (Proof, rp::Proof)) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", socket.local_addr().unwrap());
        let connect = Client {
            id: "glc".to_owned(),
            name: "GrandLyon Connect".to_owned(),
            entity: "metropole".to_owned(),
            proof: registered,
            redirect_uris: vec![format!("{ISSUER}/franceconnect/retour")],
            post_logout_uris: vec![format!("{ISSUER}/franceconnect/deconnexion")],
            scopes: SCOPES.map(|(scope, _)| scope.to_owned()).to_vec(),
            signing: Signing::Es256,
            is_active: true,
        };
        let simulator = FranceConnect::new(&base, vec![connect], Duration::from_secs(600)).unwrap();
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: Sites::default().with(Site::FranceConnect, &base),
            secret: Secret::new([8; 32]),
            clock: Arc::clone(&bench.clock) as Arc<dyn kernel::Clock>,
            rng: Arc::clone(&bench.rng),
            uploads: bench.dir.clone(),
            house: Arc::new(Open),
        };
        let web = Arc::new(Web::build(foundation, simulator.routes()).unwrap());
        // until the test's own runtime ends
        tokio::spawn(Arc::clone(&web).serve(vec![(socket, Some(Site::FranceConnect))], std::future::pending()));
        let settings = Settings {
            issuer: simulator.issuer().to_owned(),
            client_id: "glc".to_owned(),
            proof,
            signing: rp::Signing::Es256,
            patience,
            button: Some(rp::Picture { content: Arc::from(*b"<svg/>"), content_type: "image/svg+xml" }),
        };
        Self { simulator, settings, base, web }
    }

    pub fn base(&self) -> &str {
        &self.base
    }
    pub fn web(&self) -> &Web {
        &self.web
    }
    /// What may be called.
    pub fn address(&self) -> String {
        self.base.trim_start_matches("http://").to_owned()
    }
}

impl Browser {
    /// At FranceConnect, from where a page of ours sends her: proves who she is,
    /// and gives the address that she comes back to.
    pub async fn prove(&self, world: &World, url: &str, login: &str) -> String {
        let base = world.fc().base();
        let whole = |answer: &Answer| {
            let to = answer.location();
            if to.starts_with('/') { format!("{base}{to}") } else { to.to_owned() }
        };
        let mut at = url.to_owned();
        while let Some(path) = at.strip_prefix(base) {
            let answer = match path.split('?').next().unwrap_or_default() {
                "/connexion" => self.fill(world, &at, "/connexion", &[("fournisseur", "compte-essai"), ("login", login)]).await,
                "/continuer" => self.fill(world, &at, "/continuer", &[]).await,
                _ => self.get(world, &at).await,
            };
            assert_eq!(answer.status, 303, "{at}: {}", answer.body);
            at = whole(&answer);
        }
        at
    }

    /// Signs in by FranceConnect from the page `path`: what our site answers.
    pub async fn by_franceconnect(&self, world: &World, path: &str, login: &str) -> Answer {
        let sent = self.fill(world, path, "/franceconnect/debut", &[]).await;
        let back = self.prove(world, sent.location(), login).await;
        self.get(world, &back).await
    }

    /// Forgets FranceConnect's session, as after half an hour.
    pub fn forget_franceconnect(&self) {
        self.cookies.lock().unwrap().retain(|name, _| !name.contains("franceconnect"));
    }
}
