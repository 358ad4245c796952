//! How the words of the bundled directory stand in columns.

use db::{Bind, Column, DbError, Result, Row, Value};

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

/// One line per type kept as a text.
macro_rules! as_text {
    ($($type:ty: $to:expr, $from:expr;)*) => {
        $(impl Bind for $type {
            fn bind(self) -> Value {
                let to: fn($type) -> String = $to;
                Value::Text(Some(to(self)))
            }
            fn null() -> Value {
                Value::Text(None)
            }
        }
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Self::read_option(row, name)?.ok_or_else(|| corrupt(name, "is null"))
            }
            fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
                let from: fn(&str) -> Option<$type> = $from;
                let text = String::read_option(row, name)?;
                text.map(|text| from(&text).ok_or_else(|| corrupt(name, "has an unknown value"))).transpose()
            }
        })*
    };
}

as_text! {
    Offer: offer_text, |text| text.parse().ok();
    Kind: kind_text, kind_of;
    Colour: |colour| colour.to_string(), |text| text.parse().ok();
}

fn corrupt(column: &str, reason: &str) -> DbError {
    DbError::Corrupt { column: column.to_owned(), reason: reason.to_owned() }
}
