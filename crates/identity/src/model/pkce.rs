//! The proof that whoever brings a code is whoever asked for it (RFC 7636).

use aws_lc_rs::constant_time::verify_slices_are_equal;

/// Whether a verifier answers a challenge. Without challenge there must be no
/// verifier either: a stripped challenge does not pass unseen (RFC 9700 §4.8.2).
pub fn verifies(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            let is_well_formed =
                (43..=128).contains(&verifier.len()) && verifier.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
            is_well_formed && verify_slices_are_equal(web::cookie::digest(verifier).as_bytes(), challenge.as_bytes()).is_ok()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc() {
        // RFC 7636, appendix B
        let (verifier, challenge) = ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(verifies(Some(challenge), Some(verifier)));
        assert!(verifies(None, None));
        assert!(!verifies(Some(challenge), None));
        assert!(!verifies(None, Some(verifier)));
        assert!(!verifies(Some(challenge), Some(challenge)));
        assert!(!verifies(Some(verifier), Some(verifier)), "plain is not S256");
        assert!(!verifies(Some(challenge), Some("court")));
    }
}
