//! Is this authorization request right (OpenID Connect Core §3.1.2, RFC 6749
//! §4.1.1, RFC 7636, RFC 9700)? A pure function of the request and the client.
//!
//! Until the address to go back to is trusted, an error is a page; after, it
//! goes to that address. No error repeats what was sent.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use self::{
    pairs::Pairs,
    values::{LONGEST, challenge, is_plain, max_age, prompt, scopes, secret, supported, token_hint},
};
use super::{
    client::{Client, Profile},
    datum::Datum,
    methods::{ACR_CERTIFIED, ACR_SECOND_FACTOR, ACR_SUPPORTED},
    scope::Scopes,
};

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
    /// Data asked one by one, besides those of the scopes (Core §5.5).
    #[serde(default)]
    pub single: BTreeSet<Datum>,
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
    let levels: Vec<&str> = pairs.get("acr_values").unwrap_or_default().split(' ').collect();
    Ok(Request {
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        scopes: scopes(pairs.get("scope").unwrap_or_default(), client)?,
        single: BTreeSet::new(),
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
        second_factor: levels.iter().find(|acr| ACR_SUPPORTED.contains(acr)) == Some(&ACR_SECOND_FACTOR),
        certified: certified(&levels),
        login_hint: pairs.get("login_hint").filter(|hint| hint.len() <= LONGEST).map(str::to_owned),
        id_token_hint: token_hint(pairs.get("id_token_hint"))?,
    })
}

/// The first level of the list that we know is the one that is liked best.
fn certified(levels: &[&str]) -> Certified {
    match levels.iter().find(|acr| **acr == ACR_CERTIFIED || ACR_SUPPORTED.contains(acr)) {
        Some(&ACR_CERTIFIED) => Certified::Wished,
        _ => Certified::No,
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
