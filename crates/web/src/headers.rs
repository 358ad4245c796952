//! Security headers, the same on every answer (OWASP ASVS 5.0 §3.4).

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// The policy of a page: nothing but our own files, one script nonce, forms
/// only to ourselves and to the origins that the page leads back to.
pub(crate) fn content_security_policy(nonce: &str, form_action: &[String], frame: ui::Frame) -> String {
    let extra: String = form_action.iter().map(|origin| format!(" {origin}")).collect();
    let (shows, shown) = match frame {
        ui::Frame::None => ("", "'none'"),
        ui::Frame::Shows => (" frame-src 'self';", "'none'"),
        ui::Frame::Stands => ("", "'self'"),
    };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         manifest-src 'self';{shows} form-action 'self'{extra}; frame-ancestors {shown}; base-uri 'none'"
    )
}

/// The policy of whatever is not a page: inert.
pub(crate) const INERT: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/// Puts the headers that every answer has.
pub(crate) fn harden(headers: &mut HeaderMap, secure: bool) {
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::CACHE_CONTROL, "no-store");
    put(header::CONTENT_SECURITY_POLICY, INERT);
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(self), microphone=(), payment=()");
    if secure {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
}
