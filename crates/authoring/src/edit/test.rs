//! Tests.

use definition::{Definition, Test};
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted, list};

/// An edit of tests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum TestEdit {
    /// Adds a test.
    Add {
        /// The test.
        test: Test,
        /// Its rank; last unless told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// Puts another test in the place of one.
    Set {
        /// Its rank.
        at: usize,
        /// What it is now.
        test: Test,
    },
    /// Moves a test.
    Move {
        /// Its rank.
        at: usize,
        /// The rank it goes to.
        to: usize,
    },
    /// Removes a test.
    Remove {
        /// Its rank.
        at: usize,
    },
}

const WHAT: &str = "L’essai";

impl Family for TestEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let tests = &mut definition.tests;
        match self.clone() {
            Self::Add { test, at } => list::insert_at(tests, at, test),
            Self::Set { at, test } => list::set_at(tests, at, test, WHAT)?,
            Self::Move { at, to } => list::move_at(tests, at, to, WHAT)?,
            Self::Remove { at } => drop(list::take_at(tests, at, WHAT)?),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |at: &usize| quoted(crate::label(before, &Place::Test(*at)));
        match self {
            Self::Add { test, .. } => format!("Essai {} ajouté", quoted(&test.name)),
            Self::Set { at, .. } => format!("Essai {} modifié", label(at)),
            Self::Move { at, .. } => format!("Essai {} déplacé", label(at)),
            Self::Remove { at } => format!("Essai {} supprimé", label(at)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Add { at, .. } => Place::Test(at.unwrap_or(before.tests.len()).min(before.tests.len())),
            Self::Set { at, .. } => Place::Test(*at),
            Self::Move { to, .. } => Place::Test((*to).min(before.tests.len().saturating_sub(1))),
            Self::Remove { .. } => Place::Tests,
        }
    }
}
