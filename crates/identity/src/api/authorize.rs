//! `/authorize` (OpenID Connect Core §3.1.2, RFC 9126 §4): where a client sends
//! a person.

use axum::extract::{RawQuery, State};
use db::IdentityTx;
use web::{Answer, Ctx, Outcome, cookie::digest, redirect};

use super::{error::ApiError, par::URN};
use crate::{
    Identity,
    flow::{
        authorization, refusals, session,
        trial::watch::{self, Bearer},
    },
    model::{
        authorize::{self, Refusal, Request},
        client::Client,
        endpoint::Endpoint,
        journey::Next,
        reason,
    },
    pages::connect::back,
    store::{clients, pushed},
};

/// A request that may go on.
struct Asked {
    request: Request,
    client: Client,
    /// The digest of the name under which it was pushed.
    pushed: Option<String>,
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx, RawQuery(query): RawQuery) -> Outcome<Answer> {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let mut tx = identity.databases.identity_read().await?;
    let asked = match read(&mut tx, &ctx, &pairs).await? {
        Ok(asked) => asked,
        Err(refusal) => {
            drop(tx);
            return Ok(told(&identity, &ctx, &pairs, refusal).await);
        }
    };
    // only a right request may take the writer's place
    drop(tx);
    let mut tx = identity.databases.identity_write().await?;
    if let Some(name) = &asked.pushed
        && !pushed::take(&mut tx, name).await?
    {
        return Ok(back::closed(&reason::REQUEST_GONE));
    }
    let Asked { request, client, .. } = asked;
    let here = ctx.person().map(|person| person.session);
    if request.prompt.none {
        return silently(&identity, &ctx, tx, &request, &client).await;
    }
    Ok(back::onward(&authorization::begin(&identity, &ctx, tx, (&request, &client), here).await?))
}

/// `POST /authorize`: a form from the client's site; a person's cookies come
/// with the reading request that it becomes.
pub(crate) async fn post(body: axum::body::Bytes) -> Result<Answer, ApiError> {
    let text = String::from_utf8(body.to_vec()).map_err(|_| ApiError::Refused(&reason::NOT_A_FORM))?;
    Ok(redirect(&format!("/authorize?{text}")))
}

async fn read(tx: &mut IdentityTx, ctx: &Ctx, pairs: &[(String, String)]) -> Outcome<Result<Asked, Refusal>> {
    let id = match authorize::client_id(pairs) {
        Ok(id) => id,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(client) = clients::by_id(tx, id).await? else { return Ok(Err(Refusal::Page(&reason::CLIENT_UNKNOWN))) };
    if let Some(name) = authorize::request_uri(pairs).and_then(|uri| uri.strip_prefix(URN)) {
        if client.suspended_at.is_some() {
            return Ok(Err(Refusal::Page(&reason::CLIENT_SUSPENDED)));
        }
        // whatever else came is passed over (RFC 9101 §6.3)
        let name = digest(name);
        let Some(request) = pushed::get(tx, &name, &client.id, ctx.moment().wall).await? else {
            return Ok(Err(Refusal::Page(&reason::REQUEST_GONE)));
        };
        // checked when it was pushed: the client may have given the address up since
        if !client.may_return_to(&request.redirect_uri) {
            return Ok(Err(Refusal::Page(&reason::REDIRECT_UNKNOWN)));
        }
        return Ok(Ok(Asked { request, client, pushed: Some(name) }));
    }
    let asked = authorize::check(pairs, &client).and_then(|request| {
        if client.protocol.0.requires_par { Err(Refusal::Redirect(request.back(), &reason::PUSH_FIRST)) } else { Ok(request) }
    });
    Ok(asked.map(|request| Asked { request, client, pushed: None }))
}

async fn told(identity: &Identity, ctx: &Ctx, pairs: &[(String, String)], refusal: Refusal) -> Answer {
    if let Ok(client) = authorize::client_id(pairs) {
        refusals::note(identity, ctx.moment(), client, Endpoint::Authorize, refusal.reason()).await;
        watch::refused(identity, ctx.moment(), client, Bearer::Browser(ctx.person().map(|person| person.session)), refusal.reason()).await;
    }
    match refusal {
        Refusal::Page(reason) => back::closed(reason),
        Refusal::Redirect(to, reason) => back::send(&to.with_error(reason.error, reason.description, identity.issuer())),
    }
}

/// Answers at once, without showing anything (`prompt=none`).
async fn silently(identity: &Identity, ctx: &Ctx, mut tx: IdentityTx, request: &Request, client: &Client) -> Outcome<Answer> {
    let moment = ctx.moment();
    let session = session::alive(&mut tx, ctx.person().map(|person| person.session), moment.wall).await?;
    let next = authorization::next(identity, &mut tx, request, client, moment.wall, session.as_ref()).await?;
    let target = match (next, session) {
        (Next::Return, Some(session)) => authorization::come_back(identity, &mut tx, moment, request, client, &session).await?,
        (Next::Refuse(error), _) => authorization::refused(identity, request, error),
        _ => authorization::refused(identity, request, "interaction_required"),
    };
    tx.commit().await?;
    Ok(back::send(&target))
}
