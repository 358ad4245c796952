//! The day that a piece bears: until when it is valid, or when it was made.

use jiff::{ToSpan, civil::Date};
use kernel::text;
use serde::Deserialize;

use crate::{
    PieceDate, Submitted,
    dates::Precision,
    fields::date::{incomplete, typed_date},
};

/// What an author asks under the files.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::fields) enum Dated {
    /// « Valable jusqu’au »: not past.
    Until,
    /// « Date du document »: not to come, nor too old.
    Issued,
}

impl Dated {
    /// The question under the files of « Passeport ».
    pub(super) fn label(self, field: &str) -> String {
        let asked = match self {
            Self::Until => "valable jusqu’au",
            Self::Issued => "date du document",
        };
        format!("{field}\u{a0}: {asked}")
    }

    /// What is said before the day is written.
    pub(super) fn hint(self, months: Option<i16>) -> String {
        match (self, months) {
            (Self::Until, _) => "Recopiez la date écrite sur la pièce.".to_owned(),
            (Self::Issued, None) => "Recopiez la date écrite sur le document.".to_owned(),
            (Self::Issued, Some(months)) => format!("Recopiez la date écrite sur le document. Il doit avoir {months} mois au plus."),
        }
    }

    /// The day that was typed in the boxes of this name.
    pub(super) fn read(self, name: &str, submitted: &Submitted) -> Result<PieceDate, String> {
        let date = match typed_date(name, submitted) {
            None => return Err(self.missing()),
            Some(Ok(date)) if date.precision == Precision::Day => date.first,
            Some(_) => return Err(incomplete(Precision::Day).to_owned()),
        };
        Ok(match self {
            Self::Until => PieceDate::Until(date),
            Self::Issued => PieceDate::Issued(date),
        })
    }

    /// What is wrong today with the day that a piece bears.
    pub(super) fn refusal(self, date: Option<PieceDate>, today: Date, months: Option<i16>) -> Option<String> {
        match (self, date) {
            (Self::Until, Some(PieceDate::Until(date))) => (date < today)
                .then(|| format!("Cette pièce n’est plus valable depuis le {}. Joignez une pièce valable aujourd’hui.", text::date(date))),
            (Self::Issued, Some(PieceDate::Issued(date))) if date > today => {
                Some("Cette date n’est pas encore passée. Recopiez la date écrite sur le document.".to_owned())
            }
            (Self::Issued, Some(PieceDate::Issued(date))) => {
                let oldest = today.saturating_sub(months?.months());
                (date < oldest)
                    .then(|| format!("Ce document est trop ancien. Joignez un document daté du {} ou d’après.", text::date(oldest)))
            }
            _ => Some(self.missing()),
        }
    }

    /// A day that is right today.
    pub(super) fn sample(self, today: Date) -> Date {
        match self {
            Self::Until => today.saturating_add(1.year()),
            Self::Issued => today,
        }
    }

    fn missing(self) -> String {
        match self {
            Self::Until => "Écrivez jusqu’à quand la pièce est valable.",
            Self::Issued => "Écrivez la date du document.",
        }
        .to_owned()
    }
}
