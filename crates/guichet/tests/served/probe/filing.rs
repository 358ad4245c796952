//! Asking for something: from the cover of a téléservice to its receipt.

use super::{Browser, Page, Result, odd};

/// Pages of a form, at most.
const MOST_PAGES: usize = 20;

/// What is asked, and of whom.
#[derive(Clone, Copy)]
pub struct Filing<'a> {
    pub authority: &'a str,
    pub teleservice: &'a str,
    /// By name of field.
    pub answers: &'a [(&'a str, &'a str)],
}

/// A birth certificate, in Bron, without an account.
pub const BIRTH_CERTIFICATE: Filing<'static> = Filing {
    authority: "bron",
    teleservice: "acte-naissance",
    answers: &[
        ("lieu_naissance", "ici"),
        ("pour", "moi"),
        ("demandeur.given_names", "Zélie"),
        ("demandeur.family_name", "Zwygardel"),
        ("demandeur.birth_name", "Zwygardel"),
        ("date_naissance.day", "31"),
        ("date_naissance.month", "3"),
        ("date_naissance.year", "1980"),
        ("acte", "sans_filiation"),
        ("livraison", "retrait"),
        ("courriel", "zelie@example.org"),
        ("attestation", "*"),
    ],
};

/// A request answered to its end, that only has to be sent.
pub struct Ready {
    /// Where it is sent, on whatever port the portal is.
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Ready {
    /// The draft, which becomes the case of the same identifier.
    pub fn draft(&self) -> &str {
        self.action.split('/').nth(2).unwrap_or_default()
    }
}

/// Answers every page.
pub fn prepare(browser: &mut Browser, portal: &str, filing: Filing<'_>) -> Result<Ready> {
    let cover = browser.visit(&format!("{portal}/{}/{}", filing.authority, filing.teleservice))?;
    let first = cover.links().find(|link| link.contains("?cle=")).ok_or_else(|| odd(format!("{} begins nothing", cover.url)))?;
    let mut page = browser.visit(&cover.absolute(&first))?;
    for _ in 0..MOST_PAGES {
        if let Some(form) = page.form_to("/envoi") {
            return Ok(Ready { fields: form.filled(&[]), action: form.action });
        }
        page = answer(browser, &page, filing.answers)?;
    }
    Err(odd(format!("{} has no end", cover.url)))
}

fn answer(browser: &mut Browser, page: &Page, answers: &[(&str, &str)]) -> Result<Page> {
    let next = browser.submit(page, &page.form_with("_seen")?, answers)?;
    if next.status == 200 { Ok(next) } else { Err(odd(format!("{} answered {}: {}", next.url, next.status, next.said()))) }
}

/// Sends it; the address of the receipt, without the site.
pub fn send(browser: &mut Browser, portal: &str, ready: &Ready) -> Result<String> {
    let page = browser.post(&format!("{portal}{}", ready.action), &ready.fields)?;
    let receipt = page.location().and_then(|location| Some(location.strip_prefix(portal)?.split('?').next()?.to_owned()));
    receipt.filter(|path| path.starts_with("/suivi/")).ok_or_else(|| odd(format!("sending answered {}: {}", page.status, page.said())))
}
