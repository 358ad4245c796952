//! The editing of a definition by somebody who writes no code: edits as values,
//! conditions by menus, comparison and merging in words, the outline of the
//! document and where each thing stands in it.
//!
//! A [`definition::Definition`] under work may be incomplete or wrong at any
//! moment. Nothing here refuses it for that: the linter tells, publishing
//! refuses. An [`Edit`] is refused only when it means nothing (what it names is
//! gone) or when it says what the document could not hold.
//!
//! Invariants: no I/O, no clock, no randomness; the same edit on the same
//! document gives the same document; what an edit gives can always be written as
//! TOML and read back the same; a name that an edit makes is unique where it
//! stands; a label that changes leaves the name as it is.

pub mod cases;
mod clean;
pub mod compare;
pub mod condition;
mod draft;
mod edit;
mod fields;
mod formula;
mod in_words;
mod kinds;
mod labels;
mod list;
pub mod outline;
mod place;
mod reference;
mod rename;
mod slugs;
#[cfg(test)]
mod tests;
mod walk;

pub use draft::{Model, is_drafted_form, is_drafted_test, new_definition};
pub use edit::{
    AutomationEdit, ChoiceEdit, ClockEdit, ConnectorEdit, DataEdit, DocumentEdit, Edit, EditError, EffectEdit, FieldEdit, FunctionEdit,
    InputEdit, MessageEdit, PageEdit, PageProperties, Properties, Rename, SettingsEdit, StatusEdit, TestEdit, TransitionEdit, apply,
    describe, place,
};
pub use fields::{group as questions, one as question};
pub use in_words::in_words;
pub use labels::{label, named};
pub use list::{Spot, Step};
pub use place::{Effects, FieldAt, Group, Home, NotAPlace, Place, of_finding};
pub use reference::{Use, uses};
