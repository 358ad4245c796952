//! What comes back from FranceConnect.

use kernel::Timestamp;
use serde_json::{Value, json};

use crate::franceconnect::{
    answer as answers_of,
    check::{self, Expected},
    pivot::{self, Arrival},
};

const ISSUER: &str = "https://fc.example/api/v2";
const NOW: i64 = 1_800_000_000;

pub(super) fn answers() -> Vec<Vec<u8>> {
    let iss = web::posted::encode(ISSUER);
    [
        format!("code=abc&state=def&iss={iss}"),
        format!("error=access_denied&error_description=user+auth+aborted&iss={iss}"),
        format!("error=invalid_scope&code=abc&iss={iss}"),
        "code=a&code=b&iss=".to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec()
}

/// The query with which a browser comes back.
pub(super) fn answer(bytes: &[u8]) {
    let pairs = web::posted::decode(bytes);
    if let Ok(code) = answers_of::code(&pairs, ISSUER) {
        assert!(!code.is_empty() && answers_of::single(&pairs, "iss") == Some(ISSUER));
    }
}

pub(super) fn identities() -> Vec<Vec<u8>> {
    let right = json!({
        "iss": ISSUER, "aud": "glc", "exp": NOW + 60, "iat": NOW, "nonce": "n", "acr": "eidas1", "sub": "ana",
        "given_name": "Angela Claire", "family_name": "DUBOIS", "gender": "female", "birthdate": "1962-08-24",
        "birthplace": "75107", "birthcountry": "99100", "email": "angela@example.org", "preferred_username": "MERCIER",
    });
    let partial = json!({ "birthdate": "1992-11-01", "idp_birthdate": "1992-11-00", "family_name": "\u{202e}O’Nëïl", "aud": ["glc"] });
    let odd = json!({ "birthdate": ["1962"], "given_name": 7, "exp": 1e300, "iat": i64::MIN, "email": { "a": "b" } });
    let kept = json!({ "sub": "s", "data": [["given_name", "Ana"]], "email": null, "id_token": "a.b.c" });
    [right, partial, odd, kept].iter().map(|said| said.to_string().into_bytes()).collect()
}

/// The claims of a token, once its signature was checked; and an arrival that was kept.
pub(super) fn identity(bytes: &[u8]) {
    if let Some(arrival) = Arrival::read(bytes) {
        let again = Arrival::read(arrival.to_json().to_string().as_bytes());
        assert_eq!(again.map(|again| again.to_json()), Some(arrival.to_json()));
        drop(arrival.name());
    }
    let Ok(said) = serde_json::from_slice::<Value>(bytes) else { return };
    let expected = Expected { issuer: ISSUER, client_id: "glc", wall: Timestamp::from_second(NOW).unwrap() };
    if let Ok(sub) = check::id_token(&said, expected, &web::cookie::digest("n")) {
        assert!(said["acr"] == "eidas1" && !sub.is_empty());
        assert!(check::userinfo(&said, expected, &sub).is_ok(), "the same claims name the same person");
    }
    if let Ok(data) = pivot::data(&said) {
        assert!(data.iter().all(|(_, value)| !value.expose().chars().any(char::is_control)));
    }
    drop(pivot::email(&said));
}
