//! Signing in, as a person does: e-mail, password, code, consent.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{Account, Browser, Page, Result, odd, totp};

/// Steps between the site and the site again.
const MOST_STEPS: usize = 6;

/// Signs somebody in on a site, with her second factor when she has one.
pub fn sign_in(browser: &mut Browser, site: &str, account: &Account) -> Result<Page> {
    let home = format!("{site}/");
    let strong = if account.totp_secret.is_some() { "&fort=1" } else { "" };
    let mut page = browser.visit(&format!("{site}/connexion?vers=/{strong}"))?;
    for _ in 0..MOST_STEPS {
        if page.url.starts_with(&home) && !page.url.starts_with(&format!("{home}connexion")) {
            return Ok(page);
        }
        page = step(browser, &page, account)?;
    }
    Err(odd(format!("{} cannot sign in: {} says {}", account.login, page.url, page.status)))
}

fn step(browser: &mut Browser, page: &Page, account: &Account) -> Result<Page> {
    if let Some(form) = page.form_to("/connexion") {
        return browser.submit(page, &form, &[("email", &account.login), ("password", &account.password)]);
    }
    if let Some(form) = page.form_to("/connexion/code") {
        let code = account.totp_secret.as_deref().and_then(|secret| totp::code(secret, now())).unwrap_or_default();
        return browser.submit(page, &form, &[("code", &code)]);
    }
    let consent =
        page.form_to("/autorisation").ok_or_else(|| odd(format!("{} (status {}) is no step of a sign-in", page.url, page.status)))?;
    let mut fields = consent.filled(&[]);
    fields.push(("choix".to_owned(), "accepter".to_owned()));
    browser.send_form(page, &consent, &fields)
}

#[expect(clippy::disallowed_methods, reason = "one-time codes follow the real clock, here as on a telephone")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
