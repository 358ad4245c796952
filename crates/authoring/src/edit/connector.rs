//! Connectors: the other programs that effects call.

use definition::{Connector, Definition};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted, list, slugs};

/// An edit of connectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ConnectorEdit {
    /// Adds a connector; its name is made from its label.
    Add {
        /// What it is for.
        label: String,
    },
    /// Changes what it is for.
    Set {
        /// Which.
        slug: Slug,
        /// What it is for now.
        label: String,
    },
    /// Removes a connector.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl ConnectorEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label } => slugs::named(label, "connecteur", before.connectors.iter().map(|other| &other.slug)),
            Self::Set { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for ConnectorEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let connectors = &mut definition.connectors;
        let find = |connectors: &Vec<Connector>| list::find(connectors, slug.as_str(), "Le connecteur");
        match self.clone() {
            Self::Add { label } => connectors.push(Connector { slug, label }),
            Self::Set { label, .. } => {
                let index = find(connectors)?;
                connectors[index].label = label;
            }
            Self::Remove { .. } => drop(connectors.remove(find(connectors)?)),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Connector(slug.clone())));
        match self {
            Self::Add { label } => format!("Connecteur {} ajouté", quoted(label)),
            Self::Set { slug, label: new } => format!("Connecteur {} renommé {}", label(slug), quoted(new)),
            Self::Remove { slug } => format!("Connecteur {} supprimé", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Workflow,
            _ => Place::Connector(self.slug(before)),
        }
    }
}
