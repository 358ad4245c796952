//! What a client may ask at `/authorize`: every rule, as a pure function.

mod parameters;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::Value;

use self::parameters::Parameters;
use super::{
    Client,
    incidents::{self, Incident},
    people::PROVIDERS,
    scopes::{SCOPES, claims_of},
};

/// The only level that it gives.
pub(super) const ACR: &str = "eidas1";
/// The levels of FranceConnect: others are ignored.
const LEVELS: [&str; 3] = [ACR, "eidas2", "eidas3"];
/// Shorter ones were refused to integrators, whatever is written elsewhere.
const NONCE: usize = 32;

/// A right request.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub client_id: String,
    pub back: Back,
    pub nonce: String,
    /// The scopes asked, without those that nobody knows.
    pub scope: String,
    /// The claims of userinfo that they open.
    pub claims: BTreeSet<String>,
    /// Whether the ID token tells how the person proved who she is.
    pub wants_amr: bool,
    /// PKCE, if the client began it.
    pub challenge: Option<String>,
    /// The identity provider that the client prefers.
    pub idp_hint: Option<String>,
}

/// Where, and how, a person goes back to her service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Back {
    pub redirect_uri: String,
    pub state: String,
    /// In the fragment of the address rather than in its query.
    pub in_fragment: bool,
}

/// Why a request is not one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Told to the person, since the address to go back to cannot be believed; the words are for a developer.
    Page(Incident, String),
    /// Told to the client.
    Client { back: Back, error: &'static str, description: String },
}

impl Back {
    /// The address that carries an answer, with who gives it (RFC 9207).
    pub fn to(&self, parameters: &[(&str, String)]) -> String {
        let query: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", web::posted::encode(value))).collect();
        let mark = match (self.in_fragment, self.redirect_uri.contains('?')) {
            (true, _) => '#',
            (false, true) => '&',
            (false, false) => '?',
        };
        format!("{}{mark}{}", self.redirect_uri, query.join("&"))
    }

    /// The address that carries an error.
    pub fn with_error(&self, issuer: &str, error: &str, description: &str) -> String {
        let text = |value: &str| value.to_owned();
        self.to(&[("error", text(error)), ("error_description", text(description)), ("state", text(&self.state)), ("iss", text(issuer))])
    }

    fn refuse(&self, error: &'static str, description: impl Into<String>) -> Refusal {
        Refusal::Client { back: self.clone(), error, description: description.into() }
    }
}

/// Checks what a client asks.
///
/// # Errors
/// [`Refusal::Page`] until client and address are known, [`Refusal::Client`] after.
pub(super) fn check(pairs: &[(String, String)], clients: &[Client]) -> Result<Request, Refusal> {
    let sent = Parameters::read(pairs)?;
    let page = |incident, detail: &str| Refusal::Page(incident, detail.to_owned());
    let client = clients.iter().find(|client| client.id == sent.client_id && client.is_active);
    let client = client.ok_or_else(|| page(incidents::CLIENT, "client_id n’est pas inscrit, ou il est désactivé."))?;
    if !client.redirect_uris.iter().any(|uri| uri == sent.redirect_uri) {
        return Err(page(incidents::REDIRECTION, "redirect_uri n’est pas inscrite. Elle doit être la même, à la lettre près."));
    }
    let in_fragment = sent.get("response_mode") == Some("fragment");
    let back = Back { redirect_uri: sent.redirect_uri.to_owned(), state: sent.state.to_owned(), in_fragment };
    if sent.response_type != "code" {
        return Err(back.refuse("unsupported_response_type", "unsupported response_type requested"));
    }
    if !matches!(sent.get("response_mode"), None | Some("query" | "fragment")) {
        return Err(back.refuse("unsupported_response_mode", "unsupported response_mode requested"));
    }
    let scopes = scopes(sent.scope, client, &back)?;
    level(sent.acr_values, &back)?;
    let wanted = wanted(sent.get("claims"), client, &back)?;
    let opened = scopes.iter().flat_map(|scope| claims_of(scope)).map(|claim| (*claim).to_owned());
    Ok(Request {
        client_id: client.id.clone(),
        nonce: sent.nonce.to_owned(),
        wants_amr: scopes.contains(&"amr") || wanted.amr,
        claims: opened.chain(wanted.userinfo).collect(),
        scope: scopes.join(" "),
        challenge: challenge(&sent, &back)?,
        idp_hint: hint(sent.get("idp_hint"), &back)?,
        back,
    })
}

/// Unknown scopes are ignored; those that the client may not ask are refused.
fn scopes<'a>(asked: &'a str, client: &Client, back: &Back) -> Result<Vec<&'a str>, Refusal> {
    let known: Vec<&str> = asked.split_whitespace().filter(|scope| SCOPES.iter().any(|(known, _)| known == scope)).collect();
    if !known.contains(&"openid") {
        return Err(back.refuse("invalid_request", "openid scope must be requested for this request"));
    }
    match known.iter().find(|scope| !client.may_ask(scope)) {
        Some(scope) => Err(back.refuse("invalid_scope", format!("requested scope is not allowed: {scope}"))),
        None => Ok(known),
    }
}

/// Unknown levels are ignored; of the others the lowest counts, and it must be ours.
fn level(asked: &str, back: &Back) -> Result<(), Refusal> {
    let lowest = LEVELS.iter().find(|level| asked.split_whitespace().any(|asked| asked == **level));
    match lowest {
        None | Some(&ACR) => Ok(()),
        Some(level) => {
            let text = format!("acr_value is not valid, should be equal one of these values, expected {ACR}, got {level}");
            Err(back.refuse("invalid_acr", text))
        }
    }
}

/// What the parameter `claims` asks beside the scopes.
#[derive(Default)]
struct Wanted {
    amr: bool,
    userinfo: Vec<String>,
}

/// A claim may be asked by a client that may ask one of its scopes (OpenID Connect Core §5.5).
fn wanted(asked: Option<&str>, client: &Client, back: &Back) -> Result<Wanted, Refusal> {
    let Some(text) = asked else { return Ok(Wanted::default()) };
    let Ok(Value::Object(asked)) = serde_json::from_str(text) else {
        return Err(back.refuse("invalid_request", "could not parse the claims parameter JSON"));
    };
    let names = |part: &str| asked.get(part).and_then(Value::as_object).into_iter().flat_map(|part| part.keys().cloned());
    let may_ask = |claim: &String| client.scopes.iter().any(|scope| claims_of(scope).contains(&claim.as_str()));
    Ok(Wanted {
        amr: names("id_token").any(|claim| claim == "amr" && may_ask(&claim)),
        userinfo: names("userinfo").filter(may_ask).collect(),
    })
}

/// PKCE is optional, and `S256` once it is begun (RFC 7636 §4.3: no method is `plain`).
fn challenge(sent: &Parameters<'_>, back: &Back) -> Result<Option<String>, Refusal> {
    match (sent.get("code_challenge"), sent.get("code_challenge_method")) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(back.refuse("invalid_request", "code_challenge must be provided with code_challenge_method")),
        (Some(text), Some("S256")) if text.len() == 43 => Ok(Some(text.to_owned())),
        (Some(_), Some("S256")) => Err(back.refuse("invalid_request", "code_challenge must be the base64url of a SHA-256")),
        (Some(_), _) => Err(back.refuse("invalid_request", "not supported value of code_challenge_method")),
    }
}

fn hint(asked: Option<&str>, back: &Back) -> Result<Option<String>, Refusal> {
    match asked {
        Some(id) if !PROVIDERS.iter().any(|(known, _)| *known == id) => Err(back.refuse("invalid_idp_hint", "idp_hint is not allowed")),
        asked => Ok(asked.map(str::to_owned)),
    }
}
