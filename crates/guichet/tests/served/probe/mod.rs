//! A citizen, an agent and a load in a few lines: enough HTTP and HTML to use
//! the served program as browsers do, with the standard library alone. The
//! benches of `xtask` use it too.

mod browser;
mod demo;
mod filing;
mod form;
mod http;
mod sign_in;
mod totp;

pub use browser::{Browser, Page};
pub use demo::{Account, Demo, command};
pub use filing::{BIRTH_CERTIFICATE, Ready, prepare, send};
pub use http::{Connection, request};
pub use sign_in::sign_in;

use std::io;

/// What was done, or why not. A connection that fails keeps its kind; an
/// answer that should not be is of kind `Other`.
pub type Result<T> = io::Result<T>;

/// An answer that should not be.
pub fn odd(reason: impl Into<String>) -> io::Error {
    io::Error::other(reason.into())
}
