//! How somebody proved who she is, and what it is worth.

use std::collections::BTreeSet;

db::text_enum! {
    /// A proof (names of RFC 8176 where it has them).
    pub enum Method {
        /// Her password.
        Password = "pwd",
        /// A one-time code.
        OneTimeCode = "otp",
        /// A passkey that stays in its device, after the device verified her.
        DevicePasskey = "hwk",
        /// A passkey that her devices share, after one of them verified her.
        SyncedPasskey = "swk",
        /// A recovery code (our own name: RFC 8176 has none).
        RecoveryCode = "recovery",
        /// FranceConnect, level `eidas1` (our own name: RFC 8176 has none).
        FranceConnect = "fc",
    }
}

impl Method {
    const fn words(self) -> &'static str {
        match self {
            Self::Password => "mot de passe",
            Self::OneTimeCode => "code de sécurité",
            Self::DevicePasskey | Self::SyncedPasskey => "clé d’accès",
            Self::RecoveryCode => "code de secours",
            Self::FranceConnect => "FranceConnect",
        }
    }
}

/// The value of `acr` for a password alone.
pub const ACR_PASSWORD: &str = "glc:password";
/// The value of `acr` for two factors: a password and something else, or a
/// passkey, which is had and opened by a code or a finger.
pub const ACR_SECOND_FACTOR: &str = "glc:mfa";
/// The value of `acr` for an identity certified by FranceConnect.
pub const ACR_CERTIFIED: &str = "eidas1";
/// What we can always give; the level `eidas1` needs FranceConnect.
pub const ACR_SUPPORTED: [&str; 2] = [ACR_PASSWORD, ACR_SECOND_FACTOR];

/// The proofs of one sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Methods(BTreeSet<Method>);

impl Methods {
    /// The proofs kept as names between spaces.
    pub fn parse(text: &str) -> Self {
        text.split(' ').filter_map(Method::parse).collect()
    }
    /// The same with one more proof.
    #[must_use]
    pub fn with(mut self, method: Method) -> Self {
        self.0.insert(method);
        self
    }
    /// Whether two different factors were shown: every proof but the password
    /// and FranceConnect is either two factors by itself or only ever asked after one.
    pub fn has_second_factor(&self) -> bool {
        self.0.iter().any(|method| !matches!(method, Method::Password | Method::FranceConnect))
    }
    /// Whether FranceConnect vouches for who she is.
    pub fn is_certified(&self) -> bool {
        self.0.contains(&Method::FranceConnect)
    }
    /// The value of the claim `acr`: `eidas1` when FranceConnect opened the session,
    /// or was asked again during it; not because the account was certified one day.
    pub fn acr(&self) -> &'static str {
        if self.is_certified() {
            return ACR_CERTIFIED;
        }
        if self.has_second_factor() { ACR_SECOND_FACTOR } else { ACR_PASSWORD }
    }
    /// The value of the claim `amr` (RFC 8176).
    pub fn amr(&self) -> Vec<&'static str> {
        let mut amr: Vec<_> = self.0.iter().map(|method| method.as_str()).collect();
        if self.0.contains(&Method::DevicePasskey) || self.0.contains(&Method::SyncedPasskey) {
            amr.push("user");
        }
        if self.has_second_factor() {
            amr.push("mfa");
        }
        amr
    }
    /// In a few words, for her.
    pub fn words(&self) -> String {
        self.0.iter().map(|method| method.words()).collect::<Vec<_>>().join(" et ")
    }
    fn to_text(&self) -> String {
        self.0.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl FromIterator<Method> for Methods {
    fn from_iter<I: IntoIterator<Item = Method>>(methods: I) -> Self {
        Self(methods.into_iter().collect())
    }
}

db::as_text! { Methods: |list| list.to_text(), |text| Some(Self::parse(text)); }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_factor_raises_the_level_and_says_so() {
        let password = Methods::parse("pwd");
        assert_eq!((password.acr(), password.amr()), ("glc:password", vec!["pwd"]));
        let both = password.with(Method::OneTimeCode);
        assert_eq!((both.acr(), both.amr()), ("glc:mfa", vec!["pwd", "otp", "mfa"]));
        assert_eq!(both.words(), "mot de passe et code de sécurité");
        let passkey = Methods::parse("swk");
        assert_eq!((passkey.acr(), passkey.amr()), ("glc:mfa", vec!["swk", "user", "mfa"]));
        assert_eq!(Methods::parse("pwd recovery").acr(), "glc:mfa");
        let certified = Methods::parse("fc");
        assert_eq!((certified.acr(), certified.amr(), certified.has_second_factor()), ("eidas1", vec!["fc"], false));
        assert_eq!(Methods::parse("pwd otp fc").acr(), "eidas1");
    }
}
