//! Statuses.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::{Nature, Outcome, Status};

use super::{EditError, Family};
use crate::{Place, Spot, Step, labels::quoted, list, slugs};

/// An edit of statuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum StatusEdit {
    /// Adds a status; its name is made from what agents read.
    Add {
        /// What the citizen reads.
        citizen_label: String,
        /// What agents read.
        agent_label: String,
        /// What kind of state it is.
        nature: Nature,
        /// How a case ends there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets all that a status says.
    Set {
        /// Which.
        status: Slug,
        /// What the citizen reads.
        citizen_label: String,
        /// What agents read.
        agent_label: String,
        /// What kind of state it is.
        nature: Nature,
        /// How a case ends there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
    },
    /// Moves a status in the list.
    Move {
        /// Which.
        status: Slug,
        /// Where to.
        to: Step,
    },
    /// Removes a status.
    Remove {
        /// Which.
        status: Slug,
    },
    /// Says in which status a case just filed is.
    Initial {
        /// Which.
        status: Slug,
    },
}

impl StatusEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { agent_label, .. } => {
                slugs::named(agent_label, "statut", before.workflow.statuses.iter().map(|status| &status.slug))
            }
            Self::Set { status, .. } | Self::Move { status, .. } | Self::Remove { status } | Self::Initial { status } => status.clone(),
        }
    }
}

impl Family for StatusEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let statuses = &mut definition.workflow.statuses;
        let find = |statuses: &Vec<Status>, slug: &Slug| list::find(statuses, slug.as_str(), "Le statut");
        match self.clone() {
            Self::Add { citizen_label, agent_label, nature, outcome, spot } => {
                list::insert(statuses, &spot, Status { slug, citizen_label, agent_label, nature, outcome });
            }
            Self::Set { citizen_label, agent_label, nature, outcome, .. } => {
                let index = find(statuses, &slug)?;
                statuses[index] = Status { slug, citizen_label, agent_label, nature, outcome };
            }
            Self::Move { to, .. } => {
                let index = find(statuses, &slug)?;
                list::step(statuses, index, &to);
            }
            Self::Remove { .. } => drop(statuses.remove(find(statuses, &slug)?)),
            Self::Initial { .. } => {
                find(statuses, &slug)?;
                definition.workflow.initial = slug;
            }
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Status(slug.clone())));
        match self {
            Self::Add { agent_label, .. } => format!("Statut {} ajouté", quoted(agent_label)),
            Self::Set { status, .. } => format!("Statut {} modifié", label(status)),
            Self::Move { status, .. } => format!("Statut {} déplacé", label(status)),
            Self::Remove { status } => format!("Statut {} supprimé", label(status)),
            Self::Initial { status } => format!("Une demande déposée commence par le statut {}", label(status)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Add { .. } | Self::Set { .. } | Self::Move { .. } => Place::Status(self.slug(before)),
            Self::Remove { .. } | Self::Initial { .. } => Place::Workflow,
        }
    }
}
