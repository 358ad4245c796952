//! Names of invented people: 200 family names, 25 given names.

use kernel::text::folded;

const BEGINNINGS: [&str; 20] = [
    "Bar", "Bel", "Bou", "Cha", "Cor", "Dau", "Del", "Fal", "Gar", "Gau", "Lam", "Lau", "Mar", "Mor", "Per", "Pon", "Ra", "Rou", "Tal",
    "Vau",
];
const ENDINGS: [&str; 10] = ["bier", "cand", "delin", "fort", "gnon", "land", "mont", "nard", "quet", "vert"];
const GIVEN: [&str; 25] = [
    "Adèle", "Aïcha", "Bruno", "Célia", "Chloé", "Denis", "Élise", "Farid", "Gaël", "Hélène", "Inès", "Jules", "Karim", "Léa", "Malik",
    "Nadia", "Noé", "Odile", "Paul", "Rachel", "Samir", "Sonia", "Théo", "Yann", "Zoé",
];

/// Every person, as shown and as lists search her.
pub fn people() -> Vec<(String, String)> {
    let families = BEGINNINGS.iter().flat_map(|beginning| ENDINGS.iter().map(move |ending| format!("{beginning}{ending}")));
    let person = |family: &String, given: &str| (format!("{given} {family}"), folded(&format!("{family} {given}")));
    let families: Vec<String> = families.collect();
    GIVEN.iter().flat_map(|given| families.iter().map(move |family| person(family, given))).collect()
}
