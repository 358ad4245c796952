//! Data that agents or effects record.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::{DataField, DataType};

use super::{EditError, Family};
use crate::{Place, Step, labels::quoted, list, slugs};

/// An edit of the agents' data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum DataEdit {
    /// Adds a datum; its name is made from its label.
    Add {
        /// What agents read.
        label: String,
        /// What it holds.
        kind: DataType,
    },
    /// Sets all that a datum says.
    Set {
        /// Which.
        slug: Slug,
        /// What agents read.
        label: String,
        /// What it holds.
        kind: DataType,
    },
    /// Moves a datum in the list.
    Move {
        /// Which.
        slug: Slug,
        /// Where to.
        to: Step,
    },
    /// Removes a datum.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl DataEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label, .. } => slugs::named(label, "donnee", before.workflow.data.iter().map(|other| &other.slug)),
            Self::Set { slug, .. } | Self::Move { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for DataEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let data = &mut definition.workflow.data;
        let find = |data: &Vec<DataField>| list::find(data, slug.as_str(), "La donnée");
        match self.clone() {
            Self::Add { label, kind } => data.push(DataField { slug, label, kind }),
            Self::Set { label, kind, .. } => {
                let index = find(data)?;
                data[index] = DataField { slug, label, kind };
            }
            Self::Move { to, .. } => {
                let index = find(data)?;
                list::step(data, index, &to);
            }
            Self::Remove { .. } => drop(data.remove(find(data)?)),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Data(slug.clone())));
        match self {
            Self::Add { label, .. } => format!("Donnée {} ajoutée", quoted(label)),
            Self::Set { slug, .. } => format!("Donnée {} modifiée", label(slug)),
            Self::Move { slug, .. } => format!("Donnée {} déplacée", label(slug)),
            Self::Remove { slug } => format!("Donnée {} supprimée", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Workflow,
            _ => Place::Data(self.slug(before)),
        }
    }
}
