//! Sensitive answers: what they cannot serve for, and what would copy them
//! where they are neither encrypted nor erased first.

use forms::Field;
use workflow::{EffectSpec, Finding};

use super::{form::by_form, when};
use crate::{Definition, words::Words};

/// Types whose answers tell who asks, or how to reach her.
const WHO_ASKS: [&str; 3] = ["identity", "email", "phone"];

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let fields = by_form(definition).into_iter().flat_map(|form| check_form(&form));
    fields.chain(copies(definition)).chain(too_long(definition)).collect()
}

fn check_form(fields: &[(String, &Field)]) -> Vec<Finding> {
    let sensitive = forms::sensitive(fields.iter().map(|(_, field)| *field));
    fields.iter().filter(|(_, field)| sensitive.contains(&field.slug)).flat_map(|(path, field)| check_field(path, field)).collect()
}

fn check_field(path: &str, field: &Field) -> impl Iterator<Item = Finding> {
    let is_contact = WHO_ASKS.contains(&field.kind.as_str());
    let contact = "Cette réponse est sensible\u{a0}: elle ne sert pas à nommer l’usager dans les listes, ni à lui écrire.";
    let listed = match field.kind.as_str() {
        "computed" => {
            "Ce calcul lit une réponse sensible\u{a0}: il n’est pas dans les listes. Retirez-le des listes, ou dites qu’il peut être montré."
        }
        _ => "Cette réponse est sensible\u{a0}: elle n’est pas dans les listes. Retirez un des deux réglages.",
    };
    let found = [when(is_contact, Finding::warning(path, contact)), when(field.listed, Finding::warning(path, listed))];
    found.into_iter().flatten()
}

/// Effects that write a sensitive answer elsewhere.
fn copies(definition: &Definition) -> impl Iterator<Item = Finding> {
    let words = Words::of(definition);
    let transitions = definition.workflow.transitions.iter();
    let by_transition = transitions.map(|transition| (format!("workflow.transitions.{}.effects", transition.slug), &transition.effects));
    let on_filed = std::iter::once(("workflow.on_filed".to_owned(), &definition.workflow.on_filed));
    let places = on_filed.chain(by_transition);
    places.flat_map(move |(path, effects)| effects.iter().filter_map(|effect| copy(&path, &effect.effect, &words)).collect::<Vec<_>>())
}

fn copy(path: &str, effect: &EffectSpec, words: &Words) -> Option<Finding> {
    let sources: Vec<&String> = match effect {
        EffectSpec::SetData(set) => vec![&set.value],
        EffectSpec::CreateRecord(create) => create.values.values().collect(),
        EffectSpec::CallConnector(call) => call.arguments.values().collect(),
        EffectSpec::StartCase(start) => start.answers.values().collect(),
        _ => Vec::new(),
    };
    let read = sources.into_iter().find_map(|source| words.sensitive.iter().find(|name| reads(source, name)))?;
    let name = read.trim_start_matches("answers.");
    let sentence = format!("«\u{a0}{name}\u{a0}» est sensible. Sa copie ne sera ni chiffrée, ni effacée en premier.");
    Some(Finding::warning(path, sentence))
}

/// Whether an expression reads this name, as texts write it: `answers.iban`, `input.motif`.
fn reads(source: &str, name: &str) -> bool {
    let name = name.strip_prefix("answers.").unwrap_or(name);
    // every other piece is the inside of a quoted text
    let code = source.split(['\'', '"']).step_by(2);
    let mut read = code.flat_map(|code| code.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))));
    read.any(|word| word == name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// Erased first: not after the rest.
fn too_long(definition: &Definition) -> Option<Finding> {
    let processing = &definition.settings.processing;
    let is_late = processing.sensitive_days.is_some_and(|days| days > processing.days());
    let sentence = "Les réponses sensibles sont effacées en premier. Mettez moins de jours que les mois de conservation.";
    when(is_late, Finding::error("settings.processing.sensitive_days", sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_where_code_says_it() {
        for (source, is_read) in [
            ("iban", true),
            ("upper(iban) + 'x'", true),
            ("iban.pays", true),
            ("ibans", false),
            ("data.iban", false),
            ("'iban'", false),
            ("besoin == \"iban\" ? 1 : 2", false),
        ] {
            assert_eq!(reads(source, "answers.iban"), is_read, "{source}");
        }
        assert!(reads("input.motif", "input.motif") && !reads("motif", "input.motif"));
    }
}
