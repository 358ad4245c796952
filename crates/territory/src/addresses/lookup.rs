//! Looking up: what a person is typing, and what is near a point.

use std::{cmp::Reverse, collections::BTreeSet};

use kernel::{Slug, text::folded};

use super::{
    book::{AddressBook, Street},
    words::words,
};
use crate::{directory::Commune, geo::Point};

/// No address has more words; what is typed beyond is not read.
const MOST_WORDS: usize = 16;

/// A proposal to complete an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The number, as known or as typed.
    pub number: Option<String>,
    /// The street.
    pub street: &'static str,
    /// The postcode, when known.
    pub postcode: Option<&'static str>,
    /// The commune.
    pub commune: &'static Commune,
    /// The place: of the number when it is known, else of the street.
    pub point: Point,
    /// Whether the point is the number's own.
    pub exact: bool,
}

impl Suggestion {
    /// « 24 Rue Pizay, 69001 Lyon ».
    pub fn label(&self) -> String {
        let words = [self.number.as_deref(), Some(self.street)];
        let street = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let town = [self.postcode, Some(&*self.commune.name)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        format!("{street}, {town}")
    }
}

/// The known address nearest to a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// The address.
    pub address: Suggestion,
    /// How far it is, in metres.
    pub metres: f64,
}

impl AddressBook {
    /// Addresses that begin like `text`, typos forgiven, the best first; in one commune if given.
    pub fn suggest(&'static self, text: &str, commune: Option<&Slug>, limit: usize) -> Vec<Suggestion> {
        let text = folded(text);
        let (number, rest) = split_number(&text);
        let asked: Vec<&str> = words(rest).take(MOST_WORDS).collect();
        let mut streets = self.holding(&asked);
        streets.retain(|street| commune.is_none_or(|slug| street.commune.slug == *slug));
        streets.sort_by_cached_key(|street| (Reverse(likeness(street, &asked)), Reverse(street.numbers.len()), street.name.clone()));
        streets.into_iter().flat_map(|street| proposals(street, number.as_deref())).take(limit).collect()
    }

    /// The known address nearest to a point.
    pub fn nearest(&'static self, point: Point) -> Option<Nearest> {
        let known = self.streets.iter().flat_map(|street| {
            let numbers = street.numbers.iter().map(move |(number, place)| (street, Some(number), *place));
            numbers.chain([(street, None, street.point)])
        });
        let measured = known.map(|known| (known.2.distance(point), known));
        let (metres, (street, number, place)) = measured.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        Some(Nearest { address: suggestion(street, number.cloned(), place, number.is_some()), metres })
    }

    /// The streets that hold every word asked, none when nothing is asked.
    fn holding(&'static self, asked: &[&str]) -> Vec<&'static Street> {
        let each = asked.iter().map(|word| self.words.like(word));
        let all: BTreeSet<usize> = each.reduce(|found, more| found.intersection(&more).copied().collect()).unwrap_or_default();
        all.into_iter().map(|index| &self.streets[index]).collect()
    }
}

/// « 24 bis rue pizay » gives « 24 bis » and « rue pizay ».
fn split_number(folded: &str) -> (Option<String>, &str) {
    let text = folded.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    // Five digits are a postcode.
    if digits == 0 || digits > 4 {
        return (None, text);
    }
    let (number, rest) = text.split_at(digits);
    let rest = rest.trim_start_matches([' ', ',']);
    let (next, after) = rest.split_once([' ', ',']).unwrap_or((rest, ""));
    match next {
        "bis" | "ter" | "quater" | "a" | "b" | "c" => (Some(format!("{number} {next}")), after),
        _ => (Some(number.to_owned()), rest),
    }
}

/// How many words asked are whole words of the street's name.
fn likeness(street: &Street, asked: &[&str]) -> usize {
    let name = folded(&street.name);
    words(&name).filter(|word| asked.contains(word)).count()
}

/// The numbers that begin as asked; else the street, with the number as typed.
fn proposals(street: &'static Street, asked: Option<&str>) -> Vec<Suggestion> {
    let Some(asked) = asked else {
        return vec![suggestion(street, None, street.point, false)];
    };
    let mut numbers: Vec<_> = street.numbers.iter().filter(|(number, _)| number.starts_with(asked)).collect();
    numbers.sort_by_key(|(number, _)| number.len());
    let mut proposals: Vec<_> = numbers.iter().map(|(number, point)| suggestion(street, Some(number.clone()), *point, true)).collect();
    if numbers.iter().all(|(number, _)| number != asked) {
        proposals.insert(0, suggestion(street, Some(asked.to_owned()), street.point, false));
    }
    proposals
}

fn suggestion(street: &'static Street, number: Option<String>, point: Point, exact: bool) -> Suggestion {
    let postcode = street.postcode.as_deref();
    Suggestion { number, street: &street.name, postcode, commune: street.commune, point, exact }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        AddressBook::bundled().suggest(text, None, 5).first().map(Suggestion::label).unwrap_or_default()
    }

    #[test]
    fn an_address_is_completed_as_it_is_typed() {
        assert_eq!(first("24 rue piz"), "24 Rue Pizay, 69001 Lyon");
        assert_eq!(first("rue piz"), "Rue Pizay, 69001 Lyon");
        assert_eq!(first("51 rue deleuvre lyon"), "51 Rue Deleuvre, 69004 Lyon");
        assert_eq!(first("41 ch des cailloux charly"), "41 Chemin des Cailloux, 69390 Charly");
    }

    #[test]
    fn accents_case_and_typos_are_forgiven() {
        assert_eq!(first("11 RUE STE CATHERINE"), "11 Rue Sainte-Catherine, 69001 Lyon");
        assert_eq!(first("12 rue de flesseles"), "12 Rue de Flesselles, 69001 Lyon");
        assert_eq!(first("avenue camile rousset bron"), "Avenue Camille Rousset, 69500 Bron");
    }

    #[test]
    fn an_unknown_number_is_kept_as_typed() {
        let suggestions = AddressBook::bundled().suggest("999 bis rue pizay", None, 1);
        assert_eq!(suggestions[0].label(), "999 bis Rue Pizay, 69001 Lyon");
        assert!(!suggestions[0].exact);
    }

    #[test]
    fn one_commune_may_be_asked() {
        let bron: Slug = "bron".parse().unwrap();
        let found = AddressBook::bundled().suggest("avenue", Some(&bron), 50);
        assert!(!found.is_empty() && found.iter().all(|suggestion| suggestion.commune.slug == bron));
    }

    #[test]
    fn nothing_typed_suggests_nothing() {
        for text in ["", "  ", "12", "zzzzzz", "rue de l’inconnu introuvable"] {
            assert!(AddressBook::bundled().suggest(text, None, 5).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_known_address_suggests_itself() {
        for street in AddressBook::bundled().streets() {
            for (number, point) in &street.numbers {
                let typed = format!("{number} {} {}", street.name, street.commune.name);
                let found = AddressBook::bundled().suggest(&typed, None, 3);
                assert!(found.iter().any(|suggestion| suggestion.exact && suggestion.point == *point), "{typed} {found:?}");
            }
        }
    }

    #[test]
    fn the_nearest_address_is_the_one_we_stand_at() {
        let known = AddressBook::bundled().suggest("24 rue pizay", None, 1).remove(0);
        let nearest = AddressBook::bundled().nearest(known.point).unwrap();
        assert_eq!(nearest.address.label(), "24 Rue Pizay, 69001 Lyon");
        assert!(nearest.metres < 0.1);
    }
}
