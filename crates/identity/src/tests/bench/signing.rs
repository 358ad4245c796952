//! What clients sign: assertions and proofs of possession.

use serde_json::{Value, json};
use web::cookie::digest;

use super::{Answer, ISSUER, World};
use crate::model::{assertion, jwk::tests::Signer};

impl World {
    /// What a client posts to prove who it is, with some claims other.
    pub fn assertion(&self, signer: &Signer, client: &str, header: Value, changes: &[(&str, Value)]) -> String {
        let now = self.moment().wall.as_second();
        let mut claims = json!({
            "iss": client, "sub": client, "aud": ISSUER, "iat": now, "exp": now + 60, "jti": self.moment().token::<8>(),
        });
        for (name, value) in changes {
            claims[*name] = value.clone();
        }
        signer.sign(header, claims)
    }

    /// Sends a form whose client proves who it is with an assertion.
    pub async fn asserted(&self, path: &str, assertion: &str, fields: &[(&str, &str)]) -> Answer {
        let proof = [("client_assertion_type", assertion::TYPE), ("client_assertion", assertion)];
        self.post_form(path, None, &[fields, &proof].concat()).await
    }

    /// A proof of possession for a call.
    pub fn proof(&self, signer: &Signer, method: &str, path: &str, token: Option<&str>, changes: &[(&str, Value)]) -> String {
        let mut claims = json!({
            "htm": method, "htu": format!("{ISSUER}{path}"), "iat": self.moment().wall.as_second(), "jti": self.moment().token::<8>(),
        });
        if let Some(token) = token {
            claims["ath"] = digest(token).into();
        }
        for (name, value) in changes {
            claims[*name] = value.clone();
        }
        signer.sign(json!({ "typ": "dpop+jwt", "jwk": signer.public_jwk() }), claims)
    }

    /// Sends a form with a proof.
    pub async fn post_proved(&self, path: &str, authorization: &str, proof: &str, fields: &[(&str, &str)]) -> Answer {
        let request = http::Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", authorization)
            .header("dpop", proof);
        self.send(request, &super::form(fields)).await
    }
}
