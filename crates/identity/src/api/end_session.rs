//! `/end-session` (OpenID Connect RP-Initiated Logout 1.0): a client sends a
//! person who signed out there.

use axum::extract::{RawQuery, State};
use db::IdentityTx;
use kernel::id::SessionId;
use web::{Answer, Ctx, Outcome, answer::with_cookie, redirect};

use super::error::ApiError;
use crate::{
    Identity,
    flow::{
        franceconnect::signing_out,
        session::{self, COOKIE},
        trial::sign_out as trial,
    },
    model::{client::Client, reason, redirection::with_query, trial::Tried},
    pages::connect::leave,
    store::{clients, sessions},
};

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx, RawQuery(query): RawQuery) -> Outcome<Answer> {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let value = |name: &str| pairs.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str());
    let mut tx = identity.databases.identity_write().await?;
    let hint = hinted(&identity, &ctx, &mut tx, value("id_token_hint")).await?;
    let client = match (&hint, value("client_id")) {
        (Some(hint), Some(id)) if hint.client.id != id => None,
        (Some(hint), _) => Some(hint.client.clone()),
        (None, Some(id)) => clients::by_id(&mut tx, id).await?,
        (None, None) => None,
    };
    let back = value("post_logout_redirect_uri")
        .filter(|uri| client.as_ref().is_some_and(|client| client.may_end_at(uri)))
        .map(|uri| with_query(uri, &[("state", value("state"))]));
    let here = ctx.person().map(|person| person.session);
    let proved = hint.and_then(|hint| hint.session).filter(|session| here.is_none_or(|here| here == *session));
    if let Some(tried) = client.as_ref().and_then(Tried::of) {
        let who = session::alive(&mut tx, proved.or(here), ctx.moment().wall).await?.map(|session| session.account_id);
        trial::sent(&mut tx, ctx.moment(), tried, who, proved.is_some()).await?;
    }
    let Some(session) = proved else {
        // nobody proves that she wants to leave: she is asked
        tx.commit().await?;
        return Ok(redirect(&leave::ask_url(&ctx, here.is_some(), back.as_deref())));
    };
    let mut target = back.unwrap_or_else(|| leave::DONE.to_owned());
    if let Some(session) = sessions::by_id(&mut tx, session).await? {
        session::leave(&identity, &mut tx, ctx.moment(), &session).await?;
        target = signing_out::way_out(&identity, &mut tx, &ctx, session.id, &target).await?;
    }
    tx.commit().await?;
    Ok(with_cookie(redirect(&target), &ctx, COOKIE, "", Some(0)))
}

/// `POST /end-session`: the same, from a form of the client's site.
pub(crate) async fn post(body: axum::body::Bytes) -> Result<Answer, ApiError> {
    let text = String::from_utf8(body.to_vec()).map_err(|_| ApiError::Refused(&reason::NOT_A_FORM))?;
    Ok(redirect(&format!("/end-session?{text}")))
}

/// What an ID token of ours tells.
struct Hint {
    client: Client,
    session: Option<SessionId>,
}

async fn hinted(identity: &Identity, ctx: &Ctx, tx: &mut IdentityTx, token: Option<&str>) -> Outcome<Option<Hint>> {
    let Some(token) = token else { return Ok(None) };
    let ring = identity.ring(tx, ctx.moment().wall).await?;
    let Some(claims) = ring.read_hint(token, identity.issuer()) else { return Ok(None) };
    let text = |name: &str| claims[name].as_str().unwrap_or_default().to_owned();
    let Some(client) = clients::by_id(tx, &text("aud")).await? else { return Ok(None) };
    let session = sessions::by_sid(tx, &text("sid"), &client.id).await?;
    Ok(Some(Hint { client, session }))
}
