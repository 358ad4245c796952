//! Where the samples answer, so that they are the client that was registered.

use crate::model::client::{Client, origin};

/// Where a service on the developer's own machine is, when no address says it.
pub const LOCAL: &str = "http://localhost:9999";
/// The paths that the samples answer for something else.
const TAKEN: [&str; 4] = ["/", "/login", "/logout", "/refresh"];

/// The addresses of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Scheme, host and port.
    pub base: String,
    /// The path of the return address.
    pub callback: String,
    /// The path where it is told that a session ended.
    pub told: String,
}

impl Place {
    /// The port that the samples listen on when their address has none: a proxy is before them.
    pub(super) const SAMPLE_PORT: &str = "9999";

    /// Of the samples that follow a client: its first return address that is a
    /// plain path, or the samples' own.
    pub fn of(client: &Client) -> Self {
        let base = client.redirect_uris.0.iter().find_map(|uri| origin(uri)).unwrap_or_else(|| LOCAL.to_owned());
        let path = |uri: &String| uri.strip_prefix(&base).filter(|path| is_plain(path)).map(str::to_owned);
        let callback = client.redirect_uris.0.iter().find_map(path).unwrap_or_else(|| "/callback".to_owned());
        let told = client.backchannel_uri.as_ref().and_then(path).filter(|told| *told != callback);
        Self { callback, told: told.unwrap_or_else(|| "/backchannel-logout".to_owned()), base }
    }

    /// The port to listen on.
    pub fn port(&self) -> &str {
        let port = self.base.rsplit(':').next().unwrap_or_default();
        if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) { port } else { Self::SAMPLE_PORT }
    }
}

/// Whether a path can stand in the samples' code as it is, and is free.
fn is_plain(path: &str) -> bool {
    let is_free = !TAKEN.contains(&path) && !path.contains("/backchannel-logout/") && !path.contains("/callback/");
    is_free && path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte))
}
