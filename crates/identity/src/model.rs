//! The rules, as pure functions and plain data.

pub mod account;
pub mod authorize;
pub mod base32;
pub mod browser;
pub mod claims;
pub mod client;
pub mod clock_jump;
pub mod consent;
pub mod datum;
pub mod inactivity;
pub mod journey;
pub mod keyring;
pub mod life;
pub mod methods;
pub mod password;
pub mod pkce;
pub mod profile;
pub mod redirection;
pub mod scope;
pub mod security_event;
pub mod sharing;
pub mod throttle;
pub mod totp;
