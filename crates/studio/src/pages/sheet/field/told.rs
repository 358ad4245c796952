//! What is set in the folded parts of a question, in a few words: it is told
//! beside their titles, as the document has it.

use authoring::{Place, condition};
use definition::Definition;
use forms::Field;
use kernel::{setting::Setting, text};

use super::CLAIMS;

/// The names of the settings that are given.
pub(super) fn settings(rare: &[Setting], field: &Field) -> String {
    let given = rare.iter().filter(|setting| field.settings.contains_key(setting.name));
    let named: Vec<String> = given.map(|one| small(one.label)).collect();
    if named.is_empty() { "rien de particulier".to_owned() } else { named.join(", ") }
}

/// When it is asked.
pub(super) fn when(condition: Option<&str>, of: &Definition, place: &Place) -> String {
    condition.map_or_else(|| "toujours".to_owned(), |source| format!("seulement si {}", condition::sentence(of, place, source)))
}

/// How many rules its answer follows.
pub(super) fn rules(field: &Field) -> String {
    if field.checks.is_empty() { "aucune règle".to_owned() } else { text::count(field.checks.len() as u64, "règle") }
}

/// What it starts with.
pub(super) fn start(field: &Field) -> String {
    let claim = CLAIMS.iter().find(|(claim, _)| Some(*claim) == field.prefill.as_deref()).map(|(_, label)| small(label));
    let given: Vec<String> = claim.into_iter().chain(field.default.as_ref().map(|_| "une réponse proposée".to_owned())).collect();
    if given.is_empty() { "rien".to_owned() } else { given.join(", ") }
}

/// What agents see of it.
pub(super) fn agents(field: &Field) -> String {
    let told = [(field.listed, "dans leurs listes"), (field.sensitive, "réponse sensible")];
    let told: Vec<&str> = told.into_iter().filter(|(on, _)| *on).map(|(_, told)| told).collect();
    if told.is_empty() { "comme les autres réponses".to_owned() } else { told.join(", ") }
}

fn small(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
