//! Which client calls: `client_secret_basic`, `client_secret_post` or
//! `private_key_jwt` (OpenID Connect Core §9). A client that declared one way
//! has no other. A failure counts, and consumes nothing.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, header};
use web::cookie::digest;

use super::{call::Call, error::ApiError, form::Form};
use crate::{
    flow::{attempts::Attempt, proofs},
    model::{assertion, client::Client, jws::Jws, protocol::AuthMethod, reason, reason::Reason},
    store::clients,
};

/// What a client shows.
#[derive(Debug, PartialEq, Eq)]
struct Credentials {
    id: String,
    /// Its secret or its assertion.
    secret: String,
    method: AuthMethod,
}

/// The client that calls.
pub(crate) async fn authenticate(call: &Call) -> Result<Client, ApiError> {
    let wall = call.moment().wall;
    let by_header = call.headers.contains_key(header::AUTHORIZATION);
    let refused = |reason: &'static Reason| match reason.error {
        "invalid_client" => ApiError::Client { by_header, reason },
        _ => ApiError::Refused(reason),
    };
    let shown = credentials(&call.headers, &call.form).map_err(refused)?;
    let attempt = Attempt::client(&shown.id, call.ctx.client());
    let mut tx = call.identity.databases.identity_read().await?;
    if let Some(wait) = attempt.wait(&mut tx, wall).await? {
        return Err(ApiError::Wait(wait));
    }
    let client = clients::by_id(&mut tx, &shown.id).await?.filter(|client| client.suspended_at.is_none());
    let secrets = clients::secrets(&mut tx, &shown.id, wall).await?;
    drop(tx);
    let proved = match (client, shown.method) {
        (None, _) => Err(&reason::DISCONNECTED),
        (Some(client), method) if !client.protocol.0.auth_method.accepts(method) => Err(&reason::METHOD),
        (Some(client), AuthMethod::PrivateKeyJwt) => by_assertion(call, &client, &shown.secret).await?.map(|()| client),
        (Some(client), _) => is_one_of(&secrets, &shown.secret).then_some(client).ok_or(&reason::SECRET),
    };
    let reason = match proved {
        Ok(client) => return Ok(client),
        Err(reason) => reason,
    };
    let mut tx = call.identity.databases.identity_write().await?;
    if let Some(wait) = attempt.begin(&mut tx, wall).await? {
        return Err(ApiError::Wait(wait));
    }
    tx.commit().await?;
    Err(ApiError::Client { by_header, reason })
}

/// Whether a secret is one of those kept, in a time that tells nothing.
fn is_one_of(kept: &[String], shown: &str) -> bool {
    let given = digest(shown);
    kept.iter().fold(false, |right, kept| right | verify_slices_are_equal(kept.as_bytes(), given.as_bytes()).is_ok())
}

/// RFC 7523 §3: signed by one of the client's keys, for us, once.
async fn by_assertion(call: &Call, client: &Client, text: &str) -> Result<Result<(), &'static Reason>, ApiError> {
    let identity = &call.identity;
    let Some(jws) = Jws::read(text) else { return Ok(Err(&reason::ASSERTION_SHAPE)) };
    let token_endpoint = format!("{}/token", identity.issuer());
    let once = match assertion::check(&jws, &client.id, &[identity.issuer(), &token_endpoint], call.moment().wall) {
        Ok(once) => once,
        Err(reason) => return Ok(Err(reason)),
    };
    let Some(keys) = identity.client_keys.of(&identity.http, client, jws.kid(), call.moment().wall).await else {
        return Ok(Err(&reason::KEYS_UNREADABLE));
    };
    if !keys.candidates(jws.kid()).any(|key| jws.is_signed_by(key)) {
        return Ok(Err(&reason::ASSERTION_SIGNATURE));
    }
    let holder = format!("assertion {}", client.id);
    Ok(proofs::spend(identity, &holder, &once.id, once.until).await?.then_some(()).ok_or(&reason::ASSERTION_SPENT))
}

fn credentials(headers: &HeaderMap, form: &Form) -> Result<Credentials, &'static Reason> {
    let header = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let shown = match (header, form.get("client_secret"), form.get("client_assertion")) {
        (Some(header), None, None) => basic(header).ok_or(&reason::HEADER)?,
        (None, Some(secret), None) => {
            let id = form.required("client_id", &reason::CLIENT_MISSING)?;
            Credentials { id: id.to_owned(), secret: secret.to_owned(), method: AuthMethod::SecretPost }
        }
        (None, None, Some(assertion)) => signed(form, assertion)?,
        (None, None, None) => return Err(&reason::NOBODY),
        _ => return Err(&reason::TWO_WAYS),
    };
    match form.get("client_id") {
        Some(id) if id != shown.id => Err(&reason::TWO_NAMES),
        _ => Ok(shown),
    }
}

/// RFC 7521 §4.2: the assertion names the client by itself.
fn signed(form: &Form, text: &str) -> Result<Credentials, &'static Reason> {
    if form.get("client_assertion_type") != Some(assertion::TYPE) {
        return Err(&reason::ASSERTION_TYPE);
    }
    let jws = Jws::read(text).ok_or(&reason::ASSERTION_SHAPE)?;
    let id = assertion::issuer(&jws).ok_or(&reason::ASSERTION_NAMES)?.to_owned();
    Ok(Credentials { id, secret: text.to_owned(), method: AuthMethod::PrivateKeyJwt })
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
    Some(Credentials { id: decoded(id), secret: decoded(secret), method: AuthMethod::SecretBasic })
}

/// The client that a call names, proved or not: for its developer's eyes only.
pub(crate) fn named(headers: &HeaderMap, form: &Form) -> Option<String> {
    let by_form = || form.get("client_id").map(str::to_owned);
    let by_assertion = || Jws::read(form.get("client_assertion")?).and_then(|jws| assertion::issuer(&jws).map(str::to_owned));
    named_in(headers).or_else(by_form).or_else(by_assertion)
}

/// The client that the `Authorization` header names.
pub(crate) fn named_in(headers: &HeaderMap) -> Option<String> {
    basic(headers.get(header::AUTHORIZATION)?.to_str().ok()?).map(|shown| shown.id)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_header_is_read_as_the_standard_says() {
        let header = format!("Basic {}", STANDARD.encode("a%20b:c%3Ad"));
        let expected = Credentials { id: "a b".into(), secret: "c:d".into(), method: AuthMethod::SecretBasic };
        assert_eq!(basic(&header), Some(expected));
        for bad in ["", "Basic", "Basic !!", "Bearer YTpi", "Basic YQ=="] {
            assert_eq!(basic(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_header_and_any_form_name_somebody_or_nobody(header in any::<Vec<u8>>(), text in "\\PC{0,40}", body in "[a-z_=&%.0-9]{0,80}") {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
            for value in [header.clone(), format!("Basic {text}").into_bytes(), format!("Basic {}", STANDARD.encode(&header)).into_bytes()] {
                if let Ok(value) = HeaderValue::from_bytes(&value) {
                    headers.insert(header::AUTHORIZATION, value);
                }
                let form = Form::read(&headers, format!("client_assertion={body}").as_bytes());
                if let Ok(form) = form {
                    let _ = (named(&headers, &form), credentials(&headers, &form).is_ok());
                }
            }
        }
    }
}
