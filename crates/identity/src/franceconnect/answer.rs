//! What a browser brings back from FranceConnect.

use super::refusal::Refusal;

/// The longest code read.
const LONGEST: usize = 2_048;

/// The one value of a parameter; nothing when it is absent, empty or repeated.
pub(crate) fn single<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let first = values.next().filter(|value| !value.is_empty() && value.len() <= LONGEST)?;
    values.next().is_none().then_some(first)
}

/// The code that came back, from the issuer that was asked (RFC 9207). The
/// state was looked up before.
///
/// # Errors
/// What FranceConnect refused, or why the answer cannot be believed.
pub(crate) fn code<'a>(pairs: &'a [(String, String)], issuer: &str) -> Result<&'a str, Refusal> {
    if single(pairs, "iss") != Some(issuer) {
        return Err(Refusal::Untrusted("the redirection comes from another issuer"));
    }
    match (single(pairs, "error"), single(pairs, "code")) {
        (Some(error), _) => Err(Refusal::of_error(error, single(pairs, "error_description").unwrap_or_default())),
        (None, Some(code)) => Ok(code),
        (None, None) => Err(Refusal::Untrusted("the redirection has no code")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://fc.example/api/v2";

    fn read(query: &str) -> Result<String, Refusal> {
        code(&web::posted::decode(query.as_bytes()), ISSUER).map(str::to_owned)
    }

    #[test]
    fn a_code_comes_from_the_issuer_that_was_asked() {
        let iss = format!("iss={}", web::posted::encode(ISSUER));
        assert_eq!(read(&format!("code=abc&{iss}")), Ok("abc".to_owned()));
        for wrong in ["code=abc".to_owned(), "code=abc&iss=https://other".to_owned(), iss.clone(), format!("code=a&code=b&{iss}")] {
            assert!(matches!(read(&wrong), Err(Refusal::Untrusted(_))), "{wrong}");
        }
        assert_eq!(read(&format!("error=access_denied&error_description=user+auth+aborted&{iss}")), Err(Refusal::Cancelled));
        assert_eq!(read(&format!("error=access_denied&code=abc&{iss}")), Err(Refusal::Denied), "an error is an error");
    }
}
