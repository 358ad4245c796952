//! The rule of each parameter.

use super::{Prompt, Wrong, invalid, pairs::Pairs};
use crate::model::{
    client::Client,
    scope::{Scope, Scopes},
};

/// The fewest characters of `state` and `nonce` in the strict profile (annexe 2 of the 2018 convention).
const STRICT_LENGTH: usize = 16;
/// The longest `state`, `nonce` or hint that we keep.
pub(super) const LONGEST: usize = 512;
/// The longest ID token that we read as a hint.
const LONGEST_TOKEN: usize = 4_096;

pub(super) fn supported(pairs: &Pairs<'_>) -> Result<(), Wrong> {
    if pairs.get("request").is_some() {
        return Err(Wrong("request_not_supported", "request objects are not supported"));
    }
    if pairs.get("request_uri").is_some() {
        return Err(Wrong("request_uri_not_supported", "request_uri is not supported"));
    }
    if pairs.get("registration").is_some() {
        return Err(Wrong("registration_not_supported", "registration is not supported"));
    }
    match pairs.get("response_type") {
        None => return Err(invalid("response_type is missing")),
        Some("code") => {}
        Some(_) => return Err(Wrong("unsupported_response_type", "only response_type=code is supported")),
    }
    match pairs.get("response_mode") {
        None | Some("query") => Ok(()),
        Some(_) => Err(invalid("only response_mode=query is supported")),
    }
}

pub(super) fn scopes(text: &str, client: &Client) -> Result<Scopes, Wrong> {
    let scopes = Scopes::parse(text);
    if !scopes.contains(Scope::OpenId) {
        return Err(Wrong("invalid_scope", "scope must contain openid"));
    }
    if !scopes.is_within(&client.scopes) {
        return Err(Wrong("invalid_scope", "this client may not ask for one of these scopes"));
    }
    Ok(scopes)
}

/// `state` or `nonce`: `sent` as it came, `kept` if it can be kept.
pub(super) fn secret(sent: Option<&str>, kept: Option<String>, strict: bool, rule: &'static str) -> Result<Option<String>, Wrong> {
    let enough = |text: &String| text.len() >= STRICT_LENGTH && is_varied(text);
    match (sent, kept) {
        (None, _) if !strict => Ok(None),
        (Some(_), Some(text)) if !strict || enough(&text) => Ok(Some(text)),
        _ => Err(invalid(rule)),
    }
}

/// RFC 7636 §4.2–4.3; `plain`, the default when no method is given, is refused.
pub(super) fn challenge(pairs: &Pairs<'_>, strict: bool) -> Result<Option<String>, Wrong> {
    match (pairs.get("code_challenge"), pairs.get("code_challenge_method")) {
        (None, None) if !strict => Ok(None),
        (None, _) => Err(invalid("code_challenge is missing")),
        (Some(text), Some("S256")) if text.len() == 43 && text.bytes().all(is_base64url) => Ok(Some(text.to_owned())),
        (Some(_), Some("S256")) => Err(invalid("code_challenge must be the base64url of a SHA-256")),
        (Some(_), _) => Err(invalid("code_challenge_method must be S256")),
    }
}

pub(super) fn prompt(text: &str) -> Result<Prompt, Wrong> {
    let mut prompt = Prompt::default();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    for word in &words {
        match *word {
            "none" => prompt.none = true,
            // one browser holds one account: choosing another is signing in again
            "login" | "select_account" => prompt.login = true,
            "consent" => prompt.consent = true,
            "create" => prompt.create = true,
            _ => return Err(invalid("prompt has an unknown value")),
        }
    }
    if (prompt.none || prompt.create) && words.len() > 1 {
        return Err(invalid("prompt=none and prompt=create stand alone"));
    }
    Ok(prompt)
}

pub(super) fn max_age(text: Option<&str>) -> Result<Option<i64>, Wrong> {
    let Some(text) = text else { return Ok(None) };
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(invalid("max_age must be a number of seconds")),
    }
}

pub(super) fn token_hint(text: Option<&str>) -> Result<Option<String>, Wrong> {
    match text {
        Some(text) if text.len() > LONGEST_TOKEN => Err(invalid("id_token_hint is too long")),
        text => Ok(text.map(str::to_owned)),
    }
}

/// Printable ASCII (`VSCHAR`, RFC 6749 appendix A), of a reasonable length.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|b| (0x20..=0x7e).contains(&b))
}

/// Not one letter over and over: what a generator gives has many.
fn is_varied(text: &str) -> bool {
    text.bytes().collect::<std::collections::BTreeSet<_>>().len() >= 5
}

const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}
