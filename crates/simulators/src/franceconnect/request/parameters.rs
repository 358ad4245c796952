//! The parameters that a request must have, before anything else is looked at.

use std::collections::HashSet;

use super::{NONCE, Refusal, incidents::PARAMETER};

/// Parameters, each there once and of the right shape.
pub(super) struct Parameters<'a> {
    pairs: &'a [(String, String)],
    pub client_id: &'a str,
    pub redirect_uri: &'a str,
    pub response_type: &'a str,
    pub scope: &'a str,
    pub acr_values: &'a str,
    pub state: &'a str,
    pub nonce: &'a str,
}

impl<'a> Parameters<'a> {
    pub fn read(pairs: &'a [(String, String)]) -> Result<Self, Refusal> {
        let mut seen = HashSet::new();
        if let Some((name, _)) = pairs.iter().find(|(name, _)| !seen.insert(name)) {
            return Err(wrong(name, "est répété"));
        }
        let read = Self {
            pairs,
            client_id: required(pairs, "client_id")?,
            redirect_uri: required(pairs, "redirect_uri")?,
            response_type: required(pairs, "response_type")?,
            scope: required(pairs, "scope")?,
            acr_values: required(pairs, "acr_values")?,
            state: required(pairs, "state")?,
            nonce: required(pairs, "nonce")?,
        };
        if read.nonce.len() < NONCE {
            return Err(wrong("nonce", "est trop court\u{a0}: il faut 32 caractères"));
        }
        if read.redirect_uri.parse::<http::Uri>().ok().is_none_or(|uri| uri.scheme().is_none() || uri.host().is_none()) {
            return Err(wrong("redirect_uri", "n’est pas une adresse"));
        }
        match find(pairs, "prompt") {
            Some(prompt) if !is_prompt(prompt) => Err(wrong("prompt", "accepte login et consent seulement")),
            _ => Ok(read),
        }
    }

    /// An optional parameter.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        find(self.pairs, name)
    }
}

/// `login`, `consent`, both.
fn is_prompt(text: &str) -> bool {
    !text.is_empty() && text.split(' ').all(|word| matches!(word, "login" | "consent"))
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn required<'a>(pairs: &'a [(String, String)], name: &str) -> Result<&'a str, Refusal> {
    find(pairs, name).filter(|value| !value.is_empty()).ok_or_else(|| wrong(name, "est absent"))
}

fn wrong(name: &str, why: &str) -> Refusal {
    Refusal::Page(PARAMETER, format!("{name} {why}."))
}
