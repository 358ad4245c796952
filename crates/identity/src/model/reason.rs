//! Why a client is refused: the code of the standard and a description for the
//! wire, a key to keep, and what its developer should do. One line per reason;
//! none repeats what was sent.

mod authentication;
mod authorization;
mod tokens;

pub use self::{authentication::*, authorization::*, tokens::*};

/// A reason to refuse.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its name, as kept.
    pub key: &'static str,
    /// The error of the standard.
    pub error: &'static str,
    /// What the answer says beside it.
    pub description: &'static str,
    /// What is to be done, in French.
    pub explanation: &'static str,
}

/// Declares the reasons of one kind of endpoint, and the list of them.
macro_rules! reasons {
    ($list:ident: $($name:ident = $key:literal, $error:literal, $description:literal, $explanation:literal;)*) => {
        $(
            #[doc = $description]
            pub static $name: $crate::model::reason::Reason =
                $crate::model::reason::Reason { key: $key, error: $error, description: $description, explanation: $explanation };
        )*
        pub(super) static $list: &[&$crate::model::reason::Reason] = &[$(&$name),*];
    };
}
use reasons;

/// What the developer of a client should do about the refusal kept under this key.
pub fn explain(key: &str) -> &'static str {
    let known = all().find(|reason| reason.key == key);
    known.map_or("Ce refus n’est plus connu de cette version.", |reason| reason.explanation)
}

fn all() -> impl Iterator<Item = &'static Reason> {
    [AUTHORIZATION, AUTHENTICATION, TOKENS].into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_own_key_and_says_what_to_do() {
        let keys: std::collections::BTreeSet<&str> = all().map(|reason| reason.key).collect();
        assert_eq!(keys.len(), all().count());
        for reason in all() {
            assert!(reason.description.is_ascii() && !reason.description.contains(['"', '\\']), "RFC 6749 §5.2: {}", reason.key);
            assert!(reason.explanation.ends_with('.'), "{}", reason.key);
            assert!(!reason.explanation.contains([';', '!', '?', '\'']), "{}", reason.key);
            assert!(!reason.explanation.contains(" :"), "{}: no-break space", reason.key);
            assert_eq!(explain(reason.key), reason.explanation);
        }
        assert!(explain("autre").contains("plus connu"));
    }
}
