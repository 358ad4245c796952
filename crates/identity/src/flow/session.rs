//! The sign-on session: opened, recognised, kept alive, ended.

use db::{IdentityTx, Result, audit, jobs};
use kernel::{
    Moment, Personal,
    id::{AccountId, SessionId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use web::{
    Actor, Failure, Head, Person,
    cookie::{self, digest},
};

use super::{
    notices::{self, Change},
    visit::Visit,
};
use crate::{
    Identity,
    identity::OWN_SECTOR,
    jobs::BACKCHANNEL,
    model::{
        claims,
        life::Life,
        methods::{Method, Methods},
        profile::Profile,
    },
    store::{
        accounts, attributes,
        sessions::{self, NewSession, Session},
        sign_ins::{self, SignIn},
    },
};

/// The cookie that carries a session's token.
pub(crate) const COOKIE: &str = "session";

/// What a client is told when a session ends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ended {
    pub client_id: String,
    pub sid: String,
    pub subject: String,
}

impl Identity {
    /// The person behind a request to the connect site, from her sign-on session.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn identify(&self, head: &Head<'_>) -> std::result::Result<Actor, Failure> {
        let Some(token) = cookie::read(head.headers, &self.sites, head.site, COOKIE) else { return Ok(Actor::Anonymous) };
        let wall = head.moment.wall;
        let mut tx = self.databases.identity_read().await?;
        let Some(session) = sessions::by_token(&mut tx, &digest(&token)).await? else { return Ok(Actor::Anonymous) };
        if !session.life().is_alive(wall) {
            drop(tx);
            self.expire(&session, wall).await?;
            return Ok(Actor::Anonymous);
        }
        let account = accounts::by_id(&mut tx, session.account_id).await?;
        let profile = attributes::of(&mut tx, &account).await?;
        drop(tx);
        self.keep_alive((session.id, session.account_id), session.life(), head.moment).await?;
        Ok(Actor::Person(self.person(&session, &profile)))
    }

    /// Writes that a session, and so its account, is in use, when it was not written a moment ago.
    pub(crate) async fn keep_alive(&self, (session, account): (SessionId, AccountId), life: Life, moment: &Moment) -> Result<()> {
        if life.is_to_be_touched(moment.wall) {
            let mut tx = self.databases.identity_write().await?;
            sessions::touch(&mut tx, session, moment.wall).await?;
            accounts::touch(&mut tx, account, moment).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Writes that a session is over: a clock that goes back does not revive it.
    async fn expire(&self, session: &Session, wall: kernel::Timestamp) -> Result<()> {
        if session.ended_at.is_none() {
            let mut tx = self.databases.identity_write().await?;
            sessions::end(&mut tx, session.id, wall).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn person(&self, session: &Session, profile: &Profile) -> Person {
        let subject = self.salt.subject(OWN_SECTOR, session.account_id);
        Person {
            session: session.id,
            claims: Personal::new(claims::userinfo(profile, &subject, &profile.known())),
            subject,
            authenticated_at: session.authenticated_at,
            second_factor: session.methods.has_second_factor(),
            unread: 0,
        }
    }
}

/// The session of a page's visitor, if it is alive.
pub(crate) async fn alive(tx: &mut IdentityTx, id: Option<SessionId>, wall: kernel::Timestamp) -> Result<Option<Session>> {
    let Some(id) = id else { return Ok(None) };
    Ok(sessions::by_id(tx, id).await?.filter(|session| session.life().is_alive(wall)))
}

/// What a browser keeps of a sign-in.
pub(crate) struct Entered {
    pub session: SessionId,
    /// The token of the session's cookie, always a new one.
    pub token: String,
    /// What marks the browser as hers.
    pub mark: String,
}

/// She proved who she is: her session on this browser is renewed, or begins.
pub(crate) async fn enter(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    here: Option<SessionId>,
    proof: (AccountId, Methods),
    visit: &Visit,
) -> Result<Entered> {
    let (account, methods) = proof;
    let token = moment.token::<32>();
    let (mark, is_new_browser) = visit.remember(tx, moment, account).await?;
    let before = alive(tx, here, moment.wall).await?;
    let session = match before {
        Some(session) if session.account_id == account => {
            sessions::renew(tx, session.id, &digest(&token), methods, moment.wall).await?;
            session.id
        }
        other => {
            if let Some(other) = other {
                leave(identity, tx, moment, &other).await?;
            }
            let id = moment.id();
            let line = SignIn { methods: methods.clone(), browser: visit.browser.clone(), network: visit.network.clone(), at: moment.wall };
            sign_ins::add(tx, id, account, line).await?;
            let new = NewSession { id, account_id: account, token_digest: &digest(&token), methods, browser: &visit.browser };
            sessions::open(tx, new, moment.wall).await?;
            id
        }
    };
    if is_new_browser {
        let owner = accounts::by_id(tx, account).await?;
        notices::tell(identity, tx, moment, &owner, Change::NewBrowser, visit).await?;
    }
    accounts::touch(tx, account, moment).await?;
    record(tx, moment, account, "identity.signed-in").await?;
    Ok(Entered { session, token, mark })
}

/// Her proofs, with one more: those of her session here, or her password,
/// which was just asked.
pub(crate) async fn with_proof(
    tx: &mut IdentityTx,
    moment: &Moment,
    here: Option<SessionId>,
    account: AccountId,
    shown: Method,
) -> Result<Methods> {
    let before = alive(tx, here, moment.wall).await?.filter(|session| session.account_id == account);
    let methods = before.map_or_else(|| [Method::Password].into_iter().collect(), |session| session.methods);
    Ok(methods.with(shown))
}

/// She leaves: nothing the session gave is worth anything, and its clients are told.
pub(crate) async fn leave(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, session: &Session) -> Result<()> {
    if !sessions::end(tx, session.id, moment.wall).await? {
        return Ok(());
    }
    for client in sessions::to_tell(tx, session.id).await? {
        let subject = identity.salt.subject(&client.sector, session.account_id);
        let ended = Ended { client_id: client.client_id, sid: client.sid, subject };
        jobs::enqueue(tx, moment, jobs::NewJob::new(BACKCHANNEL, ended)).await?;
    }
    record(tx, moment, session.account_id, "identity.signed-out").await
}

/// She leaves everywhere, except on the browser `kept`. Holds the account:
/// whatever opens a session at this moment comes before, or is refused.
pub(crate) async fn leave_everywhere(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    account: AccountId,
    kept: Option<SessionId>,
) -> Result<()> {
    accounts::hold(tx, account).await?;
    for session in sessions::of_account(tx, account).await? {
        if Some(session.id) != kept {
            leave(identity, tx, moment, &session).await?;
        }
    }
    Ok(())
}

/// A line of the audit trail about an account, by its owner.
pub(crate) async fn record(tx: &mut IdentityTx, moment: &Moment, account: AccountId, action: &'static str) -> Result<()> {
    record_detail(tx, moment, account, action, None).await
}

/// The same, with what else is to be known.
pub(crate) async fn record_detail(
    tx: &mut IdentityTx,
    moment: &Moment,
    account: AccountId,
    action: &'static str,
    detail: Option<Value>,
) -> Result<()> {
    let entry = audit::Entry { actor: account.to_string(), action, subject: account.to_string(), detail };
    audit::record(tx, moment, entry).await
}
