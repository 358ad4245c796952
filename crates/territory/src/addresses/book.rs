//! The streets and their known numbers, read from two tables.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::LazyLock,
};

use kernel::text::folded;

use super::words::{Words, words};
use crate::{
    directory::{Commune, Communes},
    geo::Point,
    table::{DataError, rows},
};

/// A street of one commune.
#[derive(Debug, Clone, PartialEq)]
pub struct Street {
    /// « Rue de la République ».
    pub name: String,
    /// Where it is.
    pub commune: &'static Commune,
    /// Its postcode, when known.
    pub postcode: Option<String>,
    /// A point on it, or near it.
    pub point: Point,
    /// Its known numbers (« 19 », « 16 bis ») and their places.
    pub numbers: Vec<(String, Point)>,
}

/// All streets, ready to be searched.
pub struct AddressBook {
    pub(super) streets: Vec<Street>,
    pub(super) words: Words,
}

static BUNDLED: LazyLock<AddressBook> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled tables are read by the tests of this module")]
    AddressBook::parse(include_str!("../../data/addresses.csv"), include_str!("../../data/streets-osm.csv")).expect("data/*.csv read")
});

impl AddressBook {
    /// The addresses of the Métropole de Lyon, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads addresses (`number;street;postcode;insee;lon;lat`) and streets (`street;insee;lon;lat`).
    pub fn parse(addresses: &str, streets: &str) -> Result<Self, DataError> {
        let mut book = Draft::default();
        for row in rows::<4>(streets) {
            let row = row?;
            let [name, insee, ..] = row.cells;
            book.street(name, insee, None, Point { lon: row.parse(2)?, lat: row.parse(3)? })?;
        }
        for row in rows::<6>(addresses) {
            let row = row?;
            let [number, name, postcode, insee, ..] = row.cells;
            let point = Point { lon: row.parse(4)?, lat: row.parse(5)? };
            let street = book.street(name, insee, Some(postcode), point)?;
            if !number.is_empty() {
                street.numbers.push((number.to_owned(), point));
            }
        }
        Ok(book.finish())
    }

    /// Every street.
    pub fn streets(&self) -> &[Street] {
        &self.streets
    }
}

#[derive(Default)]
struct Draft {
    streets: Vec<Street>,
    known: BTreeMap<(String, String), usize>,
}

impl Draft {
    /// The street of this name in this commune, added when it is new.
    fn street(&mut self, name: &str, insee: &str, postcode: Option<&str>, point: Point) -> Result<&mut Street, DataError> {
        let commune = Communes::bundled().by_insee(insee).ok_or_else(|| DataError::Unknown(insee.to_owned()))?;
        let index = match self.known.entry((words(&folded(name)).collect::<Vec<_>>().join(" "), insee.to_owned())) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                self.streets.push(Street { name: name.to_owned(), commune, postcode: None, point, numbers: Vec::new() });
                *new.insert(self.streets.len() - 1)
            }
        };
        let street = &mut self.streets[index];
        if street.postcode.is_none() {
            street.postcode = postcode.map(str::to_owned).or_else(|| only(&commune.postcodes).cloned());
        }
        Ok(street)
    }

    fn finish(self) -> AddressBook {
        let text = |street: &Street| {
            let postcode = street.postcode.as_deref().unwrap_or_default();
            folded(&format!("{} {postcode} {}", street.name, street.commune.name))
        };
        let words = Words::of(self.streets.iter().map(text));
        AddressBook { streets: self.streets, words }
    }
}

fn only<T>(items: &[T]) -> Option<&T> {
    if let [item] = items { Some(item) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_of_both_tables_are_joined() {
        let book = AddressBook::bundled();
        let numbers: usize = book.streets().iter().map(|street| street.numbers.len()).sum();
        assert!(numbers > 600, "{numbers}");
        let pizay: Vec<_> = book.streets().iter().filter(|street| street.name == "Rue Pizay").collect();
        assert_eq!(pizay.len(), 1);
        assert_eq!(pizay[0].postcode.as_deref(), Some("69001"));
        assert!(pizay[0].numbers.iter().any(|(number, _)| number == "24"));
    }

    #[test]
    fn a_street_has_the_only_postcode_of_her_commune() {
        let street = AddressBook::bundled().streets().iter().find(|street| street.name == "Avenue Camille Rousset").unwrap();
        assert_eq!((street.commune.name.as_str(), street.postcode.as_deref()), ("Bron", Some("69500")));
    }

    #[test]
    fn an_unknown_commune_is_refused() {
        assert!(matches!(AddressBook::parse("h", "h\nRue A;75056;2.3;48.8"), Err(DataError::Unknown(code)) if code == "75056"));
    }
}
