//! The addresses of the part's pages, in one place.

use kernel::Slug;

/// The home page.
pub const HOME: &str = "/";
/// The results of a search.
pub const SEARCH: &str = "/recherche";
/// The ten themes.
pub const THEMES: &str = "/themes";
/// Where the choice of a commune is posted.
pub const MY_COMMUNE: &str = "/ma-commune";
/// Help; how to go on when blocked.
pub const HELP: &str = "/aide";
/// The declaration of accessibility.
pub const ACCESSIBILITY: &str = "/accessibilite";
/// The legal notice.
pub const LEGAL: &str = "/mentions-legales";
/// Personal data and cookies.
pub const PRIVACY: &str = "/donnees-personnelles";
/// Every page.
pub const SITE_MAP: &str = "/plan-du-site";
/// Where a tracking code is asked for (`?code=`); the page is the cases' own.
pub const TRACKING: &str = "/suivi";

/// The results of these words.
pub fn search(words: &str) -> String {
    format!("{SEARCH}?q={}", web::posted::encode(words))
}

/// Everything that serves the inhabitants of a commune.
pub fn search_in(commune: &Slug) -> String {
    format!("{SEARCH}?commune={commune}")
}

/// A theme.
pub fn theme(theme: &Slug) -> String {
    format!("{THEMES}/{theme}")
}

/// A moment of life.
pub fn event(event: &Slug) -> String {
    format!("/evenements/{event}")
}

/// An authority's page.
pub fn authority(authority: &Slug) -> String {
    format!("/{authority}")
}

/// A téléservice whichever the commune: leads to the visitor's own.
pub fn anywhere(teleservice: &str) -> String {
    format!("/demarches/{teleservice}")
}

/// The sheet of a téléservice that is not online yet.
pub fn sheet(authority: &Slug, teleservice: &str) -> String {
    format!("/fiches/{authority}/{teleservice}")
}
