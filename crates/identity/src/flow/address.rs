//! Where a request comes from.

use std::{convert::Infallible, net::IpAddr};

use axum::extract::FromRequestParts;
use http::request::Parts;

/// The network that a request comes from, when the web layer says it: an IPv4
/// address, or the half of an IPv6 one that one household holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Network(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Network {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<IpAddr>().copied().map(network)))
    }
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_network() {
        for (address, expected) in
            [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
        {
            assert_eq!(network(address.parse().unwrap()), expected);
        }
    }
}
