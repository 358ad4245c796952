//! `GET` and `POST /userinfo` (OpenID Connect Core §5.3): JSON, or a signed JWT
//! for the clients that asked for it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};
use kernel::Timestamp;
use serde_json::{Map, Value};
use web::{Answer, Ctx, cookie::digest};

use super::{error::ApiError, proof::Place, shown::Shown};
use crate::{
    Identity,
    flow::{refusals, sharing::Sharing, trial::sign_in as trial},
    model::{
        endpoint::Endpoint,
        life::{ID_TOKEN, after},
        reason,
        trial::Tried,
    },
    store::{clients, grants, tokens},
};

pub(crate) async fn answer(State(identity): State<Identity>, ctx: Ctx, method: Method, headers: HeaderMap) -> Result<Answer, ApiError> {
    let wall = ctx.moment().wall;
    let shown = Shown::read(&headers)?;
    let dead = shown.refused(&reason::TOKEN_WORTHLESS);
    let mut tx = identity.databases.identity_read().await?;
    let Some(token) = tokens::access(&mut tx, &digest(shown.token), wall).await? else { return Err(dead) };
    let Some(grant) = grants::by_id(&mut tx, token.grant_id).await?.filter(|grant| grant.is_alive(wall)) else { return Err(dead) };
    let Some(client) = clients::by_id(&mut tx, &grant.client_id).await?.filter(|client| client.suspended_at.is_none()) else {
        return Err(dead);
    };
    let sharing = Sharing::read(&mut tx, grant.account_id, &client.id).await?;
    let ring = identity.ring(&mut tx, wall).await?;
    drop(tx);
    let place = Place { identity: &identity, ctx: &ctx, headers: &headers, path: Endpoint::Userinfo.path() };
    let held = shown.is_held(place, method.as_str(), token.key_thumbprint.as_deref(), client.protocol.0.binding).await;
    if let Err(error) = held {
        if let Some(reason) = error.reason() {
            refusals::note(&identity, ctx.moment(), &client.id, Endpoint::Userinfo, reason).await;
        }
        return Err(error);
    }
    identity.keep_alive((grant.session_id, grant.account_id), grant.session(), ctx.moment()).await?;
    let subject = identity.salt.subject(&client.sector, grant.account_id);
    let mut claims = sharing.told(&client, &subject, (&token.scopes, &grant.single.0), wall);
    if let Some(tried) = Tried::of(&client)
        && let Some(lie) = trial::reading(&identity, ctx.moment(), tried, grant.id).await?
    {
        lie.bend_user(&mut claims, &ctx.moment().token::<16>());
    }
    match client.protocol.0.userinfo_alg {
        None => Ok(super::json(&claims.into())),
        Some(alg) => Ok(signed(ring.sign(alg, "JWT", &addressed(claims, identity.issuer(), &client.id, wall))?)),
    }
}

/// Core §5.3.2: signed userinfo says who speaks, and to whom; and, as any JWT, when.
fn addressed(mut claims: Map<String, Value>, issuer: &str, audience: &str, wall: Timestamp) -> Value {
    claims.insert("iss".into(), issuer.into());
    claims.insert("aud".into(), audience.into());
    claims.insert("iat".into(), wall.as_second().into());
    claims.insert("exp".into(), after(wall, ID_TOKEN).as_second().into());
    claims.into()
}

fn signed(token: String) -> Response {
    let mut response = token.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jwt"));
    response
}
