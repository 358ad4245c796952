//! Input forms: what transitions ask of those who take them. Their questions are
//! edited as all others ([`super::FieldEdit`]).

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted, slugs};

/// An edit of input forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum InputEdit {
    /// Adds an empty one.
    Add {
        /// What it is for; its name is made from it.
        label: String,
        /// The transition that asks it, if it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transition: Option<Slug>,
    },
    /// Removes one with its questions; transitions do not ask it any more.
    Remove {
        /// Which.
        input: Slug,
    },
}

impl InputEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label, .. } => slugs::named(label, "saisie", before.inputs.keys()),
            Self::Remove { input } => input.clone(),
        }
    }
}

impl Family for InputEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let transitions = definition.workflow.transitions.iter_mut();
        match self {
            Self::Add { transition, .. } => {
                transitions.filter(|other| Some(&other.slug) == transition.as_ref()).for_each(|other| other.input = Some(slug.clone()));
                definition.inputs.insert(slug, vec![]);
            }
            Self::Remove { input } => {
                transitions.filter(|other| other.input.as_ref() == Some(input)).for_each(|other| other.input = None);
                definition.inputs.remove(input).ok_or_else(|| EditError::gone("Le formulaire", input))?;
            }
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        match self {
            Self::Add { label, .. } => format!("Formulaire {} ajouté au circuit", quoted(label)),
            Self::Remove { input } => {
                format!("Formulaire {} supprimé du circuit", quoted(crate::label(before, &Place::Input(input.clone()))))
            }
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Add { .. } => Place::Input(self.slug(before)),
            Self::Remove { .. } => Place::Workflow,
        }
    }
}
