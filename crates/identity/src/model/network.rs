//! A network address, masked: enough for somebody to recognise her own
//! provider, too little to say where she was.

use std::net::{IpAddr, Ipv6Addr};

/// « 198.51.x.x », « 2001:db8:1::/48 », « réseau local » for this machine.
pub fn masked(address: &IpAddr) -> String {
    match address {
        address if address.is_loopback() => "réseau local".to_owned(),
        IpAddr::V4(address) => {
            let [a, b, ..] = address.octets();
            format!("{a}.{b}.x.x")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_address_is_not_kept() {
        for (address, kept) in [("198.51.100.7", "198.51.x.x"), ("2001:db8:1:2:3::4", "2001:db8:1::/48"), ("::1", "réseau local")] {
            assert_eq!(masked(&address.parse().unwrap()), kept);
        }
    }
}
