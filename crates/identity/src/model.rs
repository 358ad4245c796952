//! The rules, as pure functions and plain data.

pub mod account;
pub mod api_scope;
pub mod assertion;
pub mod authorize;
pub mod base32;
pub mod browser;
pub mod claims;
pub mod client;
pub mod dpop;
pub mod endpoint;
pub mod journey;
pub mod jwk;
pub mod jws;
pub mod keyring;
pub mod life;
pub mod methods;
pub mod password;
pub mod pkce;
pub mod protocol;
pub mod reason;
pub mod redirection;
pub mod scope;
pub mod secret_age;
pub mod throttle;
pub mod totp;
