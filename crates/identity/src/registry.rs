//! What the binary, the console and the demo register: accounts and clients.

use db::{DbError, Doc, IdentityTx, Result};
use kernel::{Moment, Personal, Rng, id::AccountId, values::Email};
use web::{Failure, cookie::digest};

use crate::{
    Identity, Profile, Protocol, Scope, Weakness,
    model::{
        client::{Client, is_registrable},
        life::{SECRET_OVERLAP, after},
        partner::stage::Stage,
        password,
        scope::Scopes,
        sharing::Need,
    },
    store::{
        accounts::{self, AccountRow},
        alerts::{self, Alert},
        clients, departures, second_factors,
    },
    vault::Purpose,
};

/// A password's hash, computed outside any transaction.
#[derive(Debug, Clone)]
pub struct HashedPassword(Personal<String>);

/// An account to make.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Her address.
    pub email: Email,
    /// Her password, from [`Identity::hash_password`].
    pub password: HashedPassword,
    /// Her first names.
    pub given_name: Personal<String>,
    /// Her name.
    pub family_name: Personal<String>,
    /// The secret of her one-time codes, in base 32.
    pub totp_secret: Option<Personal<String>>,
    /// Whether the address is known to be hers.
    pub confirmed: bool,
}

/// A client to register.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Its identifier; drawn when absent.
    pub id: Option<String>,
    /// Its secret, for repeatable demos; drawn when absent.
    pub secret: Option<String>,
    /// Its name, as people read it.
    pub name: String,
    /// How much freedom it has.
    pub profile: Profile,
    /// Clients of one sector know a person by the same identifier; its own when absent.
    pub sector: Option<String>,
    /// Where codes may be sent: exact addresses.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after signing out: exact addresses.
    pub post_logout_uris: Vec<String>,
    /// Where it is told that a session ended.
    pub backchannel_uri: Option<String>,
    /// All that it may ever ask; `openid` is always among it.
    pub scopes: Vec<Scope>,
    /// Whether people are asked before their data are given.
    pub asks_consent: bool,
    /// Whether it is a site of ours.
    pub is_ours: bool,
    /// How it speaks.
    pub protocol: Protocol,
    /// Who is written to about it: its secret that grows old.
    pub contact: Option<Email>,
}

/// A client that was registered.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Its identifier.
    pub id: String,
    /// Its secret, shown this once; none when it signs with its own key.
    pub secret: Option<String>,
}

/// Why a client cannot be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRegistrable {
    /// This address is not absolute, not http(s), or has a fragment, a wildcard or user information.
    Address(String),
    /// Its keys: what is wrong.
    Keys(&'static str),
}

impl std::fmt::Display for NotRegistrable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(uri) => {
                write!(f, "« {uri} » cannot be registered: give an absolute http(s) address, without fragment, wildcard nor user")
            }
            Self::Keys(reason) => f.write_str(reason),
        }
    }
}
impl std::error::Error for NotRegistrable {}

impl NewClient {
    /// A partner's client of this name: strict, with a secret, no address yet,
    /// asking people for their names and e-mail address.
    pub fn confidential(name: impl Into<String>) -> Self {
        Self {
            id: None,
            secret: None,
            name: name.into(),
            profile: Profile::Strict,
            sector: None,
            redirect_uris: Vec::new(),
            post_logout_uris: Vec::new(),
            backchannel_uri: None,
            scopes: vec![Scope::OpenId, Scope::Profile, Scope::Email],
            asks_consent: true,
            is_ours: false,
            protocol: Protocol::default(),
            contact: None,
        }
    }

    /// Checks the addresses and the keys.
    ///
    /// # Errors
    /// [`NotRegistrable`] names the first thing that is refused.
    pub fn check(&self) -> std::result::Result<(), NotRegistrable> {
        let addresses = self.redirect_uris.iter().chain(&self.post_logout_uris).chain(&self.backchannel_uri);
        addresses.into_iter().find(|uri| !is_registrable(uri)).map_or(Ok(()), |uri| Err(NotRegistrable::Address(uri.clone())))?;
        self.protocol.check().map_err(NotRegistrable::Keys)
    }
}

impl Identity {
    /// Hashes a password: slow, so before any transaction.
    ///
    /// # Errors
    /// When the pool stopped.
    pub async fn hash_password(&self, password: Personal<String>, rng: &dyn Rng) -> std::result::Result<HashedPassword, Failure> {
        self.hashing.hash(password, rng).await.map(HashedPassword)
    }

    /// Whether a password may be chosen; `personal` are words an acquaintance would try.
    ///
    /// # Errors
    /// [`Weakness`] says what to change.
    pub fn check_password(password: &str, personal: &[&str]) -> std::result::Result<(), Weakness> {
        password::check(password, personal)
    }

    /// Makes an account.
    ///
    /// # Errors
    /// [`DbError::Unique`] when the address has one.
    pub async fn create_account(&self, tx: &mut IdentityTx, moment: &Moment, new: NewAccount) -> Result<AccountId> {
        let id: AccountId = moment.id();
        let row = AccountRow {
            id,
            email_key: &new.email.key(),
            email: &Personal::new(new.email.as_str().to_owned()),
            password: &new.password.0,
            given_name: &new.given_name,
            family_name: &new.family_name,
            confirmed_at: new.confirmed.then_some(moment.wall),
        };
        accounts::create(tx, row, moment.wall).await?;
        if let Some(secret) = new.totp_secret {
            let sealed = self.vault.seal(Purpose::OneTimeCodes, &id.to_string(), secret.expose().as_bytes(), &*moment.rng)?;
            second_factors::set(tx, id, &sealed, 0, moment.wall).await?;
        }
        Ok(id)
    }

    /// Registers a client.
    ///
    /// # Errors
    /// [`DbError::Unique`] when the identifier is taken, [`DbError::Other`] when
    /// it cannot be registered (see [`NewClient::check`]).
    pub async fn create_client(&self, tx: &mut IdentityTx, moment: &Moment, new: NewClient) -> Result<Registered> {
        new.check().map_err(|error| DbError::Other(error.to_string()))?;
        let id = new.id.unwrap_or_else(|| moment.token::<12>());
        let has_secret = new.protocol.auth_method.has_secret();
        let secret = has_secret.then(|| new.secret.unwrap_or_else(|| moment.token::<32>()));
        let scopes: Scopes = new.scopes.into_iter().chain([Scope::OpenId]).collect();
        let client = Client {
            sector: new.sector.unwrap_or_else(|| id.clone()),
            id: id.clone(),
            name: new.name,
            profile: new.profile,
            redirect_uris: Doc(new.redirect_uris),
            post_logout_uris: Doc(new.post_logout_uris),
            backchannel_uri: new.backchannel_uri,
            needs: Doc(Need::usual(&scopes)),
            keeps_for: String::new(),
            scopes,
            asks_consent: new.asks_consent,
            is_ours: new.is_ours,
            protocol: Doc(new.protocol),
            suspended_at: None,
            organisation_id: None,
            stage: Stage::Production,
            purpose: String::new(),
            login_uri: None,
            integration_id: None,
        };
        let contact = new.contact.map(|contact| Personal::new(contact.as_str().to_owned()));
        clients::create(tx, client, contact, moment.wall).await?;
        if let Some(secret) = &secret {
            clients::add_secret(tx, &id, &digest(secret), moment.wall, moment.wall).await?;
        }
        Ok(Registered { id, secret })
    }

    /// Registers a client whose identifier and secret are known beforehand, or
    /// follows its addresses if it is registered: a site of ours, at each start.
    ///
    /// # Errors
    /// [`DbError::Other`] when an address cannot be registered.
    pub async fn put_client(&self, tx: &mut IdentityTx, moment: &Moment, new: NewClient) -> Result<()> {
        new.check().map_err(|error| DbError::Other(error.to_string()))?;
        let known = match &new.id {
            Some(id) => clients::by_id(tx, id).await?,
            None => None,
        };
        let Some(mut client) = known else { return self.create_client(tx, moment, new).await.map(drop) };
        client.redirect_uris = Doc(new.redirect_uris);
        client.post_logout_uris = Doc(new.post_logout_uris);
        client.backchannel_uri = new.backchannel_uri;
        clients::set_addresses(tx, &client).await.map(drop)
    }

    /// Says what a client needs to know, datum by datum, and how long it keeps it.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when nobody is registered under this name.
    pub async fn set_needs(&self, tx: &mut IdentityTx, client: &str, needs: &[Need], keeps_for: &str) -> Result<()> {
        match clients::set_needs(tx, client, needs, keeps_for).await? {
            0 => Err(DbError::NotFound),
            _ => Ok(()),
        }
    }

    /// Says where a client is told of deleted accounts, or that it is not told.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when nobody is registered under this name,
    /// [`DbError::Other`] when the address cannot be registered.
    pub async fn set_events_uri(&self, tx: &mut IdentityTx, client: &str, uri: Option<&str>) -> Result<()> {
        if let Some(uri) = uri.filter(|uri| !is_registrable(uri)) {
            return Err(DbError::Other(NotRegistrable::Address(uri.to_owned()).to_string()));
        }
        match departures::set_events_uri(tx, client, uri).await? {
            0 => Err(DbError::NotFound),
            _ => Ok(()),
        }
    }

    /// Gives a client a new secret; the old one still serves for a week.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn renew_client_secret(&self, tx: &mut IdentityTx, moment: &Moment, client: &str) -> Result<String> {
        let secret = moment.token::<32>();
        clients::add_secret(tx, client, &digest(&secret), moment.wall, after(moment.wall, SECRET_OVERLAP)).await?;
        Ok(secret)
    }

    /// Disconnects a client, at once and with every token it holds, or connects it again.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when nobody is registered under this name.
    pub async fn suspend_client(&self, tx: &mut IdentityTx, moment: &Moment, client: &str, suspended: bool) -> Result<()> {
        match clients::set_suspended(tx, client, suspended.then_some(moment.wall)).await? {
            0 => Err(DbError::NotFound),
            _ => Ok(()),
        }
    }

    /// Says whether the owner of an address must sign in with two factors,
    /// always: agents, operators, partners' staff. Whoever has none sets one up
    /// the next time. False when nobody has this address.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn require_second_factor(&self, tx: &mut IdentityTx, email: &Email, must: bool) -> Result<bool> {
        second_factors::require(tx, &email.key(), must).await
    }

    /// What looks like an attack and nobody closed, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn alerts(&self, tx: &mut IdentityTx) -> Result<Vec<Alert>> {
        alerts::open(tx).await
    }

    /// How many alerts nobody closed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn open_alerts(&self, tx: &mut IdentityTx) -> Result<u32> {
        alerts::count_open(tx).await
    }

    /// Who the owner of an address is for the clients of a sector.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn subject_for(&self, tx: &mut IdentityTx, email: &Email, sector: &str) -> Result<Option<String>> {
        let account = accounts::id_of(tx, &email.key()).await?;
        Ok(account.map(|account| self.salt.subject(sector, account)))
    }
}
