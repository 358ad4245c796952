//! What clients and people send: forms, queries, headers, fields.

use http::{HeaderMap, HeaderValue, header};
use kernel::values::Email;

use crate::Profile;
use crate::{
    api::{client_auth, form::Form},
    model::{
        authorize::{self, Request},
        base32, browser,
        client::{Client, is_registrable, origin, sample},
        datum::{Datum, value},
        dpop,
        password::{self, Strength},
        pkce, recovery, totp,
    },
};

const QUERY: &str = "response_type=code&client_id=bron&redirect_uri=https%3A%2F%2Fbron.example%2Fretour&scope=openid%20email\
                     &state=0123456789abcdef0123456789&nonce=fedcba9876543210fedcba98&code_challenge_method=S256\
                     &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn all(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

pub(super) fn forms() -> Vec<Vec<u8>> {
    all(&[
        "grant_type=authorization_code&code=abc&redirect_uri=https%3A%2F%2Fbib.example%2Fretour&client_id=b&client_secret=s",
        "grant_type=client_credentials&scope=accounts%3Adeleted&client_assertion_type=a&client_assertion=a.b.c",
        "a=1&a=2&=&&==&%=%zz&+=+",
        "caf%C3%A9=%ff%fe&x=%E2%80%AE",
    ])
}

/// The body of a call.
pub(super) fn form(bytes: &[u8]) {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let Ok(form) = Form::read(&headers, bytes) else { return };
    for (name, value) in form.pairs() {
        assert_eq!(form.get(name).unwrap_or_default(), value);
    }
    drop(client_auth::named(&headers, &form));
}

pub(super) fn authorizations() -> Vec<Vec<u8>> {
    let with = |more: &str| format!("{QUERY}&{more}");
    let texts = [
        QUERY.to_owned(),
        with("prompt=login%20consent&max_age=0&acr_values=eidas1%20eidas2&login_hint=a%40b.fr"),
        with("response_mode=form_post&dpop_jkt=NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs&id_token_hint=a.b.c"),
        with("claims=%7B%22userinfo%22%3A%7B%22email%22%3A%7B%22essential%22%3Atrue%7D%7D%7D"),
        with("request=a.b.c&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax"),
        with("prompt=none%20login&max_age=-1&state=again"),
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The query of an authorization request, for clients of both profiles.
pub(super) fn authorization(bytes: &[u8]) {
    checked(&web::posted::decode(bytes));
}

pub(super) fn claims_asked() -> Vec<Vec<u8>> {
    all(&[
        r#"{"userinfo":{"given_name":{"essential":true},"email":null},"id_token":{"acr":{"values":["eidas1","eidas2"],"essential":true}}}"#,
        r#"{"id_token":{"sub":{"value":"abc"},"auth_time":{"essential":true}},"other":{}}"#,
        r#"{"userinfo":{"a":{"value":[[[[[[[[1]]]]]]]]}}}"#,
        r#"{"userinfo":[],"id_token":7}"#,
    ])
}

/// The `claims` parameter of a request that is right but for it.
pub(super) fn claims(bytes: &[u8]) {
    let mut pairs = web::posted::decode(&authorizations()[0]);
    pairs.push(("claims".to_owned(), lossy(bytes)));
    checked(&pairs);
}

/// What is accepted goes back to a registered address, and is kept as it is.
fn checked(pairs: &[(String, String)]) {
    let _ = (authorize::client_id(pairs).is_ok(), authorize::request_uri(pairs));
    for profile in [Profile::Strict, Profile::Certification] {
        let client = Client { profile, ..sample() };
        let Ok(request) = authorize::check(pairs, &client) else { continue };
        assert!(client.may_return_to(&request.redirect_uri));
        let kept = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&kept).unwrap(), request);
        drop(request.back().with_code("code", "https://connect.example").url());
    }
}

pub(super) fn headers() -> Vec<Vec<u8>> {
    all(&[
        "Basic YWJjOmRlZg==\nclient_assertion=a.b.c",
        "Basic YSUyMGI6YyUzQWQ=\nclient_id=abc",
        "Bearer abc\n",
        "Basic \nclient_assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIn0.AAAA",
    ])
}

/// The `Authorization` header, then the form.
pub(super) fn credentials(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(parts.next().unwrap_or_default()) {
        headers.insert(header::AUTHORIZATION, value);
    }
    drop(client_auth::named_in(&headers));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    if let Ok(form) = Form::read(&headers, parts.next().unwrap_or_default()) {
        drop(client_auth::named(&headers, &form));
    }
}

pub(super) fn passwords() -> Vec<Vec<u8>> {
    let many = "abcd ".repeat(10_000);
    all(&[
        "trois corbeaux dansent\nAna\nana.perrin@exemple.fr",
        "m0td3p@sse azerty 2024\nMotdepasse\n",
        &format!("azerty abcd\n{many}\n{many}"),
    ])
}

/// A password, a name, an address, a line each.
pub(super) fn password(bytes: &[u8]) {
    let text = lossy(bytes);
    let mut lines = text.splitn(3, '\n');
    let [typed, name, address] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let is_strong = matches!(password::strength(typed, &[name, address]), Strength::Strong);
    assert!(!is_strong || password::check(typed, &[name, address]).is_ok());
}

pub(super) fn words() -> Vec<Vec<u8>> {
    all(&[
        "Trois corbeaux dansent",
        "ana@exemple.fr",
        "1980-02-30",
        "+33 6 12 34 56 78",
        "JBSWY3DPEHPK3PXP",
        "abcd-efgh-2345",
        "123 456",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "https://bib.example:8443/retour?a=1",
        "12345678901234",
    ])
}

/// What people type, wherever they may, and what their browser says of itself.
pub(super) fn typed(bytes: &[u8]) {
    let text = lossy(bytes);
    drop((
        password::check(&text, &["Ana", "Perrin", &text]).is_ok(),
        Email::parse(&text),
        browser::summary(&text),
        recovery::normal(&text),
    ));
    for datum in Datum::ALL {
        if let Ok(Some(kept)) = value::read(*datum, &text) {
            drop(value::spoken(*datum, &kept));
        }
    }
    let _ = totp::accepted_step("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", &text, 0, kernel::Timestamp::UNIX_EPOCH);
    if let Some(bytes) = base32::decode(&text) {
        assert_eq!(base32::decode(&base32::encode(&bytes)), Some(bytes));
    }
    if is_registrable(&text) {
        assert!(origin(&text).is_some());
    }
    let _ = (dpop::is_thumbprint(&text), pkce::verifies(Some(&text), Some(&text)));
}
