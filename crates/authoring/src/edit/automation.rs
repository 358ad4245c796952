//! What happens by itself.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::Automation;

use super::{EditError, Family};
use crate::{Place, Spot, Step, labels::quoted, list, slugs};

/// An edit of automations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum AutomationEdit {
    /// Adds an automation; its name is made from a few words.
    Add {
        /// What it is for: « Relance après 7 jours ».
        label: String,
        /// What it does; the name of the one given is not looked at.
        automation: Automation,
        /// Where in the list.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets all that an automation says; the name of the one given is not looked at.
    Set {
        /// Which.
        slug: Slug,
        /// What it does now.
        automation: Automation,
    },
    /// Moves an automation: they are tried in order.
    Move {
        /// Which.
        slug: Slug,
        /// Where to.
        to: Step,
    },
    /// Removes an automation.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl AutomationEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label, .. } => slugs::named(label, "automatisme", before.workflow.automations.iter().map(|other| &other.slug)),
            Self::Set { slug, .. } | Self::Move { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for AutomationEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let automations = &mut definition.workflow.automations;
        let find = |automations: &Vec<Automation>| list::find(automations, slug.as_str(), "L’automatisme");
        match self.clone() {
            Self::Add { automation, spot, .. } => list::insert(automations, &spot, Automation { slug, ..automation }),
            Self::Set { automation, .. } => {
                let index = find(automations)?;
                automations[index] = Automation { slug, ..automation };
            }
            Self::Move { to, .. } => {
                let index = find(automations)?;
                list::step(automations, index, &to);
            }
            Self::Remove { .. } => drop(automations.remove(find(automations)?)),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Automation(slug.clone())));
        match self {
            Self::Add { label, .. } => format!("Automatisme {} ajouté", quoted(label)),
            Self::Set { slug, .. } => format!("Automatisme {} modifié", label(slug)),
            Self::Move { slug, .. } => format!("Automatisme {} déplacé", label(slug)),
            Self::Remove { slug } => format!("Automatisme {} supprimé", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Workflow,
            _ => Place::Automation(self.slug(before)),
        }
    }
}
