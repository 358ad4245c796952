//! Messages.

use definition::{Definition, MessageTemplate};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted, slugs};

/// An edit of messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum MessageEdit {
    /// Adds a message; its name is made from a few words.
    Add {
        /// What it is for: « Demande reçue ».
        label: String,
        /// Its texts.
        message: MessageTemplate,
    },
    /// Sets the texts of a message.
    Set {
        /// Which.
        slug: Slug,
        /// Its texts now.
        message: MessageTemplate,
    },
    /// Removes a message.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl MessageEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label, .. } => slugs::named(label, "message", before.messages.keys()),
            Self::Set { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for MessageEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let messages = &mut definition.messages;
        let gone = || EditError::gone("Le message", &slug);
        match self {
            Self::Add { message, .. } => drop(messages.insert(slug, message.clone())),
            Self::Set { message, .. } => *messages.get_mut(&slug).ok_or_else(gone)? = message.clone(),
            Self::Remove { .. } => drop(messages.remove(&slug).ok_or_else(gone)?),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Message(slug.clone())));
        match self {
            Self::Add { message, .. } => format!("Message {} ajouté", quoted(&message.subject)),
            Self::Set { slug, .. } => format!("Message {} modifié", label(slug)),
            Self::Remove { slug } => format!("Message {} supprimé", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Texts,
            _ => Place::Message(self.slug(before)),
        }
    }
}
