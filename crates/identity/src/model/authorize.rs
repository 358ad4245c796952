//! Is this authorization request right (OpenID Connect Core §3.1.2, RFC 6749
//! §4.1.1, RFC 7636, RFC 9700)? A pure function of the request and the client.
//!
//! Until the address to go back to is trusted, an error is a page; after, it
//! goes to that address. No error repeats what was sent.

use serde::{Deserialize, Serialize};

use super::{
    client::{Client, Profile},
    methods::{ACR_SECOND_FACTOR, ACR_SUPPORTED},
    scope::{Scope, Scopes},
};

#[cfg(test)]
mod tests;

/// The fewest characters of `state` and `nonce` in the strict profile (annexe 2 of the 2018 convention).
const STRICT_LENGTH: usize = 16;
/// The longest `state`, `nonce` or hint that we keep.
const LONGEST: usize = 512;
/// The longest ID token that we read as a hint.
const LONGEST_TOKEN: usize = 4_096;

/// A request that may go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who asks.
    pub client_id: String,
    /// Where to go back to: registered.
    pub redirect_uri: String,
    /// What is asked.
    #[serde(with = "scopes_as_text")]
    pub scopes: Scopes,
    /// Given back as it came.
    pub state: Option<String>,
    /// Put in the ID token.
    pub nonce: Option<String>,
    /// The PKCE challenge, always S256.
    pub challenge: Option<String>,
    /// What the person must be shown.
    pub prompt: Prompt,
    /// How old her proof may be, in seconds.
    pub max_age: Option<i64>,
    /// Whether a second factor is asked.
    pub second_factor: bool,
    /// What she may have typed at the client's.
    pub login_hint: Option<String>,
    /// The ID token of the person expected.
    pub id_token_hint: Option<String>,
}

/// What the person must be shown (Core §3.1.2.1; Initiating User Registration 1.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prompt {
    /// Nothing at all.
    pub none: bool,
    /// The sign-in page, even when signed in.
    pub login: bool,
    /// The consent page, even when it was given.
    pub consent: bool,
    /// The sign-up page.
    pub create: bool,
}

/// Why the person sees a page instead of going back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untrusted {
    /// No `client_id`, or several.
    ClientMissing,
    /// Nobody is registered under this name, or it is disconnected.
    ClientUnknown,
    /// No `redirect_uri`, or several.
    RedirectMissing,
    /// The address is not registered, to the letter.
    RedirectUnknown,
}

/// Why a request stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A page of ours says it.
    Page(Untrusted),
    /// The client is told.
    Redirect {
        /// Where.
        redirect_uri: String,
        /// Given back as it came.
        state: Option<String>,
        /// RFC 6749 §4.1.2.1 and Core §3.1.2.6.
        error: &'static str,
        /// For the client's developer.
        description: &'static str,
    },
}

/// Who asks; the first thing to know.
pub fn client_id(pairs: &[(String, String)]) -> Result<&str, Refusal> {
    Pairs(pairs).single("client_id").ok().flatten().ok_or(Refusal::Page(Untrusted::ClientMissing))
}

/// Checks a request of a known client.
///
/// # Errors
/// [`Refusal`] says what is wrong and who is to be told.
pub fn check(pairs: &[(String, String)], client: &Client) -> Result<Request, Refusal> {
    let pairs = Pairs(pairs);
    if client.suspended_at.is_some() {
        return Err(Refusal::Page(Untrusted::ClientUnknown));
    }
    let redirect_uri = pairs.single("redirect_uri").ok().flatten().ok_or(Refusal::Page(Untrusted::RedirectMissing))?;
    if !client.may_return_to(redirect_uri) {
        return Err(Refusal::Page(Untrusted::RedirectUnknown));
    }
    // a state that cannot be given back as it came is not given back at all
    let state = pairs.single("state").ok().flatten().filter(|state| is_plain(state)).map(str::to_owned);
    trusted(&pairs, client, redirect_uri, state.clone()).map_err(|Wrong(error, description)| Refusal::Redirect {
        redirect_uri: redirect_uri.to_owned(),
        state,
        error,
        description,
    })
}

/// An error and its description.
struct Wrong(&'static str, &'static str);

const fn invalid(description: &'static str) -> Wrong {
    Wrong("invalid_request", description)
}

fn trusted(pairs: &Pairs<'_>, client: &Client, redirect_uri: &str, state: Option<String>) -> Result<Request, Wrong> {
    pairs.no_repetition()?;
    supported(pairs)?;
    let strict = client.profile == Profile::Strict;
    Ok(Request {
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        scopes: scopes(pairs.get("scope").unwrap_or_default(), client)?,
        state: secret(pairs.get("state"), state, strict, "state must have 16 to 512 printable characters, chosen at random")?,
        nonce: secret(
            pairs.get("nonce"),
            pairs.get("nonce").filter(|nonce| is_plain(nonce)).map(str::to_owned),
            strict,
            "nonce must have 16 to 512 printable characters, chosen at random",
        )?,
        challenge: challenge(pairs, strict)?,
        prompt: prompt(pairs.get("prompt").unwrap_or_default())?,
        max_age: max_age(pairs.get("max_age"))?,
        // a voluntary wish (Core §3.1.2.1): levels that we do not know or cannot reach are passed over
        second_factor: pairs.get("acr_values").unwrap_or_default().split(' ').find(|acr| ACR_SUPPORTED.contains(acr))
            == Some(ACR_SECOND_FACTOR),
        login_hint: pairs.get("login_hint").filter(|hint| hint.len() <= LONGEST).map(str::to_owned),
        id_token_hint: token_hint(pairs.get("id_token_hint"))?,
    })
}

fn supported(pairs: &Pairs<'_>) -> Result<(), Wrong> {
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

fn scopes(text: &str, client: &Client) -> Result<Scopes, Wrong> {
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
fn secret(sent: Option<&str>, kept: Option<String>, strict: bool, rule: &'static str) -> Result<Option<String>, Wrong> {
    let enough = |text: &String| text.len() >= STRICT_LENGTH && is_varied(text);
    match (sent, kept) {
        (None, _) if !strict => Ok(None),
        (Some(_), Some(text)) if !strict || enough(&text) => Ok(Some(text)),
        _ => Err(invalid(rule)),
    }
}

/// RFC 7636 §4.2–4.3; `plain`, the default when no method is given, is refused.
fn challenge(pairs: &Pairs<'_>, strict: bool) -> Result<Option<String>, Wrong> {
    match (pairs.get("code_challenge"), pairs.get("code_challenge_method")) {
        (None, None) if !strict => Ok(None),
        (None, _) => Err(invalid("code_challenge is missing")),
        (Some(text), Some("S256")) if text.len() == 43 && text.bytes().all(is_base64url) => Ok(Some(text.to_owned())),
        (Some(_), Some("S256")) => Err(invalid("code_challenge must be the base64url of a SHA-256")),
        (Some(_), _) => Err(invalid("code_challenge_method must be S256")),
    }
}

fn prompt(text: &str) -> Result<Prompt, Wrong> {
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

fn max_age(text: Option<&str>) -> Result<Option<i64>, Wrong> {
    let Some(text) = text else { return Ok(None) };
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(invalid("max_age must be a number of seconds")),
    }
}

fn token_hint(text: Option<&str>) -> Result<Option<String>, Wrong> {
    match text {
        Some(text) if text.len() > LONGEST_TOKEN => Err(invalid("id_token_hint is too long")),
        text => Ok(text.map(str::to_owned)),
    }
}

/// Printable ASCII (`VSCHAR`, RFC 6749 appendix A), of a reasonable length.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|b| (0x20..=0x7e).contains(&b))
}

/// Not one letter over and over: what a generator gives has many.
fn is_varied(text: &str) -> bool {
    text.bytes().collect::<std::collections::BTreeSet<_>>().len() >= 5
}

const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// The parameters, in order.
struct Pairs<'a>(&'a [(String, String)]);

/// A parameter came more than once.
struct Repeated;

impl<'a> Pairs<'a> {
    /// The value of a parameter; one without value counts as absent (RFC 6749 §3.1).
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }
    fn single(&self, name: &str) -> Result<Option<&'a str>, Repeated> {
        if self.0.iter().filter(|(known, _)| known == name).count() > 1 { Err(Repeated) } else { Ok(self.get(name)) }
    }
    /// RFC 6749 §3.1: parameters must not come twice.
    fn no_repetition(&self) -> Result<(), Wrong> {
        let names: std::collections::BTreeSet<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() == self.0.len() { Ok(()) } else { Err(invalid("a parameter is repeated")) }
    }
}

/// Scopes as OAuth writes them.
mod scopes_as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Scopes;

    pub(super) fn serialize<S: Serializer>(scopes: &Scopes, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&scopes.to_text())
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scopes, D::Error> {
        String::deserialize(deserializer).map(|text| Scopes::parse(&text))
    }
}
