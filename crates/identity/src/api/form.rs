//! The form that a client sends.

use http::{HeaderMap, header};

use super::error::ApiError;

/// Parameters, each once.
#[derive(Debug)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body; a parameter sent twice is refused (RFC 6749 §3.2).
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, ApiError> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(ApiError::invalid("the body must be application/x-www-form-urlencoded"));
        }
        let pairs = web::posted::decode(body);
        let names: std::collections::BTreeSet<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() != pairs.len() {
            return Err(ApiError::invalid("a parameter is repeated"));
        }
        Ok(Self(pairs))
    }

    /// What comes with a request that has no body.
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// A parameter; one without value counts as absent (RFC 6749 §3.2).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A parameter that must be there.
    pub(crate) fn required(&self, name: &str, missing: &'static str) -> Result<&str, ApiError> {
        self.get(name).ok_or(ApiError::invalid(missing))
    }
}
