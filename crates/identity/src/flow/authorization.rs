//! An authorization request, from page to page until the person is back at
//! the client.

use db::{IdentityTx, Result};
use kernel::{Moment, Timestamp, id::SessionId};
use web::{Ctx, Failure, Outcome, cookie::digest};

use super::{franceconnect::arriving, partners::members, session, sharing::Sharing, tickets, trial::sign_in as trial};
use crate::{
    Identity,
    model::{
        authorize::Request,
        client::{Client, origin},
        journey::{self, Next, SignedIn},
        life::{CODE, REQUEST, after, before},
        reason::{self, Reason},
        redirection::{Return, own_page, with_query},
        sharing::Need,
        totp,
        trial::Tried,
    },
    store::{
        agreements, clients, codes,
        codes::Code,
        grants::{self, NewGrant},
        requests,
        second_factors::{self, Standing},
        sessions,
        sessions::Session,
        tickets::{Purpose, Ticket},
    },
    vault,
};

/// A request under way, as the pages on its way see it.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    /// Its identifier, as in URLs.
    pub id: String,
    pub request: Request,
    pub client: Client,
    pub asked_at: Timestamp,
}

impl Way {
    /// What is asked of her, datum by datum.
    pub(crate) fn asked(&self) -> Vec<&Need> {
        self.client.asked(&self.request.scopes, &self.request.claims.data())
    }
    /// Why it leads back to its client no more: what was right when she came may not be since.
    fn closed(&self) -> Option<&'static Reason> {
        if self.client.suspended_at.is_some() {
            Some(&reason::CLIENT_SUSPENDED)
        } else if !self.client.may_return_to(&self.request.redirect_uri) {
            Some(&reason::REDIRECT_UNKNOWN)
        } else {
            None
        }
    }
    /// Where its pages' forms may end.
    pub(crate) fn origin(&self) -> String {
        origin(&self.request.redirect_uri).unwrap_or_default()
    }
}

/// Where a person is sent.
pub(crate) enum Onward {
    /// To a page of ours.
    Page(String),
    /// Nowhere: her client closed its way back since she came.
    Closed(&'static Reason),
    /// Back to the client.
    Client(Return),
}

/// Begins: back to the client at once when she has nothing to be shown; else the
/// request is kept for the pages that follow. Commits.
pub(crate) async fn begin(
    identity: &Identity,
    ctx: &Ctx,
    mut tx: IdentityTx,
    (request, client): (&Request, &Client),
    here: Option<SessionId>,
) -> Outcome<Onward> {
    let moment = ctx.moment();
    let session = session::alive(&mut tx, here, moment.wall).await?;
    if let Some(session) = &session
        && !arriving::is_waiting(&mut tx, ctx.visitor(), moment).await?
        && matches!(next(identity, &mut tx, request, client, moment.wall, Some(session)).await?, Next::Return)
    {
        let target = come_back(identity, &mut tx, moment, request, client, session).await?;
        tx.commit().await?;
        return Ok(Onward::Client(target));
    }
    let id = keep(&mut tx, ctx, request).await?;
    go_on(identity, ctx, tx, Some(&id), here).await
}

/// Keeps a request: the identifier to put in URLs. It serves this browser only.
async fn keep(tx: &mut IdentityTx, ctx: &Ctx, request: &Request) -> Result<String> {
    let id = ctx.moment().token::<16>();
    requests::keep(tx, &digest(&id), ctx.visitor(), request, ctx.moment().wall).await?;
    Ok(id)
}

/// The request of this identifier, if it is this browser's, not too old, and leads back to its client still.
pub(crate) async fn find(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Result<Option<Way>> {
    Ok(read(tx, ctx, id).await?.filter(|way| way.closed().is_none()))
}

/// Why the request of this identifier leads back no more, if its client did that.
pub(crate) async fn closed(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Result<Option<&'static Reason>> {
    Ok(read(tx, ctx, id).await?.and_then(|way| way.closed()))
}

async fn read(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Result<Option<Way>> {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(None) };
    let since = before(ctx.moment().wall, REQUEST);
    let Some(pending) = requests::get(tx, &digest(id), ctx.visitor(), since).await? else { return Ok(None) };
    let request = pending.parameters.0;
    let client = clients::by_id(tx, &request.client_id).await?;
    Ok(client.map(|client| Way { id: id.to_owned(), request, client, asked_at: pending.created_at }))
}

/// Goes on: to the next page, or back to the client. `here` is the session of
/// this browser, as it is now. `id` is a request's, or the page of her account
/// for which a proof was asked. Commits.
pub(crate) async fn go_on(
    identity: &Identity,
    ctx: &Ctx,
    mut tx: IdentityTx,
    id: Option<&str>,
    here: Option<SessionId>,
) -> Outcome<Onward> {
    if here.is_some() && arriving::is_waiting(&mut tx, ctx.visitor(), ctx.moment()).await? {
        // she came with an identity that no account has, and signed in since
        tx.commit().await?;
        return Ok(Onward::Page("/franceconnect/arrivee".to_owned()));
    }
    let session = session::alive(&mut tx, here, ctx.moment().wall).await?;
    let Some(way) = find(&mut tx, ctx, id).await? else {
        if let Some(reason) = closed(&mut tx, ctx, id).await? {
            tx.commit().await?;
            return Ok(Onward::Closed(reason));
        }
        let page = id.and_then(own_page).unwrap_or("/compte");
        let target = match &session {
            None => "/connexion".to_owned(),
            Some(session) => must_set_up(identity, &mut tx, ctx, session).await?.unwrap_or_else(|| page.to_owned()),
        };
        tx.commit().await?;
        return Ok(Onward::Page(target));
    };
    let next = next(identity, &mut tx, &way.request, &way.client, way.asked_at, session.as_ref()).await?;
    let target = target(identity, ctx, &mut tx, &way, next, session.as_ref()).await?;
    tx.commit().await?;
    Ok(target)
}

/// The page where whoever must have a second factor sets it up, if she has none.
async fn must_set_up(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, session: &Session) -> Result<Option<String>> {
    match second_factors::standing(tx, session.account_id).await? {
        Standing { is_required: true, has_one: false } => set_up_step(identity, tx, ctx, session, None).await.map(Some),
        Standing { .. } => Ok(None),
    }
}

/// What comes next.
pub(crate) async fn next(
    identity: &Identity,
    tx: &mut IdentityTx,
    request: &Request,
    client: &Client,
    asked_at: Timestamp,
    session: Option<&Session>,
) -> Result<Next> {
    let Some(session) = session else { return Ok(journey::next(request, asked_at, None, &journey::Agreed::default())) };
    let standing = second_factors::standing(tx, session.account_id).await?;
    let signed_in = SignedIn {
        authenticated_at: session.authenticated_at,
        methods: session.methods.clone(),
        has_second_factor: standing.has_one,
        must_show_two: standing.is_required,
        can_be_certified: identity.franceconnect().is_some(),
        is_expected: is_expected(identity, tx, request, client, session).await?,
        is_welcome: members::is_welcome(tx, client, session.account_id).await?,
    };
    let sharing = Sharing::read(tx, session.account_id, &client.id).await?;
    let agreed = sharing.agreed(client, &client.asked(&request.scopes, &request.claims.data()), identity.databases.clock().wall());
    Ok(journey::next(request, asked_at, Some(&signed_in), &agreed))
}

/// Whether `id_token_hint` and the `sub` asked (Core §5.5.1), if any, name the person of the session.
async fn is_expected(identity: &Identity, tx: &mut IdentityTx, request: &Request, client: &Client, session: &Session) -> Result<bool> {
    let subject = identity.salt.subject(&client.sector, session.account_id);
    if request.claims.subject.as_ref().is_some_and(|asked| *asked != subject) {
        return Ok(false);
    }
    let Some(hint) = &request.id_token_hint else { return Ok(true) };
    let ring = identity.ring(tx, identity.databases.clock().wall()).await?;
    Ok(match ring.read_hint(hint, identity.issuer()) {
        Some(claims) => claims["sub"] == *subject && claims["aud"] == *client.id,
        // it names nobody, since its key is gone for instance: no reason to keep her out, nor to answer without a word
        None => !request.prompt.none,
    })
}

async fn target(identity: &Identity, ctx: &Ctx, tx: &mut IdentityTx, way: &Way, next: Next, session: Option<&Session>) -> Outcome<Onward> {
    let page = |path: &str| Onward::Page(with_query(path, &[("demande", Some(&way.id))]));
    Ok(match (next, session) {
        (Next::SignUp, _) => page("/inscription"),
        (Next::SignIn, _) | (_, None) => page("/connexion"),
        (Next::ChangeAccount, Some(_)) => page("/connexion/autre-compte"),
        (Next::OnTrial, Some(_)) => page("/service-en-essai"),
        (Next::Consent, Some(_)) => page("/autorisation"),
        (Next::Certify, Some(_)) => page("/compte/certification"),
        (Next::TypeCode, Some(session)) => Onward::Page(code_step(tx, ctx, session, Some(way.id.clone())).await?),
        (Next::SetUpCodes, Some(session)) => Onward::Page(set_up_step(identity, tx, ctx, session, Some(way.id.clone())).await?),
        (Next::Refuse(error), Some(_)) => Onward::Client(refused(identity, &way.request, error)),
        (Next::Return, Some(session)) => {
            if !requests::answered(tx, &digest(&way.id)).await? {
                return Err(Failure::from(db::DbError::Conflict));
            }
            Onward::Client(come_back(identity, tx, ctx.moment(), &way.request, &way.client, session).await?)
        }
    })
}

/// The page where a second factor is shown, beside her session.
pub(crate) async fn code_step(tx: &mut IdentityTx, ctx: &Ctx, session: &Session, request: Option<String>) -> Result<String> {
    let ticket = Ticket { account_id: session.account_id, visitor: ctx.visitor().to_owned(), request, secret: None };
    let token = tickets::give(tx, ctx.moment(), Purpose::StepUp, ticket).await?;
    Ok(with_query("/connexion/code", &[("etape", Some(&token))]))
}

/// The page where one-time codes are set up, with a new secret.
pub(crate) async fn set_up_step(
    identity: &Identity,
    tx: &mut IdentityTx,
    ctx: &Ctx,
    session: &Session,
    request: Option<String>,
) -> Result<String> {
    let secret = totp::new_secret(&*ctx.moment().rng);
    let context = session.account_id.to_string();
    let sealed = identity.vault.seal(vault::Purpose::OneTimeCodes, &context, secret.as_bytes(), &*ctx.moment().rng)?;
    let ticket = Ticket { account_id: session.account_id, visitor: ctx.visitor().to_owned(), request, secret: Some(sealed) };
    let token = tickets::give(tx, ctx.moment(), Purpose::SetUp, ticket).await?;
    Ok(with_query("/compte/code-de-securite", &[("etape", Some(&token))]))
}

/// Back at the client, with a code.
pub(crate) async fn come_back(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    request: &Request,
    client: &Client,
    session: &Session,
) -> Result<Return> {
    let sid = sessions::sid_for(tx, session.id, &client.id, &moment.token::<16>(), moment.wall).await?;
    let grant = NewGrant {
        id: moment.id(),
        account_id: session.account_id,
        client_id: &client.id,
        sid: &sid,
        scopes: &request.scopes,
        single: &request.claims.data(),
        in_id_token: &request.claims.in_id_token(),
        methods: &session.methods,
        authenticated_at: session.authenticated_at,
    };
    let grant_id = grant.id;
    agreements::meet(tx, (session.account_id, &client.id), None, moment.wall).await?;
    grants::create(tx, grant, moment.wall).await?;
    let code = moment.token::<32>();
    let row = Code {
        grant_id,
        redirect_uri: request.redirect_uri.clone(),
        nonce: request.nonce.clone(),
        challenge: request.challenge.clone(),
        key_thumbprint: request.key_thumbprint.clone(),
        expires_at: after(moment.wall, CODE),
        used_at: None,
    };
    codes::create(tx, &digest(&code), row).await?;
    sessions::touch(tx, session.id, moment.wall).await?;
    let back = request.back().with_code(&code, identity.issuer());
    match Tried::of(client) {
        None => Ok(back),
        Some(tried) => trial::going_back(tx, moment, tried, request, (session.account_id, grant_id), back).await,
    }
}

/// Back at the client, with an error.
pub(crate) fn refused(identity: &Identity, request: &Request, error: &str) -> Return {
    let description = match error {
        "access_denied" => "the person refused",
        "login_required" => "nobody is signed in, or not recently enough",
        journey::UNMET => "the identity is not certified",
        "consent_required" => "the person has not agreed yet",
        _ => "the person must be shown a page",
    };
    request.back().with_error(error, description, identity.issuer())
}
