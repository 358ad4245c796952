//! The form that a client sends.

use http::{HeaderMap, header};

use crate::model::{reason, reason::Reason};

/// Parameters, each once.
#[derive(Debug)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body; a parameter sent twice is refused (RFC 6749 §3.2).
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, &'static Reason> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(&reason::NOT_A_FORM);
        }
        let pairs = web::posted::decode(body);
        let names: std::collections::BTreeSet<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() != pairs.len() {
            return Err(&reason::FORM_REPEATED);
        }
        Ok(Self(pairs))
    }

    /// A parameter; one without value counts as absent (RFC 6749 §3.2).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A parameter that must be there.
    pub(crate) fn required(&self, name: &str, missing: &'static Reason) -> Result<&str, &'static Reason> {
        self.get(name).ok_or(missing)
    }

    /// All of them.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(kind in any::<Vec<u8>>(), body in any::<Vec<u8>>()) {
            let mut headers = HeaderMap::new();
            if let Ok(kind) = HeaderValue::from_bytes(&kind) {
                headers.insert(header::CONTENT_TYPE, kind);
            }
            prop_assert_eq!(Form::read(&headers, &body).err(), Some(&reason::NOT_A_FORM));
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8"));
            if let Ok(form) = Form::read(&headers, &body) {
                prop_assert!(form.pairs().iter().all(|(name, value)| form.get(name).unwrap_or_default() == value));
            }
        }
    }
}
