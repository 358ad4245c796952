//! Back to the client, with what it asked or with an error.

use serde::{Deserialize, Serialize};
use web::{answer::local_path, posted::encode};

db::text_enum! {
    /// How an answer travels (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode).
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ResponseMode {
        /// After `?` in the address.
        #[default]
        Query = "query",
        /// After `#` in the address.
        Fragment = "fragment",
        /// In a form that the person's browser posts.
        FormPost = "form_post",
    }
}

/// Where an answer goes, once the address is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// The registered address.
    pub redirect_uri: String,
    /// Given back as it came.
    pub state: Option<String>,
    /// How it travels.
    pub mode: ResponseMode,
}

/// An answer on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Where.
    pub redirect_uri: String,
    /// How.
    pub mode: ResponseMode,
    /// What.
    pub parameters: Vec<(&'static str, String)>,
}

impl Back {
    /// A code (RFC 6749 §4.1.2), with who gives it (RFC 9207).
    pub fn with_code(self, code: &str, issuer: &str) -> Return {
        self.with(vec![("code", code.to_owned())], issuer)
    }

    /// An error (RFC 6749 §4.1.2.1), with who gives it.
    pub fn with_error(self, error: &str, description: &str, issuer: &str) -> Return {
        self.with(vec![("error", error.to_owned()), ("error_description", description.to_owned())], issuer)
    }

    fn with(self, mut parameters: Vec<(&'static str, String)>, issuer: &str) -> Return {
        parameters.extend(self.state.map(|state| ("state", state)));
        parameters.push(("iss", issuer.to_owned()));
        Return { redirect_uri: self.redirect_uri, mode: self.mode, parameters }
    }
}

impl Return {
    /// The address that carries it, but for a form.
    pub fn url(&self) -> String {
        let fields: Vec<(&str, Option<&str>)> = self.parameters.iter().map(|(name, value)| (*name, Some(value.as_str()))).collect();
        match self.mode {
            ResponseMode::Query => with_query(&self.redirect_uri, &fields),
            // the address has no fragment of its own: it would not have been registered
            ResponseMode::Fragment => with_query("", &fields).replacen('?', &format!("{}#", self.redirect_uri), 1),
            ResponseMode::FormPost => self.redirect_uri.clone(),
        }
    }
}

/// A page of ours for whoever is signed in, where a proof of who she is may lead:
/// no other place.
pub fn own_page(path: &str) -> Option<&str> {
    local_path(path).filter(|path| ["/compte/", "/partenaires", "/franceconnect/arrivee"].iter().any(|own| path.starts_with(own)))
}

/// Adds to the query that an address may already have.
pub fn with_query(uri: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut target = uri.to_owned();
    for (name, value) in parameters.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(&format!("{name}={}", encode(value)));
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_address_has_is_kept_and_what_is_added_is_encoded() {
        let url = |mode, redirect_uri: &str| {
            let back = Back { redirect_uri: redirect_uri.to_owned(), state: Some("a&b".into()), mode };
            back.with_code("c", "https://i.fr").url()
        };
        assert_eq!(url(ResponseMode::Query, "https://b.fr/r?page=1"), "https://b.fr/r?page=1&code=c&state=a%26b&iss=https%3A%2F%2Fi.fr");
        assert_eq!(url(ResponseMode::Fragment, "https://b.fr/r?page=1"), "https://b.fr/r?page=1#code=c&state=a%26b&iss=https%3A%2F%2Fi.fr");
        assert_eq!(url(ResponseMode::FormPost, "https://b.fr/r"), "https://b.fr/r");
        assert_eq!(with_query("https://b.fr/r", &[("a", None)]), "https://b.fr/r");
    }

    #[test]
    fn a_proof_leads_to_pages_of_ours_only() {
        for own in ["/compte/identite", "/partenaires", "/partenaires/services/a?b=c"] {
            assert_eq!(own_page(own), Some(own));
        }
        for other in
            ["", "/", "compte/identite", "//evil.example/compte/", "/\\evil.example", "https://evil.example/partenaires", "/connexion"]
        {
            assert_eq!(own_page(other), None, "{other}");
        }
    }

    #[test]
    fn an_error_says_who_speaks() {
        let back = Back { redirect_uri: "https://b.fr/r".into(), state: None, mode: ResponseMode::Query };
        let parameters = back.with_error("access_denied", "no", "https://i.fr").parameters;
        assert_eq!(parameters.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["error", "error_description", "iss"]);
    }
}
