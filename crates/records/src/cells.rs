//! Cells: what people, files and sources write, in one canonical text per kind.
//!
//! A number keeps its point (`12.5`), an amount its cents (`1250`), a date its
//! ISO form, yes and no are `true` and `false`, a relation is a key.

use std::collections::HashMap;

use forms::{List, Lookups};
use jiff::civil::Date;
use kernel::{Cents, Slug, text, text::folded};

use crate::model::ColumnKind;

/// The longest cell, in bytes.
const LONGEST: usize = 4_000;
/// Names told when words mean several records.
const TOLD: usize = 5;

/// Reads cells, with the lists that relations choose from.
pub struct Reader<'a> {
    lookups: &'a Lookups,
    /// For each list met: the key of a folded label, nothing when several have it.
    by_label: HashMap<Slug, HashMap<String, Option<&'a str>>>,
}

impl<'a> Reader<'a> {
    pub fn new(lookups: &'a Lookups) -> Self {
        Self { lookups, by_label: HashMap::new() }
    }

    /// The canonical text of what was written; what to correct otherwise.
    pub fn read(&mut self, kind: &ColumnKind, written: &str) -> Result<String, String> {
        let written = written.trim();
        if written.len() > LONGEST {
            return Err("Écrivez un texte plus court.".to_owned());
        }
        match kind {
            ColumnKind::Text => Ok(written.to_owned()),
            ColumnKind::Number => number(written).ok_or_else(|| "Écrivez un nombre. Exemple\u{a0}: 12,5.".to_owned()),
            ColumnKind::Amount => match Cents::parse(written) {
                Some(cents) => Ok(cents.0.to_string()),
                None => Err("Écrivez un montant en euros. Exemple\u{a0}: 12,50.".to_owned()),
            },
            ColumnKind::Date => {
                day(written).map(|day| day.to_string()).ok_or_else(|| "Écrivez une date. Exemple\u{a0}: 31/01/2026.".to_owned())
            }
            ColumnKind::YesNo => yes_no(written).map(|yes| yes.to_string()).ok_or_else(|| "Écrivez oui ou non.".to_owned()),
            ColumnKind::Relation(list) => self.relation(list, written),
        }
    }

    /// The key of the record of `list` that is meant: by its key, its label, or words that mean it alone.
    pub fn relation(&mut self, list: &Slug, written: &str) -> Result<String, String> {
        let Some(records) = self.lookups.lists.get(list.as_str()) else {
            return Err(format!("La liste «\u{a0}{list}\u{a0}» n’existe pas."));
        };
        if records.find(written).is_some() {
            return Ok(written.to_owned());
        }
        let labels = self.by_label.entry(list.clone()).or_insert_with(|| by_label(records));
        match labels.get(&folded(written)) {
            Some(Some(key)) => Ok((*key).to_owned()),
            _ => meant(records, written),
        }
    }
}

fn by_label(list: &List) -> HashMap<String, Option<&str>> {
    let mut keys = HashMap::with_capacity(list.items().len());
    for item in list.items() {
        keys.entry(folded(&item.label)).and_modify(|key| *key = None).or_insert(Some(item.id.as_str()));
    }
    keys
}

/// The only record that words mean.
fn meant(list: &List, words: &str) -> Result<String, String> {
    let found: Vec<_> = list.search(words).take(TOLD + 1).collect();
    match found.as_slice() {
        [] => Err(format!("Aucune fiche ne s’appelle «\u{a0}{words}\u{a0}».")),
        [only] => Ok(only.id.clone()),
        several => {
            let labels: Vec<&str> = several.iter().take(TOLD).map(|item| item.label.as_str()).collect();
            let more = if several.len() > TOLD { "…" } else { "" };
            Err(format!("Plusieurs fiches répondent\u{a0}: {}{more}. Précisez.", labels.join(", ")))
        }
    }
}

/// As French readers see it; a relation by its label.
pub fn shown(kind: &ColumnKind, cell: &str, lookups: &Lookups) -> String {
    match kind {
        ColumnKind::Text => cell.to_owned(),
        ColumnKind::Number => cell.replace('.', ","),
        ColumnKind::Amount => cell.parse().map_or_else(|_| cell.to_owned(), |cents| Cents(cents).to_string()),
        ColumnKind::Date => cell.parse::<Date>().map_or_else(|_| cell.to_owned(), text::date),
        ColumnKind::YesNo => if cell == "true" { "Oui" } else { "Non" }.to_owned(),
        ColumnKind::Relation(list) => label_in(lookups, list, cell),
    }
}

/// The label of a record of a list, as far as it is still offered.
pub fn label_in(lookups: &Lookups, list: &Slug, key: &str) -> String {
    let item = lookups.lists.get(list.as_str()).and_then(|list| list.find(key));
    item.map_or_else(|| format!("{key} (n’est plus en service)"), |item| item.label.clone())
}

/// As typed again in a form or a file.
pub fn typed(kind: &ColumnKind, cell: &str) -> String {
    match kind {
        ColumnKind::Text | ColumnKind::Relation(_) => cell.to_owned(),
        ColumnKind::Number => cell.replace('.', ","),
        ColumnKind::Amount => cell.parse::<i64>().map_or_else(|_| cell.to_owned(), euros),
        ColumnKind::Date => cell.parse::<Date>().map_or_else(|_| cell.to_owned(), |day| day.strftime("%d/%m/%Y").to_string()),
        ColumnKind::YesNo => if cell == "true" { "oui" } else { "non" }.to_owned(),
    }
}

/// « 1234,50 »: without what spreadsheets would take for text.
fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// « 1 234,5 » gives `1234.5`, « 3,0 » gives `3`: two texts of one number are one.
fn number(written: &str) -> Option<String> {
    let compact: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = compact.strip_prefix('-').map_or(("", compact.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || decimals.len() > 6 || !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && decimals.is_empty() { "" } else { sign };
    Some(if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") })
}

/// `2026-01-31` or `31/01/2026`.
fn day(written: &str) -> Option<Date> {
    if let Ok(day) = written.parse::<Date>() {
        return Some(day);
    }
    let mut parts = written.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4;
    is_whole.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
}

fn yes_no(written: &str) -> Option<bool> {
    match folded(written).as_str() {
        "oui" | "o" | "vrai" | "true" | "1" | "x" => Some(true),
        "non" | "n" | "faux" | "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use forms::Item;
    use proptest::prelude::*;

    use super::*;

    fn lookups() -> Lookups {
        let items = vec![Item::new("e1", "École Jean-Macé"), Item::new("e2", "École Jean Moulin"), Item::new("e3", "Le Parc")];
        Lookups { lists: [("ecoles".to_owned(), Arc::new(List::new(items)))].into(), ..Lookups::default() }
    }

    fn read(kind: &ColumnKind, written: &str) -> Result<String, String> {
        Reader::new(&lookups()).read(kind, written)
    }

    #[test]
    fn each_kind_reads_what_people_write_and_shows_it_in_french() {
        for (kind, written, kept, seen) in [
            (ColumnKind::Text, " Salle des fêtes ", "Salle des fêtes", "Salle des fêtes"),
            (ColumnKind::Number, "1 234,50", "1234.5", "1234,5"),
            (ColumnKind::Number, "-0,0", "0", "0"),
            (ColumnKind::Amount, "12,5 €", "1250", "12,50\u{a0}€"),
            (ColumnKind::Date, "31/01/2026", "2026-01-31", "31 janvier 2026"),
            (ColumnKind::Date, "2026-01-31", "2026-01-31", "31 janvier 2026"),
            (ColumnKind::YesNo, "OUI", "true", "Oui"),
            (ColumnKind::Relation("ecoles".parse().unwrap()), "e1", "e1", "École Jean-Macé"),
            (ColumnKind::Relation("ecoles".parse().unwrap()), "le parc", "e3", "Le Parc"),
            (ColumnKind::Relation("ecoles".parse().unwrap()), "moulin", "e2", "École Jean Moulin"),
        ] {
            let read = read(&kind, written).unwrap();
            assert_eq!(read, kept, "{written}");
            assert_eq!(shown(&kind, &read, &lookups()), seen, "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let ecoles = ColumnKind::Relation("ecoles".parse().unwrap());
        assert_eq!(read(&ecoles, "jean").unwrap_err(), "Plusieurs fiches répondent\u{a0}: École Jean-Macé, École Jean Moulin. Précisez.");
        assert_eq!(read(&ecoles, "piscine").unwrap_err(), "Aucune fiche ne s’appelle «\u{a0}piscine\u{a0}».");
        for (kind, wrong) in [
            (ColumnKind::Number, "douze"),
            (ColumnKind::Amount, "1,234"),
            (ColumnKind::Date, "31/02/2026"),
            (ColumnKind::Date, "1/2/26"),
            (ColumnKind::YesNo, "peut-être"),
            (ColumnKind::Relation("quartiers".parse().unwrap()), "nord"),
        ] {
            assert!(read(&kind, wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_again_is_the_same(whole in -999_999_999_i64..999_999_999, decimals in 0_u32..1_000_000, days in 0_i32..60_000) {
            let day = Date::constant(1900, 1, 1).saturating_add(jiff::Span::new().days(days));
            for (kind, written) in [
                (ColumnKind::Number, format!("{whole},{decimals:06}")),
                (ColumnKind::Amount, format!("{whole},{:02}", decimals % 100)),
                (ColumnKind::Date, day.to_string()),
                (ColumnKind::YesNo, (decimals % 2 == 0).to_string()),
            ] {
                let kept = read(&kind, &written).unwrap();
                prop_assert_eq!(read(&kind, &typed(&kind, &kept)).unwrap(), kept);
            }
        }
    }
}
