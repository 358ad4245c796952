//! What every page and endpoint of the provider needs.

use std::{ops::Deref, sync::Arc};

use db::{Databases, DbError, IdentityTx};
use kernel::{Moment, Rng, Timestamp};
use outbound::Http;
use web::{Site, Sites};

use crate::{
    flow::{client_keys::KeyCache, closing, ledger_mark},
    franceconnect::{FranceConnect, settings::Settings},
    hashing::Hashing,
    keys::{self, KeyRing, Keys},
    ledger::Ledger,
    model::{account::Salt, passkey::RelyingParty},
    store::settings,
    vault::{Purpose, Vault},
};

/// The sector that knows the person on the provider's own site.
pub(crate) const OWN_SECTOR: &str = "connect";
/// The setting that holds the secret of pairwise identifiers.
const SALT: &str = "pairwise-salt";

/// The identity provider. Cheap to clone.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

/// The parts of a provider.
pub struct Inner {
    pub(crate) databases: Databases,
    pub(crate) sites: Sites,
    pub(crate) http: Http,
    pub(crate) vault: Vault,
    pub(crate) salt: Salt,
    pub(crate) hashing: Hashing,
    pub(crate) client_keys: KeyCache,
    franceconnect: Option<FranceConnect>,
    pub(crate) ledger: Ledger,
    keys: Keys,
}

impl Deref for Identity {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Identity {
    /// Opens the provider: makes its secrets the first time, and erases again the
    /// accounts of the ledger that a restored backup brought back. Without
    /// settings, nothing speaks of FranceConnect.
    ///
    /// # Errors
    /// When the database cannot be written, or was sealed with another
    /// `secret`; when the ledger cannot be read and written, or lost what it held.
    pub async fn open(
        databases: Databases,
        secret: [u8; 32],
        sites: Sites,
        http: Http,
        rng: &Arc<dyn Rng>,
        (franceconnect, ledger): (Option<Settings>, Ledger),
    ) -> Result<Self, DbError> {
        let moment = Moment::take(&**databases.clock(), rng);
        let vault = Vault::new(secret);
        let mut tx = databases.identity_write().await?;
        let mut fresh = [0; 32];
        moment.rng.fill(&mut fresh);
        let sealed = settings::get_or_set(&mut tx, SALT, &vault.seal(Purpose::Settings, SALT, &fresh, &*moment.rng)?).await?;
        let salt = Salt::new(&vault.open(Purpose::Settings, SALT, &sealed)?);
        tx.commit().await?;
        keys::renew(&databases, &vault, &moment).await?;
        let inner = Inner {
            databases,
            sites,
            http,
            vault,
            salt,
            hashing: Hashing::new(),
            client_keys: KeyCache::default(),
            franceconnect: franceconnect.map(FranceConnect::new),
            ledger,
            keys: Keys::default(),
        };
        let identity = Self(Arc::new(inner));
        ledger_mark::check(&identity.databases, &identity.ledger).await?;
        closing::write_ledger(&identity).await?;
        closing::replay(&identity, &moment).await?;
        ledger_mark::remember(&identity.databases, &identity.ledger).await?;
        Ok(identity)
    }
}

impl Inner {
    /// Our name in tokens: the base URL of the connect site.
    pub(crate) fn issuer(&self) -> &str {
        self.sites.base(Site::Connect)
    }

    /// The keys changed.
    pub(crate) fn forget_keys(&self) {
        self.keys.forget();
    }

    /// Who we are for passkeys.
    pub(crate) fn relying_party(&self) -> RelyingParty<'_> {
        RelyingParty { origin: self.sites.base(Site::Connect).trim_end_matches('/') }
    }

    /// FranceConnect, when this deployment is one of its clients.
    pub(crate) const fn franceconnect(&self) -> Option<&FranceConnect> {
        self.franceconnect.as_ref()
    }

    /// What `/jwks` answers; most often without a transaction.
    pub(crate) async fn published_keys(&self, wall: Timestamp) -> Result<Arc<KeyRing>, DbError> {
        match self.keys.fresh(wall) {
            Some(ring) => Ok(ring),
            None => self.ring(&mut self.databases.identity_read().await?, wall).await,
        }
    }

    /// The keys that sign.
    pub(crate) async fn ring(&self, tx: &mut IdentityTx, wall: Timestamp) -> Result<Arc<KeyRing>, DbError> {
        self.keys.ring(tx, &self.vault, wall).await
    }
}
