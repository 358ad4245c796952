//! The services that ask who somebody is.

use db::{Doc, record};
use kernel::Timestamp;

use super::{
    partner::{OrganisationId, stage::Stage},
    protocol::Protocol,
    scope::Scopes,
    sharing::Need,
};

db::text_enum! {
    /// How much of the standard's freedom a client has.
    pub enum Profile {
        /// `state`, `nonce` and PKCE are mandatory (annexe 2 of the 2018 convention, RFC 9700).
        Strict = "strict",
        /// What the standard leaves optional is optional.
        Certification = "certification",
    }
}

record! {
    /// A registered client.
    #[derive(Debug, Clone)]
    pub struct Client {
        /// Its `client_id`.
        pub id: String,
        /// Its name, as people read it.
        pub name: String,
        /// How much freedom it has.
        pub profile: Profile,
        /// Clients of one sector know a person by the same identifier (Core §8.1).
        pub sector: String,
        /// Where codes may be sent.
        pub redirect_uris: Doc<Vec<String>>,
        /// Where a person may be sent after signing out.
        pub post_logout_uris: Doc<Vec<String>>,
        /// Where it is told that a session ended.
        pub backchannel_uri: Option<String>,
        /// All that it may ever ask.
        pub scopes: Scopes,
        /// What it may ask to know, datum by datum.
        pub needs: Doc<Vec<Need>>,
        /// How long it keeps them, as people read it.
        pub keeps_for: String,
        /// Whether people are asked before their data are given.
        pub asks_consent: bool,
        /// Whether it is a site of ours: its access tokens live as long as the session.
        pub is_ours: bool,
        /// How it speaks.
        pub protocol: Doc<Protocol>,
        /// Set when it is disconnected, alone or with its organisation.
        pub suspended_at: Option<Timestamp>,
        /// Whose service it is; nobody's for those that operators register.
        pub organisation_id: Option<OrganisationId>,
        /// Whether it serves everybody.
        pub stage: Stage,
        /// What it is for, in one sentence that people read.
        pub purpose: String,
        /// Where its sign-in starts.
        pub login_uri: Option<String>,
        /// The service on trial that it came from.
        pub integration_id: Option<String>,
    }
}

impl Client {
    /// Whether codes may be sent there: the same text, to the letter (RFC 9700 §2.1).
    pub fn may_return_to(&self, uri: &str) -> bool {
        self.redirect_uris.0.iter().any(|known| known == uri)
    }
    /// Whether a person who signed out may be sent there.
    pub fn may_end_at(&self, uri: &str) -> bool {
        self.post_logout_uris.0.iter().any(|known| known == uri)
    }
}

/// Scheme, host and port of an address.
pub fn origin(uri: &str) -> Option<String> {
    let (scheme, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{authority}"))
}

/// Whether an address may be registered: http(s), absolute, without fragment
/// (RFC 6749 §3.1.2) nor user information.
pub fn is_registrable(uri: &str) -> bool {
    let authority = origin(uri).and_then(|origin| origin.split_once("://").map(|(_, authority)| authority.to_owned())).unwrap_or_default();
    let scheme = uri.starts_with("https://") || uri.starts_with("http://");
    scheme
        && !authority.is_empty()
        && !authority.contains('@')
        && !uri.contains(['#', '*', '\\'])
        && uri.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
pub(crate) fn sample() -> Client {
    Client {
        id: "bron".into(),
        name: "Ville de Bron".into(),
        profile: Profile::Strict,
        sector: "bron".into(),
        redirect_uris: Doc(vec!["https://bron.example/retour".into(), "https://bron.example/autre?page=1".into()]),
        post_logout_uris: Doc(vec!["https://bron.example/".into()]),
        backchannel_uri: None,
        scopes: Scopes::parse("openid profile email"),
        needs: Doc(Need::usual(&Scopes::parse("openid profile email"))),
        keeps_for: String::new(),
        asks_consent: true,
        is_ours: false,
        protocol: Doc::default(),
        suspended_at: None,
        organisation_id: None,
        stage: Stage::Production,
        purpose: String::new(),
        login_uri: None,
        integration_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_address_registered_is_accepted() {
        let client = sample();
        assert!(client.may_return_to("https://bron.example/retour"));
        for wrong in [
            "https://bron.example/retour/",
            "https://bron.example/retour?x=1",
            "https://bron.example/reto",
            "https://bron.example/Retour",
            "https://BRON.example/retour",
            "https://bron.example:443/retour",
            "http://bron.example/retour",
            "https://bron.example/retour#x",
            "https://bron.example.evil.example/retour",
            "https://bron.example/%72etour",
            "https://bron.example/./retour",
            "",
        ] {
            assert!(!client.may_return_to(wrong), "{wrong}");
        }
    }

    #[test]
    fn addresses_that_may_be_registered() {
        for good in ["https://bron.example/retour", "http://localhost:8080/connexion/retour?x=1"] {
            assert!(is_registrable(good), "{good}");
        }
        for bad in [
            "",
            "bron.example",
            "javascript:alert(1)",
            "https://",
            "https://a@b/",
            "https://*.bron.example/",
            "https://b.fr/#x",
            "https://b.fr/é",
        ] {
            assert!(!is_registrable(bad), "{bad}");
        }
        assert_eq!(origin("http://localhost:8080/a?b").unwrap(), "http://localhost:8080");
    }
}
