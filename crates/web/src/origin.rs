//! Whether a writing request comes from our own pages.

use http::{HeaderMap, HeaderName, HeaderValue, header};
use kernel::Problem;

use crate::Failure;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Browsers say where a request comes from (Fetch metadata, or `Origin`), and
/// no page of another site can lie about it.
///
/// # Errors
/// [`Problem::Forbidden`] when it comes from elsewhere.
pub(crate) fn came_from_us(headers: &HeaderMap, base: &str) -> Result<(), Failure> {
    let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
    let same = match (text(FETCH_SITE), text(header::ORIGIN)) {
        // "none": begun by the person herself, outside any page
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == base,
        // no browser of today; the token of the form is what remains, and `Posted` asks for it
        (None, None) => true,
    };
    if same { Ok(()) } else { Err(Problem::Forbidden.into()) }
}
