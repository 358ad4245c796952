//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use http::{HeaderMap, HeaderName};
use kernel::Personal;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of whoever asks: the peer of the connection, or the one that
/// our own proxies name. An address is a personal datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientAddress(Personal<IpAddr>);

impl ClientAddress {
    /// A request that came through no socket.
    pub(crate) const UNKNOWN: Self = Self(Personal::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));

    /// Walks back from the peer, one hop for each proxy of ours: what stands
    /// further left in `X-Forwarded-For` was written by somebody we do not trust.
    pub(crate) fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut address = peer.to_canonical();
        for hop in hops.into_iter().rev() {
            if !proxies.contains(&address) {
                break;
            }
            let Some(before) = parsed(hop) else { break };
            address = before;
        }
        Self(Personal::new(address))
    }

    /// The address, to write it where the law asks for it.
    pub const fn ip(&self) -> &Personal<IpAddr> {
        &self.0
    }

    /// What attempts are counted by: an IPv4 address, or the 64 bits of an IPv6
    /// one that a single subscriber holds (RFC 6177).
    pub fn network(&self) -> String {
        match *self.0.expose() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }
}

/// Some proxies add the port.
fn parsed(hop: &str) -> Option<IpAddr> {
    let address: Option<IpAddr> = hop.parse().ok();
    address.or_else(|| hop.parse().ok().map(|socket: SocketAddr| socket.ip())).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let proxies: Vec<IpAddr> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        ClientAddress::of(peer.parse().unwrap(), &headers, &proxies).network()
    }

    #[test]
    fn nobody_chooses_her_own_address() {
        assert_eq!(seen("192.0.2.7", &["198.51.100.1"], &[]), "192.0.2.7", "no proxy of ours: the header is a claim");
        assert_eq!(seen("192.0.2.7", &["198.51.100.1"], &["10.0.0.1"]), "192.0.2.7", "this peer is not our proxy");
        assert_eq!(seen("10.0.0.1", &["203.0.113.9, 198.51.100.1"], &["10.0.0.1"]), "198.51.100.1", "only the last hop is ours");
        assert_eq!(seen("10.0.0.1", &["203.0.113.9", "198.51.100.1"], &["10.0.0.1"]), "198.51.100.1", "several lines are one");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1, 10.0.0.2"], &["10.0.0.1", "10.0.0.2"]), "198.51.100.1", "two proxies");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1, unknown"], &["10.0.0.1"]), "10.0.0.1", "what cannot be read is not believed");
    }

    #[test]
    fn addresses_are_counted_as_subscribers_hold_them() {
        assert_eq!(seen("::ffff:192.0.2.7", &[], &[]), "192.0.2.7");
        assert_eq!(seen("2001:db8:1:2:aaaa::1", &[], &[]), "2001:db8:1:2::/64");
        assert_eq!(seen("10.0.0.1", &["[2001:db8:1:2::9]:4431"], &["10.0.0.1"]), "2001:db8:1:2::/64");
    }

    #[test]
    fn an_address_does_not_reach_a_log() {
        let address = ClientAddress::of("192.0.2.7".parse().unwrap(), &HeaderMap::new(), &[]);
        assert!(!format!("{address:?}").contains("192"));
    }
}
