//! Variables that no field of the form has: they are read, and always empty.

use std::collections::BTreeSet;

use crate::{
    expression::{Names, named_in},
    report::{Ledger, Place, Weight},
    source::Element,
};

/// Tells those that these elements read.
pub(super) fn tell<'a>(elements: impl Iterator<Item = &'a Element>, names: &Names, weight: Weight, place: &Place, ledger: &mut Ledger) {
    let read = elements.flat_map(named_in).filter(|name| names.is_absent(name)).collect();
    told(&read, weight, place, ledger);
}

/// Tells these, in one note.
pub(crate) fn told(absent: &BTreeSet<String>, weight: Weight, place: &Place, ledger: &mut Ledger) {
    if !absent.is_empty() {
        let names = absent.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = format!("Aucune question d’ici ne donne ceci, qui reste donc vide, comme avant\u{a0}: {names}.");
        ledger.note("variable absente", weight, place, message);
    }
}
