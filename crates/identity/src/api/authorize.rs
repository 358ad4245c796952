//! `/authorize` (OpenID Connect Core §3.1.2): where a client sends a person.

use axum::extract::{RawQuery, State};
use db::IdentityTx;
use web::{Answer, Ctx, Html, Outcome, redirect};

use super::error::ApiError;
use crate::{
    Identity,
    flow::{authorization, session},
    model::{
        authorize::{self, Refusal, Request, Untrusted},
        client::Client,
        journey::Next,
        redirection::with_error,
    },
    pages::connect::wrong_request,
    store::clients,
};

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx, RawQuery(query): RawQuery) -> Outcome<Answer> {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let mut tx = identity.databases.identity_read().await?;
    let (request, client) = match read(&mut tx, &pairs).await? {
        Ok(read) => read,
        Err(refusal) => return Ok(told(&identity, refusal)),
    };
    // only a right request may take the writer's place
    drop(tx);
    let mut tx = identity.databases.identity_write().await?;
    let here = ctx.person().map(|person| person.session);
    if request.prompt.none {
        return silently(&identity, &ctx, tx, &request, &client).await;
    }
    let id = authorization::keep(&mut tx, &ctx, &request).await?;
    authorization::go_on(&identity, &ctx, tx, Some(&id), here).await
}

/// `POST /authorize`: a form from the client's site; a person's cookies come
/// with the reading request that it becomes.
pub(crate) async fn post(body: axum::body::Bytes) -> Result<Answer, ApiError> {
    let text = String::from_utf8(body.to_vec()).map_err(|_| ApiError::invalid("the body must be a form"))?;
    Ok(redirect(&format!("/authorize?{text}")))
}

async fn read(tx: &mut IdentityTx, pairs: &[(String, String)]) -> Outcome<Result<(Request, Client), Refusal>> {
    let id = match authorize::client_id(pairs) {
        Ok(id) => id,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(client) = clients::by_id(tx, id).await? else { return Ok(Err(Refusal::Page(Untrusted::ClientUnknown))) };
    Ok(authorize::check(pairs, &client).map(|request| (request, client)))
}

fn told(identity: &Identity, refusal: Refusal) -> Answer {
    match refusal {
        Refusal::Page(reason) => axum::response::IntoResponse::into_response(Html::new(wrong_request::page(reason))),
        Refusal::Redirect { redirect_uri, state, error, description } => {
            redirect(&with_error(&redirect_uri, error, description, state.as_deref(), identity.issuer()))
        }
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
    Ok(redirect(&target))
}
