//! Closed lists: what a document says, what a form sends, what an author reads.

use ui::{Choice, FormState};

/// A closed list.
pub(in crate::pages) struct Closed<T: 'static>(pub(in crate::pages) &'static [(T, &'static str, &'static str)]);

impl<T: Copy + PartialEq> Closed<T> {
    /// What the form sends for it.
    pub(in crate::pages) fn value(&self, of: T) -> &'static str {
        self.0.iter().find(|(one, ..)| *one == of).map_or("", |(_, value, _)| value)
    }

    /// What the author reads for it.
    pub(in crate::pages) fn label(&self, of: T) -> &'static str {
        self.0.iter().find(|(one, ..)| *one == of).map_or("", |(.., label)| label)
    }

    /// All of it, to choose from.
    pub(in crate::pages) fn choices(&self) -> Vec<Choice<'static>> {
        self.0.iter().map(|(_, value, label)| Choice::new(value, label)).collect()
    }

    /// What was chosen; nothing when nothing was.
    pub(in crate::pages) fn optional(&self, typed: &FormState, name: &str) -> Option<T> {
        let chosen = typed.value(name);
        self.0.iter().find(|(_, value, _)| *value == chosen).map(|(one, ..)| *one)
    }

    /// What was chosen; something must be.
    pub(in crate::pages) fn needed(&self, typed: &FormState, name: &str, message: &str, state: &mut FormState) -> Option<T> {
        let chosen = self.optional(typed, name);
        if chosen.is_none() {
            state.add_error(name, message);
        }
        chosen
    }

    /// All that was ticked, those that the document has in its order, then the others.
    pub(in crate::pages) fn several(&self, typed: &FormState, name: &str, before: &[T]) -> Vec<T> {
        let is_ticked = |one: &T| typed.values(name).iter().any(|value| value == self.value(*one));
        let new = self.0.iter().map(|(one, ..)| *one).filter(|one| !before.contains(one));
        before.iter().copied().chain(new).filter(is_ticked).collect()
    }
}
