//! What exports of w.c.s. say, read from their XML: forms, blocks, cards,
//! workflows, mail templates, data sources.

mod condition;
mod data_source;
mod field;
mod form;
mod options;
mod site;
mod workflow;

pub(crate) use condition::{Condition, conditions_of};
pub(crate) use data_source::{DataSource, SourceKind};
pub(crate) use field::{Field, fields_of};
pub(crate) use form::FormDef;
pub(crate) use options::{OptionValue, Options};
pub(crate) use site::Site;
pub(crate) use workflow::{GlobalAction, Item, Status, Trigger, WorkflowDef};
