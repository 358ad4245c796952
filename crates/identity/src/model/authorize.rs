//! Is this authorization request right (OpenID Connect Core §3.1.2, RFC 6749
//! §4.1.1, RFC 7636, RFC 9700)? A pure function of the request and the client.
//!
//! Until the address to go back to is trusted, an error is a page; after, it
//! goes to that address. No error repeats what was sent.

use serde::{Deserialize, Serialize};

pub use self::claims::ClaimsRequest;
use self::{
    pairs::Pairs,
    values::{
        LONGEST, certified, challenge, claims, is_plain, key_thumbprint, level, max_age, prompt, response_mode, scopes, secret, supported,
        token_hint,
    },
};
use super::{
    client::{Client, Profile},
    methods::ACR_SECOND_FACTOR,
    reason,
    reason::Reason,
    redirection::{Back, ResponseMode},
    scope::Scopes,
};

mod claims;
mod pairs;
#[cfg(test)]
mod tests;
mod values;

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
    /// Whether an identity certified by FranceConnect is.
    #[serde(default)]
    pub certified: Certified,
    /// What she may have typed at the client's.
    pub login_hint: Option<String>,
    /// The ID token of the person expected.
    pub id_token_hint: Option<String>,
    /// How the answer travels.
    #[serde(default)]
    pub response_mode: ResponseMode,
    /// What is asked datum by datum.
    #[serde(default)]
    pub claims: ClaimsRequest,
    /// The thumbprint of the key that must bring the code (RFC 9449 §10).
    #[serde(default)]
    pub key_thumbprint: Option<String>,
}

impl Request {
    /// Where its answer goes.
    pub fn back(&self) -> Back {
        Back { redirect_uri: self.redirect_uri.clone(), state: self.state.clone(), mode: self.response_mode }
    }
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

/// Whether a client asks that FranceConnect vouches for the person (`acr` = `eidas1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Certified {
    /// It does not.
    #[default]
    No,
    /// It would like it (`acr_values`, Core §3.1.2.1): she may go on without.
    Wished,
    /// It cannot do without (`acr` as an essential claim, Core §5.5.1.1).
    Required,
}

/// Why a request stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A page of ours says it: nobody knows where to go back to.
    Page(&'static Reason),
    /// The client is told (RFC 6749 §4.1.2.1 and Core §3.1.2.6).
    Redirect(Back, &'static Reason),
}

impl Refusal {
    /// Why.
    pub const fn reason(&self) -> &'static Reason {
        match self {
            Self::Page(reason) | Self::Redirect(_, reason) => reason,
        }
    }
}

/// Who asks; the first thing to know.
pub fn client_id(pairs: &[(String, String)]) -> Result<&str, Refusal> {
    Pairs(pairs).single("client_id").ok().flatten().ok_or(Refusal::Page(&reason::CLIENT_MISSING))
}

/// The name of a request that was pushed, if it came once.
pub fn request_uri(pairs: &[(String, String)]) -> Option<&str> {
    Pairs(pairs).single("request_uri").ok().flatten()
}

/// Checks a request of a known client.
///
/// # Errors
/// [`Refusal`] says what is wrong and who is to be told.
pub fn check(pairs: &[(String, String)], client: &Client) -> Result<Request, Refusal> {
    let pairs = Pairs(pairs);
    if client.suspended_at.is_some() {
        return Err(Refusal::Page(&reason::CLIENT_SUSPENDED));
    }
    let redirect_uri = pairs.single("redirect_uri").ok().flatten().ok_or(Refusal::Page(&reason::REDIRECT_MISSING))?;
    if !client.may_return_to(redirect_uri) {
        return Err(Refusal::Page(&reason::REDIRECT_UNKNOWN));
    }
    // a state that cannot be given back as it came is not given back at all
    let state = pairs.single("state").ok().flatten().filter(|state| is_plain(state)).map(str::to_owned);
    let mode = response_mode(pairs.single("response_mode").ok().flatten()).unwrap_or_default();
    let back = Back { redirect_uri: redirect_uri.to_owned(), state, mode };
    trusted(&pairs, client, &back).map_err(|reason| Refusal::Redirect(back, reason))
}

fn trusted(pairs: &Pairs<'_>, client: &Client, back: &Back) -> Result<Request, &'static Reason> {
    pairs.no_repetition()?;
    supported(pairs)?;
    let claims = claims(pairs.get("claims"))?;
    let strict = client.profile == Profile::Strict;
    Ok(Request {
        client_id: client.id.clone(),
        redirect_uri: back.redirect_uri.clone(),
        scopes: scopes(pairs.get("scope").unwrap_or_default(), client)?,
        state: secret(pairs.get("state"), back.state.clone(), strict, &reason::STATE)?,
        nonce: secret(pairs.get("nonce"), pairs.get("nonce").filter(|nonce| is_plain(nonce)).map(str::to_owned), strict, &reason::NONCE)?,
        challenge: challenge(pairs, strict)?,
        prompt: prompt(pairs.get("prompt").unwrap_or_default())?,
        max_age: max_age(pairs.get("max_age"))?,
        second_factor: level(pairs.get("acr_values").unwrap_or_default(), &claims.levels)? == Some(ACR_SECOND_FACTOR),
        certified: certified(pairs.get("acr_values").unwrap_or_default(), &claims.levels),
        login_hint: pairs.get("login_hint").filter(|hint| hint.len() <= LONGEST).map(str::to_owned),
        id_token_hint: token_hint(pairs.get("id_token_hint"))?,
        response_mode: response_mode(pairs.get("response_mode"))?,
        claims,
        key_thumbprint: key_thumbprint(pairs.get("dpop_jkt"))?,
    })
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
