//! Parsers of what strangers send, fed with samples, good and hostile, changed
//! at random. A target is a function of bytes: it panics when a rule is broken.
//!
//! `cargo test` tries each a bounded number of times, always the same;
//! `cargo xtask fuzz [target…] --seconds N` goes on for longer and keeps what
//! panics, and what takes long.

mod fed;
mod franceconnect;
mod jose;
mod mutate;
mod passkeys;
mod requests;

use fed::Fed;

/// Times that `cargo test` tries each.
const TIMES: usize = 400;

/// A parser to feed.
pub(super) struct Target {
    pub name: &'static str,
    /// What it is fed with, before it is changed.
    pub samples: fn() -> Vec<Vec<u8>>,
    pub feed: fn(&[u8]),
}

/// Every target.
const TARGETS: [Target; 17] = [
    Target { name: "form", samples: requests::forms, feed: requests::form },
    Target { name: "authorization", samples: requests::authorizations, feed: requests::authorization },
    Target { name: "claims", samples: requests::claims_asked, feed: requests::claims },
    Target { name: "credentials", samples: requests::headers, feed: requests::credentials },
    Target { name: "typed", samples: requests::words, feed: requests::typed },
    Target { name: "password", samples: requests::passwords, feed: requests::password },
    Target { name: "jws", samples: jose::texts, feed: jose::jws },
    Target { name: "jwk", samples: jose::keys, feed: jose::jwk },
    Target { name: "dpop", samples: jose::proofs, feed: jose::dpop },
    Target { name: "assertion", samples: jose::assertions, feed: jose::assertion },
    Target { name: "passkey-answer", samples: passkeys::answers, feed: passkeys::answer },
    Target { name: "passkey-client-data", samples: passkeys::client_data_texts, feed: passkeys::client_data },
    Target { name: "passkey-attestation", samples: passkeys::attestations, feed: passkeys::attestation },
    Target { name: "passkey-authenticator", samples: passkeys::authenticators, feed: passkeys::authenticator },
    Target { name: "passkey-cose", samples: passkeys::cose_keys, feed: passkeys::cose },
    Target { name: "franceconnect-answer", samples: franceconnect::answers, feed: franceconnect::answer },
    Target { name: "franceconnect-identity", samples: franceconnect::identities, feed: franceconnect::identity },
];

#[test]
fn every_parser_stands_what_strangers_send() {
    for target in &TARGETS {
        let mut fed = Fed::new(target, 7);
        for sample in (target.samples)() {
            (target.feed)(&sample);
        }
        for _ in 0..TIMES {
            let bytes = fed.next();
            (target.feed)(&bytes);
        }
    }
}

/// Told by `cargo xtask fuzz`: which target or all, for how long, where to keep what is found.
#[test]
#[ignore = "goes on for as long as `cargo xtask fuzz` says"]
#[expect(clippy::disallowed_methods, reason = "the settings of a run by hand, not of the program")]
fn for_longer() {
    let setting = |name: &str| std::env::var(name).unwrap_or_default();
    let asked = setting("GUICHET_FUZZ_TARGETS");
    let seconds = setting("GUICHET_FUZZ_SECONDS").parse().unwrap_or(10);
    let seed = setting("GUICHET_FUZZ_SEED").parse().unwrap_or(1);
    let kept = std::path::PathBuf::from(setting("GUICHET_FUZZ_KEPT"));
    let chosen: Vec<&Target> =
        TARGETS.iter().filter(|target| asked.is_empty() || asked.split(',').any(|name| name == target.name)).collect();
    assert!(!chosen.is_empty(), "targets are {:?}", TARGETS.map(|target| target.name));
    let found: usize = chosen.iter().map(|target| fed::feed_for(target, std::time::Duration::from_secs(seconds), seed, &kept)).sum();
    assert_eq!(found, 0, "what was found is in {}", kept.display());
}
