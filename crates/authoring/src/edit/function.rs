//! Functions: who acts.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::Function;

use super::{EditError, Family};
use crate::{Place, Step, labels::quoted, list, slugs};

/// An edit of functions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FunctionEdit {
    /// Adds a function; its name is made from its label.
    Add {
        /// What agents read.
        label: String,
    },
    /// Changes what agents read.
    Set {
        /// Which.
        slug: Slug,
        /// What agents read now.
        label: String,
    },
    /// Moves a function in the list.
    Move {
        /// Which.
        slug: Slug,
        /// Where to.
        to: Step,
    },
    /// Removes a function.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl FunctionEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label } => slugs::named(label, "fonction", before.workflow.functions.iter().map(|other| &other.slug)),
            Self::Set { slug, .. } | Self::Move { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for FunctionEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let functions = &mut definition.workflow.functions;
        let find = |functions: &Vec<Function>| list::find(functions, slug.as_str(), "La fonction");
        match self.clone() {
            Self::Add { label } => functions.push(Function { slug, label }),
            Self::Set { label, .. } => {
                let index = find(functions)?;
                functions[index].label = label;
            }
            Self::Move { to, .. } => {
                let index = find(functions)?;
                list::step(functions, index, &to);
            }
            Self::Remove { .. } => drop(functions.remove(find(functions)?)),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Function(slug.clone())));
        match self {
            Self::Add { label } => format!("Fonction {} ajoutée", quoted(label)),
            Self::Set { slug, label: new } => format!("Fonction {} renommée {}", label(slug), quoted(new)),
            Self::Move { slug, .. } => format!("Fonction {} déplacée", label(slug)),
            Self::Remove { slug } => format!("Fonction {} supprimée", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Workflow,
            _ => Place::Function(self.slug(before)),
        }
    }
}
