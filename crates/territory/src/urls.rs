//! The addresses of the part's pages, in one place.

use kernel::Slug;

use crate::directory::Offer;

/// A commune's page on the portal.
pub fn home(authority: &Slug) -> String {
    format!("/{authority}")
}

/// A style sheet, on every site.
pub fn theme(file: &str) -> String {
    format!("/theme/{file}")
}

/// Where addresses are completed, on the sites where people write them.
pub const ADDRESSES: &str = "/recherche/adresses";
/// Where the address of a point is asked.
pub const NEAREST: &str = "/recherche/adresse-proche";
/// The squares of the map.
pub const TILES: &str = "/carte/{z}/{x}/{y}";

/// The list of authorities, on the console.
pub const AUTHORITIES: &str = "/";

/// An authority, on the console.
pub fn authority(slug: &Slug) -> String {
    format!("/collectivites/{slug}")
}

/// The page that confirms a change of offer, on the console.
pub fn offer(commune: &Slug, offer: Option<Offer>) -> String {
    format!("/collectivites/{commune}/offre/{}", offer_word(offer))
}

/// Where the opening of an authority's instances is posted, on the console.
pub fn opening(slug: &Slug) -> String {
    format!("/collectivites/{slug}/ouvrir")
}

/// Where the closing of the instances that her offer no longer gives is posted.
pub fn closing(slug: &Slug) -> String {
    format!("/collectivites/{slug}/fermer")
}

/// An offer in an address.
pub const fn offer_word(offer: Option<Offer>) -> &'static str {
    match offer {
        Some(Offer::Partner) => "partenaire",
        Some(Offer::Subscriber) => "abonne",
        Some(Offer::Connected) => "connecte",
        None => "aucune",
    }
}

/// The offer that an address names; the inner option is « no offer ».
pub fn offer_of_word(word: &str) -> Option<Option<Offer>> {
    [Some(Offer::Partner), Some(Offer::Subscriber), Some(Offer::Connected), None].into_iter().find(|offer| offer_word(*offer) == word)
}
