//! Back to the client, with what it asked or with an error.

use web::posted::encode;

/// Where a code goes (RFC 6749 §4.1.2), with who gives it (RFC 9207).
pub fn with_code(redirect_uri: &str, code: &str, state: Option<&str>, issuer: &str) -> String {
    with_query(redirect_uri, &[("code", Some(code)), ("state", state), ("iss", Some(issuer))])
}

/// Where an error goes (RFC 6749 §4.1.2.1).
pub fn with_error(redirect_uri: &str, error: &str, description: &str, state: Option<&str>, issuer: &str) -> String {
    with_query(redirect_uri, &[("error", Some(error)), ("error_description", Some(description)), ("state", state), ("iss", Some(issuer))])
}

/// Adds to the query that an address may already have.
pub fn with_query(uri: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut target = uri.to_owned();
    for (name, value) in parameters.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(&format!("{name}={}", encode(value)));
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_address_has_is_kept_and_what_is_added_is_encoded() {
        assert_eq!(
            with_code("https://b.fr/r?page=1", "c", Some("a&b"), "https://i.fr"),
            "https://b.fr/r?page=1&code=c&state=a%26b&iss=https%3A%2F%2Fi.fr"
        );
        assert_eq!(with_query("https://b.fr/r", &[("a", None)]), "https://b.fr/r");
    }
}
