//! What we say that is not so, and what shows that a client believed it.

use kernel::Timestamp;
use serde_json::{Map, Value};

use crate::model::{endpoint::Endpoint, life::before, redirection::Return};

db::text_enum! {
    /// A lie, in the words of `tests/clients/lib/doubt.mjs`, which tells the same.
    pub enum Lie {
        /// The address of return has another `state`.
        State = "the-state-of-another-request",
        /// The address of return has another `iss`.
        Issuer = "the-answer-of-another-provider",
        /// A key made for the occasion signed the ID token, under the name of ours.
        Stranger = "a-token-that-a-stranger-signed",
        /// `alg` is `none`.
        Unsigned = "a-token-that-nobody-signed",
        /// `iss` of the ID token.
        TokenIssuer = "a-token-of-another-provider",
        /// `aud` of the ID token.
        Audience = "a-token-for-another-service",
        /// `exp` of the ID token.
        Expired = "a-token-past-its-time",
        /// `nonce` of the ID token.
        Nonce = "the-nonce-of-another-request",
        /// `acr` of the ID token.
        Level = "a-weaker-sign-in-than-asked",
        /// `sub` of userinfo.
        Subject = "the-data-of-somebody-else",
    }
}

/// Another provider: a name that leads nowhere (RFC 6761).
const ELSEWHERE: &str = "https://autre-fournisseur.invalid";
/// Another service.
const SOMEBODY_ELSE: &str = "autre-service";
/// A level that nobody asks.
const WEAKER: &str = "glc:none";
const HOUR: i64 = 3_600;

impl Lie {
    /// The call by which a client shows that it believed. Nothing shows it for
    /// the level, which some check page by page, nor for the last answer: then
    /// only its page tells.
    pub const fn betrayed_by(self) -> Option<Endpoint> {
        match self {
            Self::State | Self::Issuer => Some(Endpoint::Token),
            Self::Stranger | Self::Unsigned | Self::TokenIssuer | Self::Audience | Self::Expired | Self::Nonce => Some(Endpoint::Userinfo),
            Self::Level | Self::Subject => None,
        }
    }

    /// Where it is told.
    pub const fn told_at(self) -> Endpoint {
        match self {
            Self::State | Self::Issuer => Endpoint::Authorize,
            Self::Subject => Endpoint::Userinfo,
            _ => Endpoint::Token,
        }
    }

    /// Bends the way back to the client; `random` is drawn for the occasion.
    pub fn bend_return(self, back: &mut Return, random: &str) {
        let (name, lie) = match self {
            Self::State => ("state", random),
            Self::Issuer => ("iss", ELSEWHERE),
            _ => return,
        };
        if let Some((_, value)) = back.parameters.iter_mut().find(|(known, _)| *known == name) {
            lie.clone_into(value);
        }
    }

    /// Bends what the ID token says.
    pub fn bend_token(self, claims: &mut Value, random: &str, wall: Timestamp) {
        match self {
            Self::TokenIssuer => claims["iss"] = ELSEWHERE.into(),
            Self::Audience => claims["aud"] = SOMEBODY_ELSE.into(),
            Self::Nonce => claims["nonce"] = random.into(),
            Self::Level => claims["acr"] = WEAKER.into(),
            Self::Expired => {
                claims["iat"] = before(wall, 2 * HOUR).as_second().into();
                claims["exp"] = before(wall, HOUR).as_second().into();
            }
            Self::State | Self::Issuer | Self::Stranger | Self::Unsigned | Self::Subject => {}
        }
    }

    /// Bends who userinfo speaks of.
    pub fn bend_user(self, claims: &mut Map<String, Value>, random: &str) {
        if self == Self::Subject {
            claims.insert("sub".to_owned(), random.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::redirection::{Back, ResponseMode};

    #[test]
    fn each_lie_changes_one_thing_and_tells_it_in_one_place() {
        let wall = Timestamp::from_second(1_800_000_000).unwrap();
        let token = json!({ "iss": "us", "aud": "bron", "nonce": "n", "acr": "glc:mfa", "iat": 1_800_000_000, "exp": 1_800_000_300 });
        let user: Map<String, Value> = [("sub".to_owned(), json!("ana"))].into_iter().collect();
        let back = Back { redirect_uri: "https://b.fr/r".into(), state: Some("s".into()), mode: ResponseMode::Query }.with_code("c", "us");
        for lie in Lie::ALL {
            let (mut bent_token, mut bent_user, mut bent_back) = (token.clone(), user.clone(), back.clone());
            lie.bend_token(&mut bent_token, "x", wall);
            lie.bend_user(&mut bent_user, "x");
            lie.bend_return(&mut bent_back, "x");
            let changed: Vec<&str> =
                ["iss", "aud", "nonce", "acr", "exp"].into_iter().filter(|name| bent_token[*name] != token[*name]).collect();
            let expected: (&[&str], bool, &str) = match lie {
                Lie::State => (&[], false, "code=c&state=x&iss=us"),
                Lie::Issuer => (&[], false, "code=c&state=s&iss=https%3A%2F%2Fautre-fournisseur.invalid"),
                Lie::TokenIssuer => (&["iss"], false, ""),
                Lie::Audience => (&["aud"], false, ""),
                Lie::Nonce => (&["nonce"], false, ""),
                Lie::Level => (&["acr"], false, ""),
                Lie::Expired => (&["exp"], false, ""),
                Lie::Subject => (&[], true, ""),
                // these are told by the signature
                Lie::Stranger | Lie::Unsigned => (&[], false, ""),
            };
            assert_eq!((&*changed, bent_user != user), (expected.0, expected.1), "{lie:?}");
            match expected.2 {
                "" => assert_eq!(bent_back, back, "{lie:?}"),
                query => assert!(bent_back.url().ends_with(query), "{lie:?}: {}", bent_back.url()),
            }
        }
    }

    #[test]
    fn the_suite_of_clients_tells_the_same_lies_in_the_same_words() {
        let suite = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/clients/lib/doubt.mjs")).unwrap();
        let suite = suite.replace('-', " ");
        for lie in Lie::ALL {
            let words = lie.as_str().replace('-', " ");
            assert!(suite.contains(&format!("'{words}':")), "{words}");
        }
    }
}
