//! What operators see and order: the clients and how they fare, the keys that sign.

use db::{IdentityTx, Result};
use kernel::{Moment, Timestamp};

use crate::{
    AuthMethod, Identity, SigningAlg, keys,
    model::{keyring, secret_age},
    store::{client_errors, client_secrets, keys as kept},
};

/// A registered client, without its secret.
#[derive(Debug, Clone)]
pub struct ClientState {
    /// Its identifier.
    pub id: String,
    /// Its name, as people read it.
    pub name: String,
    /// How it proves who it is.
    pub auth_method: AuthMethod,
    /// Whether it is disconnected.
    pub is_suspended: bool,
    /// When its present secret was made.
    pub secret_since: Option<Timestamp>,
    /// When that secret is to be replaced.
    pub renew_before: Option<Timestamp>,
}

/// What a client was refused.
#[derive(Debug, Clone)]
pub struct Refused {
    /// When.
    pub at: Timestamp,
    /// Where: `token`, `par`…
    pub endpoint: &'static str,
    /// The error of the standard.
    pub error: String,
    /// What its developer should do, in French.
    pub explanation: &'static str,
}

/// A key that signs, signed or will sign.
#[derive(Debug, Clone)]
pub struct KeyState {
    /// Its name in tokens and in `/jwks`.
    pub kid: String,
    /// What it signs with.
    pub algorithm: SigningAlg,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it is the one that signs now.
    pub signs: bool,
}

impl Identity {
    /// The clients of partners, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn clients(&self, tx: &mut IdentityTx) -> Result<Vec<ClientState>> {
        let rows = client_secrets::of_clients(tx).await?;
        Ok(rows
            .into_iter()
            .map(|row| ClientState {
                id: row.id,
                name: row.name,
                auth_method: row.protocol.0.auth_method,
                is_suspended: row.suspended_at.is_some(),
                secret_since: row.secret_since,
                renew_before: row.secret_since.map(secret_age::renew_before),
            })
            .collect())
    }

    /// What a client was refused lately, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn refusals_of(&self, tx: &mut IdentityTx, client: &str) -> Result<Vec<Refused>> {
        let rows = client_errors::recent(tx, client).await?;
        Ok(rows
            .into_iter()
            .map(|row| Refused { explanation: row.explanation(), at: row.at, endpoint: row.endpoint.as_str(), error: row.error })
            .collect())
    }

    /// The keys, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn signing_keys(&self, tx: &mut IdentityTx, wall: Timestamp) -> Result<Vec<KeyState>> {
        let rows = kept::all(tx).await?;
        let signs = |alg: SigningAlg| {
            let own: Vec<_> = rows.iter().filter(|row| row.algorithm == alg).collect();
            let created: Vec<Timestamp> = own.iter().map(|row| row.created_at).collect();
            keyring::signing(&created, wall).and_then(|index| own.get(index)).map(|row| row.kid.clone())
        };
        let now: Vec<String> = SigningAlg::ALL.iter().filter_map(|alg| signs(*alg)).collect();
        let state = |row: &kept::KeyRow| KeyState {
            kid: row.kid.clone(),
            algorithm: row.algorithm,
            created_at: row.created_at,
            signs: now.contains(&row.kid),
        };
        Ok(rows.iter().map(state).collect())
    }

    /// Makes new keys, published now and signing a day later, when every client
    /// has read them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn replace_keys(&self, moment: &Moment) -> Result<()> {
        keys::replace(&self.databases, &self.vault, moment).await?;
        self.forget_keys();
        Ok(())
    }

    /// Takes a stolen key away at once: nothing that it signed is believed any
    /// more, and other replicas follow within ten seconds.
    ///
    /// # Errors
    /// [`db::DbError::NotFound`] when there is no such key.
    pub async fn withdraw_key(&self, moment: &Moment, kid: &str) -> Result<()> {
        keys::withdraw(&self.databases, &self.vault, moment, kid).await?;
        self.forget_keys();
        Ok(())
    }
}
