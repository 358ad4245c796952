//! A form as it was typed, with what is wrong in it.

use std::{collections::BTreeMap, fmt};

/// What was typed, as typed, and the errors found. `Debug` shows the names of the fields only.
#[derive(Clone, Default)]
pub struct FormState {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FieldError>,
}

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field; empty when the error concerns the whole form.
    pub field: String,
    /// What to do, in one sentence.
    pub message: String,
}

impl FormState {
    /// The state of a form from its pairs of name and value, in order.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut state = Self::default();
        for (name, value) in pairs {
            state.values.entry(name.into()).or_default().push(value.into());
        }
        state
    }

    /// Replaces the values of a field.
    pub fn set(&mut self, name: impl Into<String>, values: Vec<String>) {
        self.values.insert(name.into(), values);
    }

    /// The first value of a field, empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.values(name).first().map_or("", String::as_str)
    }

    /// All the values of a field.
    pub fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// True when the form carried the field, even empty.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Names of the fields received.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The first error of a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }

    /// Every error, in the order found; those of the form itself have an empty field.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// True when something is to correct.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Adds an error; an empty `name` means the whole form.
    pub fn add_error(&mut self, name: impl Into<String>, message: impl Into<String>) {
        self.errors.push(FieldError { field: name.into(), message: message.into() });
    }

    /// The same state with one more error.
    pub fn with_error(mut self, name: impl Into<String>, message: impl Into<String>) -> Self {
        self.add_error(name, message);
        self
    }
}

impl fmt::Debug for FormState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormState").field("fields", &self.values.keys()).field("errors", &self.errors.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_typed_in_order() {
        let state = FormState::from_pairs([("day", "3"), ("day", "4"), ("empty", "")]);
        assert_eq!(state.value("day"), "3");
        assert_eq!(state.values("day"), ["3", "4"]);
        assert!(state.has("empty") && !state.has("other"));
        assert_eq!(state.value("other"), "");
    }

    #[test]
    fn tells_errors_by_field_and_hides_values_from_debug() {
        let state = FormState::from_pairs([("nom", "Dupond")]).with_error("nom", "Vérifiez votre nom.").with_error("", "Réessayez.");
        assert_eq!(state.error("nom"), Some("Vérifiez votre nom."));
        assert_eq!(state.error(""), Some("Réessayez."));
        assert!(!format!("{state:?}").contains("Dupond"));
    }
}
