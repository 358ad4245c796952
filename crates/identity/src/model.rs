//! The rules, as pure functions and plain data.

pub mod account;
pub mod authorize;
pub mod base32;
pub mod browser;
pub mod claims;
pub mod client;
pub mod journey;
pub mod keyring;
pub mod life;
pub mod methods;
pub mod network;
pub mod passkey;
pub mod password;
pub mod pkce;
pub mod recovery;
pub mod redirection;
pub mod scope;
pub mod throttle;
pub mod totp;
