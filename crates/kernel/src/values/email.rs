//! E-mail addresses.

/// An address that can be written to: one `@`, a local part without spaces or
/// quotes (RFC 5321 §4.1.2 dot-string), a domain with a dot. Lower-case domain.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address, or nothing if no mail could reach it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        // what is kept is what is judged: lower case may be longer, and hold other characters
        let domain = domain.to_lowercase();
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let domain_ok = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_ok);
        (local_ok && domain_ok).then(|| Self(format!("{local}@{domain}")))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as accounts compare it: wholly in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹personal›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_one_can_write_to() {
        for good in ["a@b.fr", "jeanne.d-arc+x@mairie.lyon.fr"] {
            assert!(Email::parse(good).is_some(), "{good}");
        }
        for bad in ["", "a", "a@b", "a b@c.fr", "@c.fr", "a@", "a@-c.fr", "a..b@c.fr", "a@c.fr\r\nBcc: x@y.fr", ".a@c.fr", "a@İ.fr"] {
            assert!(Email::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Email::parse(" Ana@Mairie.FR ").unwrap().as_str(), "Ana@mairie.fr");
    }
}
