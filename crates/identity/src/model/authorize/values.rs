//! The rule of each parameter.

use super::{Certified, ClaimsRequest, Prompt, claims::Levels, pairs::Pairs};
use crate::model::{
    client::Client,
    dpop::is_thumbprint,
    methods::{ACR_CERTIFIED, ACR_SUPPORTED},
    reason,
    reason::Reason,
    redirection::ResponseMode,
    scope::{Scope, Scopes},
};

/// The fewest characters of `state` and `nonce` in the strict profile (annexe 2 of the 2018 convention).
const STRICT_LENGTH: usize = 16;
/// The longest `state`, `nonce` or hint that we keep.
pub(super) const LONGEST: usize = 512;
/// The longest ID token that we read as a hint.
const LONGEST_TOKEN: usize = 4_096;

pub(super) fn supported(pairs: &Pairs<'_>) -> Result<(), &'static Reason> {
    if pairs.get("request").is_some() {
        return Err(&reason::REQUEST_OBJECT);
    }
    if pairs.get("request_uri").is_some() {
        return Err(&reason::REQUEST_URI);
    }
    if pairs.get("registration").is_some() {
        return Err(&reason::REGISTRATION);
    }
    match pairs.get("response_type") {
        None => Err(&reason::RESPONSE_TYPE_MISSING),
        Some("code") => Ok(()),
        Some(_) => Err(&reason::RESPONSE_TYPE),
    }
}

pub(super) fn response_mode(text: Option<&str>) -> Result<ResponseMode, &'static Reason> {
    text.map_or(Some(ResponseMode::default()), ResponseMode::parse).ok_or(&reason::RESPONSE_MODE)
}

pub(super) fn claims(text: Option<&str>) -> Result<ClaimsRequest, &'static Reason> {
    text.map_or(Some(ClaimsRequest::default()), ClaimsRequest::read).ok_or(&reason::CLAIMS)
}

/// The level of proof asked, if any. Essential levels of which none is ours
/// end the request (OpenID Connect Core Error Code
/// `unmet_authentication_requirements` 1.0); of the others, those that we do
/// not know are passed over (Core §3.1.2.1).
pub(super) fn level(acr_values: &str, levels: &Levels) -> Result<Option<&'static str>, &'static Reason> {
    let known = |wanted: &str| ACR_SUPPORTED.into_iter().find(|ours| *ours == wanted);
    let asked = levels.values.iter().find_map(|level| known(level));
    let is_reachable = asked.is_some() || levels.values.iter().any(|level| level == ACR_CERTIFIED);
    if levels.essential && !levels.values.is_empty() && !is_reachable {
        return Err(&reason::ACR_UNMET);
    }
    Ok(asked.or_else(|| acr_values.split(' ').find_map(known)))
}

/// Whether the first level asked, among those that exist, is a certified identity:
/// as an essential claim nothing else will do.
pub(super) fn certified(acr_values: &str, levels: &Levels) -> Certified {
    let is_known = |level: &&str| *level == ACR_CERTIFIED || ACR_SUPPORTED.contains(level);
    let claimed = levels.values.iter().map(String::as_str).find(is_known);
    match claimed.or_else(|| acr_values.split(' ').find(is_known)) {
        Some(ACR_CERTIFIED) if levels.essential && claimed.is_some() => Certified::Required,
        Some(ACR_CERTIFIED) => Certified::Wished,
        _ => Certified::No,
    }
}

pub(super) fn key_thumbprint(text: Option<&str>) -> Result<Option<String>, &'static Reason> {
    match text {
        Some(text) if !is_thumbprint(text) => Err(&reason::KEY_THUMBPRINT),
        text => Ok(text.map(str::to_owned)),
    }
}

pub(super) fn scopes(text: &str, client: &Client) -> Result<Scopes, &'static Reason> {
    let scopes = Scopes::parse(text);
    if !scopes.contains(Scope::OpenId) {
        return Err(&reason::OPENID_MISSING);
    }
    if !scopes.is_within(&client.scopes) {
        return Err(&reason::SCOPE_NOT_REGISTERED);
    }
    Ok(scopes)
}

/// `state` or `nonce`: `sent` as it came, `kept` if it can be kept.
pub(super) fn secret(
    sent: Option<&str>,
    kept: Option<String>,
    strict: bool,
    rule: &'static Reason,
) -> Result<Option<String>, &'static Reason> {
    let enough = |text: &String| text.len() >= STRICT_LENGTH && is_varied(text);
    match (sent, kept) {
        (None, _) if !strict => Ok(None),
        (Some(_), Some(text)) if !strict || enough(&text) => Ok(Some(text)),
        _ => Err(rule),
    }
}

/// RFC 7636 §4.2–4.3; `plain`, the default when no method is given, is refused.
pub(super) fn challenge(pairs: &Pairs<'_>, strict: bool) -> Result<Option<String>, &'static Reason> {
    match (pairs.get("code_challenge"), pairs.get("code_challenge_method")) {
        (None, None) if !strict => Ok(None),
        (None, _) => Err(&reason::CHALLENGE_MISSING),
        (Some(text), Some("S256")) if text.len() == 43 && text.bytes().all(is_base64url) => Ok(Some(text.to_owned())),
        (Some(_), Some("S256")) => Err(&reason::CHALLENGE),
        (Some(_), _) => Err(&reason::CHALLENGE_METHOD),
    }
}

pub(super) fn prompt(text: &str) -> Result<Prompt, &'static Reason> {
    let mut prompt = Prompt::default();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    for word in &words {
        match *word {
            "none" => prompt.none = true,
            // one browser holds one account: choosing another is signing in again
            "login" | "select_account" => prompt.login = true,
            "consent" => prompt.consent = true,
            "create" => prompt.create = true,
            _ => return Err(&reason::PROMPT),
        }
    }
    if (prompt.none || prompt.create) && words.len() > 1 {
        return Err(&reason::PROMPT_ALONE);
    }
    Ok(prompt)
}

pub(super) fn max_age(text: Option<&str>) -> Result<Option<i64>, &'static Reason> {
    let Some(text) = text else { return Ok(None) };
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(&reason::MAX_AGE),
    }
}

pub(super) fn token_hint(text: Option<&str>) -> Result<Option<String>, &'static Reason> {
    match text {
        Some(text) if text.len() > LONGEST_TOKEN => Err(&reason::HINT_LENGTH),
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
