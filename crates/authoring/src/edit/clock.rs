//! The legal clock.

use definition::Definition;
use serde::{Deserialize, Serialize};
use workflow::LegalClock;

use super::{EditError, Family};
use crate::Place;

/// An edit of the legal clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ClockEdit {
    /// Sets it.
    Set {
        /// The clock.
        clock: LegalClock,
    },
    /// Removes it.
    Remove {},
}

impl Family for ClockEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        definition.workflow.legal_clock = match self {
            Self::Set { clock } => Some(clock.clone()),
            Self::Remove {} => None,
        };
        Ok(())
    }

    fn describe(&self, _: &Definition) -> String {
        match self {
            Self::Set { .. } => "Délai modifié".to_owned(),
            Self::Remove {} => "Délai supprimé".to_owned(),
        }
    }

    fn place(&self, _: &Definition) -> Place {
        Place::Clock
    }
}
