//! What a program posts.

use std::collections::HashMap;

use http::{HeaderMap, header};

use super::error::ApiError;

/// The parameters of a form, each there once.
pub(super) struct Form(HashMap<String, String>);

impl Form {
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, ApiError> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") {
            return Err(ApiError::invalid("only application/x-www-form-urlencoded content-type bodies are supported"));
        }
        let mut parameters = HashMap::new();
        for (name, value) in web::posted::decode(body) {
            if parameters.insert(name, value).is_some() {
                return Err(ApiError::invalid("a parameter must not be provided twice"));
            }
        }
        Ok(Self(parameters))
    }

    /// A parameter that says something.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub fn required(&self, name: &str, without: &'static str) -> Result<&str, ApiError> {
        self.get(name).ok_or(ApiError::invalid(without))
    }
}
