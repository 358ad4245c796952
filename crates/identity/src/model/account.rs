//! People who have an account.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::record;
use kernel::{Personal, Timestamp, id::AccountId};

record! {
    /// An account.
    #[derive(Debug, Clone)]
    pub struct Account {
        /// Which; never leaves this part.
        pub id: AccountId,
        /// Her address, as she wrote it.
        pub email: Personal<String>,
        /// Her password's hash (PHC string), empty when she has none.
        pub password: Personal<String>,
        /// Her first names.
        pub given_name: Personal<String>,
        /// Her name.
        pub family_name: Personal<String>,
        /// When she showed that the address is hers.
        pub confirmed_at: Option<Timestamp>,
        /// When it was made.
        pub created_at: Timestamp,
    }
}

impl Account {
    /// The hash of her password; nothing when she only signs in with FranceConnect.
    pub fn hash(&self) -> Option<Personal<String>> {
        (!self.password.expose().is_empty()).then(|| self.password.clone())
    }
}

/// The secret from which pairwise identifiers are made.
#[derive(Clone)]
pub struct Salt(hmac::Key);

impl Salt {
    /// From the bytes kept.
    pub fn new(bytes: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// Who a person is for the clients of a sector: nobody else can make it,
    /// and two sectors cannot compare theirs (OpenID Connect Core §8.1).
    pub fn subject(&self, sector: &str, account: AccountId) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, format!("{sector}|{account}").as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_the_same_within_a_sector_only() {
        let salt = Salt::new(&[7; 32]);
        let account: AccountId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        assert_eq!(salt.subject("bron", account), salt.subject("bron", account));
        assert_ne!(salt.subject("bron", account), salt.subject("lyon", account));
        assert_ne!(salt.subject("bron", account), Salt::new(&[8; 32]).subject("bron", account));
        assert_eq!(salt.subject("bron", account).len(), 43);
    }
}
