//! The communes of France, for whoever lives or comes from elsewhere (Code
//! officiel géographique 2026, Licence Ouverte 2.0; see data/LICENCES.md).

/// `insee;name`, in alphabetical order.
const TABLE: &str = include_str!("../data/french-communes.csv");

/// Every commune: its INSEE code, then its name and its département, which tells
/// it from those of the same name: « Saint-Denis (93) ».
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    let rows = TABLE.lines().skip(1).filter_map(|line| line.split_once(';'));
    rows.map(|(insee, name)| (insee, format!("{name} ({})", department(insee))))
}

/// The département of a commune: three characters overseas.
fn department(insee: &str) -> &str {
    let length = if insee.starts_with("97") || insee.starts_with("98") { 3 } else { 2 };
    insee.get(..length).unwrap_or(insee)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_commune_has_its_own_code_and_its_own_label_or_nearly() {
        let communes: Vec<_> = all().collect();
        assert!(communes.len() > 34_000, "{}", communes.len());
        let codes: BTreeSet<_> = communes.iter().map(|(insee, _)| insee).collect();
        assert_eq!(codes.len(), communes.len());
        for known in [("69029", "Bron (69)"), ("93066", "Saint-Denis (93)"), ("97411", "Saint-Denis (974)"), ("2A004", "Ajaccio (2A)")] {
            assert!(communes.iter().any(|(insee, label)| (*insee, label.as_str()) == known), "{known:?}");
        }
    }
}
