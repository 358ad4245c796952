//! Clients.

use base64::{Engine, engine::general_purpose::STANDARD};
use web::posted::encode;

use super::{Answer, Browser, CHALLENGE, NONCE, PASSWORD, STATE, World, form};

/// A registered client.
pub(in crate::tests) struct TestClient {
    pub id: String,
    pub secret: String,
    pub redirect_uri: String,
}

impl TestClient {
    pub fn basic(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(&self.id), encode(&self.secret))))
    }

    /// A good authorization request, with some parameters more or other.
    pub fn authorize(&self, changes: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("client_id", self.id.as_str()),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("response_type", "code"),
            ("scope", "openid profile email"),
            ("state", STATE),
            ("nonce", NONCE),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        format!("/authorize?{}", form(&fields))
    }
}

/// From a request of the client to a code, for somebody who signs in and agrees.
pub(in crate::tests) async fn code_for(
    world: &World,
    browser: &Browser,
    client: &TestClient,
    email: &str,
    changes: &[(&str, &str)],
) -> String {
    let begun = browser.get(world, &client.authorize(changes)).await;
    let mut answer = begun;
    if answer.location().starts_with("/connexion?") {
        let page = answer.location().to_owned();
        answer = browser.sign_in(world, &page, email, PASSWORD).await;
    }
    if answer.location().starts_with("/autorisation?") {
        let page = answer.location().to_owned();
        answer = browser.fill(world, &page, "/autorisation", &[("choix", "accepter")]).await;
    }
    answer.code()
}

/// Tokens for somebody who signs in and agrees.
pub(in crate::tests) async fn tokens_for(world: &World, browser: &Browser, client: &TestClient, email: &str) -> Answer {
    let code = code_for(world, browser, client, email, &[]).await;
    let tokens = world.exchange(client, &code).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    tokens
}
