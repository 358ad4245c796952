//! What is asked of FranceConnect: the addresses where a person is sent.

use kernel::Moment;
use web::cookie::digest;

use super::settings::Settings;
use crate::model::{methods::ACR_CERTIFIED, redirection::with_query};

/// The pivot identity, the name of use, the date of birth as it was declared
/// (with what nobody knows), and where to write.
const SCOPE: &str = "openid identite_pivot preferred_username idp_birthdate email";

/// What ties an answer to its question.
pub(crate) struct Secrets {
    pub state: String,
    pub nonce: String,
    /// Of PKCE.
    pub verifier: String,
}

impl Secrets {
    /// 43 characters each, 256 bits: shorter ones are refused by FranceConnect.
    pub(crate) fn draw(moment: &Moment) -> Self {
        Self { state: moment.token::<32>(), nonce: moment.token::<32>(), verifier: moment.token::<32>() }
    }
}

/// Where a person proves who she is.
pub(crate) fn authorize_url(settings: &Settings, redirect_uri: &str, secrets: &Secrets) -> String {
    with_query(
        &settings.at("/authorize"),
        &[
            ("response_type", Some("code")),
            ("client_id", Some(&settings.client_id)),
            ("redirect_uri", Some(redirect_uri)),
            ("scope", Some(SCOPE)),
            ("acr_values", Some(ACR_CERTIFIED)),
            ("state", Some(&secrets.state)),
            ("nonce", Some(&secrets.nonce)),
            ("code_challenge", Some(&digest(&secrets.verifier))),
            ("code_challenge_method", Some("S256")),
        ],
    )
}

/// Where she signs out of FranceConnect. It wants the ID token, however old.
pub(crate) fn end_session_url(settings: &Settings, id_token: &str, back: &str, state: &str) -> String {
    with_query(
        &settings.at("/session/end"),
        &[("id_token_hint", Some(id_token)), ("post_logout_redirect_uri", Some(back)), ("state", Some(state))],
    )
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use kernel::{Personal, Timestamp, rng::SeededRng};

    use super::*;
    use crate::franceconnect::settings::{Proof, Signing};

    #[test]
    fn the_question_has_all_that_franceconnect_demands() {
        let settings = Settings {
            issuer: "https://fc.example/api/v2".into(),
            client_id: "glc".into(),
            proof: Proof::Secret(Personal::new("secret".into())),
            signing: Signing::Es256,
            patience: Duration::ZERO,
            button: None,
        };
        let moment = Moment { now: Timestamp::UNIX_EPOCH, wall: Timestamp::UNIX_EPOCH, rng: Arc::new(SeededRng::new(1)) };
        let secrets = Secrets::draw(&moment);
        assert_eq!([secrets.state.len(), secrets.nonce.len(), secrets.verifier.len()], [43; 3]);
        let url = authorize_url(&settings, "https://connect.example/retour", &secrets);
        assert!(url.starts_with("https://fc.example/api/v2/authorize?response_type=code&"), "{url}");
        for part in ["acr_values=eidas1", "code_challenge_method=S256", "scope=openid%20identite_pivot", &secrets.state, &secrets.nonce] {
            assert!(url.contains(part), "{part} in {url}");
        }
        assert!(!url.contains(&secrets.verifier) && !url.contains("secret="), "what is secret stays here");
        let out = end_session_url(&settings, "a.b.c", "https://connect.example/fin", "s");
        assert!(out.contains("/session/end?id_token_hint=a.b.c&post_logout_redirect_uri=https%3A"), "{out}");
    }
}
