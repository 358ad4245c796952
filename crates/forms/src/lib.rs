//! The form engine: what a form is, what a citizen may answer, where she may go
//! next. Values in, values out.
//!
//! A [`Form`] is what an author writes. [`CompiledForm::compile`] checks it once:
//! every expression is typed against the fields that stand before it.
//! [`Journey`] walks it with the answers given so far; [`Journey::submit`] reads
//! what was typed on one page; [`edit_page`] and [`summary`] draw it.
//!
//! Invariants:
//! - no HTTP, no SQL, no time: look-ups, the present day and the files already
//!   received arrive as values;
//! - a field type is one file in `fields/` and one line in [`FIELDS`]; nothing else
//!   knows its name;
//! - an answer that is absent was never given; an answer that is null was left
//!   empty knowingly. A page is done when every visible question has an answer,
//!   null or not, that still passes its checks;
//! - answers never print: [`Answers`] shows ‹personal› in debug output.

mod action;
mod answers;
mod blanks;
mod carry;
mod compile;
mod compiled;
mod dates;
mod diagnostic;
mod edit;
mod field_type;
mod fields;
mod group;
mod journey;
mod lookups;
mod markdown;
mod model;
mod numbers;
mod prefill;
mod proof;
mod question;
mod sample;
mod sensitive;
mod submit;
mod submitted;
mod summary;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod journey_tests;

pub use answers::Answers;
pub use carry::{carried, kept, unanswered};
pub use compiled::{CompiledField, CompiledForm, CompiledPage};
pub use diagnostic::Diagnostic;
pub use edit::{FileLink, Found, Links, Places, edit_page};
pub use field_type::{EditCtx, FieldCtx, FieldError, FieldType, Parsed, SettingExpression};
pub use fields::{FIELDS, Kind, Load, kind};
pub use journey::Journey;
pub use lookups::{Item, List, Lookups};
pub use markdown::markdown;
pub use model::{Check, Exit, Field, Form, Page, Required};
pub use proof::{Certified, Proof};
pub use question::Question;
pub use sample::{sample_answers, sample_page};
pub use sensitive::sensitive;
pub use submit::Outcome;
pub use submitted::{FileRef, PieceDate, Submitted};
pub use summary::{HIDDEN, Section, Sensitive, given, summary, summary_pairs};
