//! Somebody of the demonstration, signed in.

use std::thread;
use std::time::Duration;

use super::probe::{Browser, Demo, Result, sign_in};

/// A one-time code serves once: the next one comes within this time.
const NEXT_CODE: Duration = Duration::from_secs(31);

/// A browser where she is signed in on a site.
pub fn signed_in(demo: &Demo, site: &str, login: &str) -> Result<Browser> {
    let account = demo.account(login)?;
    let attempt = || {
        let mut browser = Browser::default();
        sign_in(&mut browser, &demo.site(site), &account).map(|_| browser)
    };
    attempt().or_else(|_| {
        thread::sleep(NEXT_CODE);
        attempt()
    })
}
