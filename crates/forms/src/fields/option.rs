//! The options of a choice, as an author writes them.

use serde::Deserialize;

/// One option.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choosable {
    /// What is kept.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line of help.
    #[serde(default)]
    pub hint: Option<String>,
}

/// The options must be distinct and have a plain value.
pub(super) fn verify(options: &[Choosable]) -> Result<(), String> {
    if options.len() < 2 {
        return Err("Écrivez au moins deux réponses possibles.".into());
    }
    for (index, option) in options.iter().enumerate() {
        if option.value.is_empty() || option.label.trim().is_empty() {
            return Err(format!("La réponse numéro {} n’a pas de valeur ou de texte.", index + 1));
        }
        if options[..index].iter().any(|before| before.value == option.value || before.label == option.label) {
            return Err(format!("La réponse «\u{a0}{}\u{a0}» est écrite deux fois.", option.label));
        }
    }
    Ok(())
}

/// The label of a value; the value itself when the author removed it since.
pub(super) fn label<'a>(options: &'a [Choosable], value: &'a str) -> &'a str {
    options.iter().find(|option| option.value == value).map_or(value, |option| &option.label)
}

/// The value that was chosen, given by its value.
pub(super) fn read<'a>(options: &'a [Choosable], typed: &str) -> Option<&'a str> {
    options.iter().find(|option| option.value == typed).map(|option| option.value.as_str())
}

/// Value, label and help of each option, for drawing.
pub(super) fn shown(options: &[Choosable]) -> Vec<(String, String, Option<String>)> {
    options.iter().map(|option| (option.value.clone(), option.label.clone(), option.hint.clone())).collect()
}
