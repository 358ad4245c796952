//! How the words of the bundled directory stand in columns.

use crate::directory::{Colour, Kind, Offer};

fn offer_text(offer: Offer) -> String {
    match offer {
        Offer::Partner => "partner",
        Offer::Subscriber => "subscriber",
        Offer::Connected => "connected",
    }
    .to_owned()
}

fn kind_text(kind: Kind) -> String {
    match kind {
        Kind::Metropole => "metropole",
        Kind::Commune => "commune",
    }
    .to_owned()
}

fn kind_of(text: &str) -> Option<Kind> {
    match text {
        "metropole" => Some(Kind::Metropole),
        "commune" => Some(Kind::Commune),
        _ => None,
    }
}

db::as_text! {
    Offer: offer_text, |text| text.parse().ok();
    Kind: kind_text, kind_of;
    Colour: |colour| colour.to_string(), |text| text.parse().ok();
}
