//! Which client calls: `client_secret_basic` or `client_secret_post` (OpenID
//! Connect Core §9).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, header};
use web::{Ctx, cookie::digest};

use super::{error::ApiError, form::Form};
use crate::{Identity, flow::attempts::Attempt, model::client::Client, store::clients};

/// What a client shows.
#[derive(Debug, PartialEq, Eq)]
struct Credentials {
    id: String,
    secret: String,
    by_header: bool,
}

/// The client that calls. A wrong secret counts as a failure and consumes nothing.
pub(crate) async fn authenticate(identity: &Identity, ctx: &Ctx, headers: &HeaderMap, form: &Form) -> Result<Client, ApiError> {
    let wall = ctx.moment().wall;
    let shown = credentials(headers, form)?;
    let attempt = Attempt::client(&shown.id, ctx.client());
    let mut tx = identity.databases.identity_read().await?;
    if let Some(wait) = attempt.wait(&mut tx, wall).await? {
        return Err(ApiError::Wait(wait));
    }
    let client = clients::by_id(&mut tx, &shown.id).await?.filter(|client| client.suspended_at.is_none());
    let known = clients::secrets(&mut tx, &shown.id, wall).await?;
    drop(tx);
    let given = digest(&shown.secret);
    let is_right = known.iter().fold(false, |right, kept| right | verify_slices_are_equal(kept.as_bytes(), given.as_bytes()).is_ok());
    if let Some(client) = client.filter(|_| is_right) {
        return Ok(client);
    }
    let mut tx = identity.databases.identity_write().await?;
    if let Some(wait) = attempt.begin(&mut tx, wall).await? {
        return Err(ApiError::Wait(wait));
    }
    tx.commit().await?;
    Err(ApiError::Client { by_header: shown.by_header })
}

fn credentials(headers: &HeaderMap, form: &Form) -> Result<Credentials, ApiError> {
    let header = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    match (header, form.get("client_secret")) {
        (Some(_), Some(_)) => Err(ApiError::invalid("use one way of authentication only")),
        (Some(header), None) => {
            let shown = basic(header).ok_or(ApiError::Client { by_header: true })?;
            match form.get("client_id") {
                Some(id) if id != shown.id => Err(ApiError::invalid("client_id is not the one of Authorization")),
                _ => Ok(shown),
            }
        }
        (None, Some(secret)) => {
            let id = form.required("client_id", "client_id is missing")?;
            Ok(Credentials { id: id.to_owned(), secret: secret.to_owned(), by_header: false })
        }
        (None, None) => Err(ApiError::Client { by_header: false }),
    }
}

/// RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
fn basic(header: &str) -> Option<Credentials> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |half: &str| web::posted::decode(half.as_bytes()).into_iter().next().map(|(name, _)| name).unwrap_or_default();
    Some(Credentials { id: decoded(id), secret: decoded(secret), by_header: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_as_the_standard_says() {
        let header = format!("Basic {}", STANDARD.encode("a%20b:c%3Ad"));
        assert_eq!(basic(&header), Some(Credentials { id: "a b".into(), secret: "c:d".into(), by_header: true }));
        for bad in ["", "Basic", "Basic !!", "Bearer YTpi", "Basic YQ=="] {
            assert_eq!(basic(bad), None, "{bad}");
        }
    }
}
