//! Where one is born: INSEE's codes of communes and countries, and their names
//! (Code officiel géographique 2026, Licence Ouverte 2.0; see data/LICENCES.md).

use std::sync::LazyLock;

use kernel::text::folded;

/// `code,name` by code.
const COMMUNES: &str = include_str!("../../../data/birth-places.csv");
const COUNTRIES: &str = include_str!("../../../data/birth-countries.csv");

fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter_map(|line| line.split_once(','))
}

/// Every country, by name.
pub(crate) fn countries() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = lines(COUNTRIES).collect();
    all.sort_by_cached_key(|(_, name)| folded(name));
    all
}

/// The name of a country.
pub(crate) fn country(code: &str) -> Option<&'static str> {
    lines(COUNTRIES).find(|(known, _)| *known == code).map(|(_, name)| name)
}

/// The name of a commune and its département: « Saint-Denis (93) ».
pub(crate) fn commune(code: &str) -> Option<String> {
    lines(COMMUNES).find(|(known, _)| *known == code).map(|(code, name)| format!("{name} ({})", department(code)))
}

/// The code of a commune from what somebody writes: its code, its name, or
/// « its name (its département) ». Nothing when none or several bear it.
pub(crate) fn commune_code(typed: &str) -> Option<&'static str> {
    let (name, within) = match typed.trim_end_matches(')').rsplit_once('(') {
        Some((name, within)) => (plain(name), Some(within.trim().to_uppercase())),
        None => (plain(typed), None),
    };
    let first = BY_NAME.partition_point(|(known, _)| **known < *name);
    let of_this_name = BY_NAME[first..].iter().take_while(|(known, _)| **known == *name).map(|(_, code)| *code);
    let there = of_this_name.filter(|code| within.as_deref().is_none_or(|within| department(code) == within));
    let mut found = lines(COMMUNES).map(|(code, _)| code).filter(|code| *code == typed).chain(there);
    let code = found.next()?;
    found.next().is_none().then_some(code)
}

/// The names of communes, plain and in order, with their codes: made once, for
/// making them plain takes a tenth of a second.
static BY_NAME: LazyLock<Vec<(Box<str>, &str)>> = LazyLock::new(|| {
    let mut all: Vec<_> = lines(COMMUNES).map(|(code, name)| (plain(name).into_boxed_str(), code)).collect();
    all.sort_unstable();
    all
});

/// A name without accents, hyphens nor apostrophes.
fn plain(name: &str) -> String {
    folded(name.trim()).replace(['-', '\'', '’'], " ")
}

/// The département of a commune: three characters overseas.
fn department(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_found_by_its_name_when_one_bears_it() {
        assert_eq!(commune_code("villeurbanne"), Some("69266"));
        assert_eq!(commune_code("Saint-Denis"), None, "several bear this name");
        assert_eq!(commune_code("saint denis (93)"), Some("93066"));
        assert_eq!(commune_code("69266"), Some("69266"));
        assert_eq!(commune_code("Atlantide"), None);
        assert_eq!(commune("2A004").as_deref(), Some("Ajaccio (2A)"));
        assert_eq!(commune("97411").as_deref(), Some("Saint-Denis (974)"));
        assert_eq!(country("99100"), Some("France"));
        assert!(countries().len() > 200);
    }
}
