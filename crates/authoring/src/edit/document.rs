//! Documents and their blocks.

use definition::{Block, Definition, DocumentTemplate};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted, list, slugs};

/// An edit of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum DocumentEdit {
    /// Adds a document; its name is made from its title.
    Add {
        /// Its title.
        title: String,
        /// Its blocks.
        #[serde(default)]
        blocks: Vec<Block>,
    },
    /// Changes its title.
    Title {
        /// Which.
        slug: Slug,
        /// Its title now.
        title: String,
    },
    /// Removes a document.
    Remove {
        /// Which.
        slug: Slug,
    },
    /// Adds a block.
    AddBlock {
        /// To which document.
        slug: Slug,
        /// What it says.
        block: Block,
        /// Its rank; last unless told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// Puts another block in the place of one.
    SetBlock {
        /// Of which document.
        slug: Slug,
        /// Its rank.
        at: usize,
        /// What it says now.
        block: Block,
    },
    /// Moves a block.
    MoveBlock {
        /// Of which document.
        slug: Slug,
        /// Its rank.
        at: usize,
        /// The rank it goes to.
        to: usize,
    },
    /// Removes a block.
    RemoveBlock {
        /// Of which document.
        slug: Slug,
        /// Its rank.
        at: usize,
    },
}

const WHAT: &str = "Le bloc";

impl DocumentEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { title, .. } => slugs::named(title, "document", before.documents.keys()),
            Self::Title { slug, .. }
            | Self::Remove { slug }
            | Self::AddBlock { slug, .. }
            | Self::SetBlock { slug, .. }
            | Self::MoveBlock { slug, .. }
            | Self::RemoveBlock { slug, .. } => slug.clone(),
        }
    }

    fn change(&self, document: &mut DocumentTemplate) -> Result<(), EditError> {
        let blocks = &mut document.blocks;
        match self.clone() {
            Self::Add { .. } | Self::Remove { .. } => {}
            Self::Title { title, .. } => document.title = title,
            Self::AddBlock { block, at, .. } => list::insert_at(blocks, at, block),
            Self::SetBlock { at, block, .. } => list::set_at(blocks, at, block, WHAT)?,
            Self::MoveBlock { at, to, .. } => list::move_at(blocks, at, to, WHAT)?,
            Self::RemoveBlock { at, .. } => drop(list::take_at(blocks, at, WHAT)?),
        }
        Ok(())
    }
}

impl Family for DocumentEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let documents = &mut definition.documents;
        let gone = || EditError::gone("Le document", &slug);
        match self {
            Self::Add { title, blocks } => {
                documents.insert(slug, DocumentTemplate { title: title.clone(), blocks: blocks.clone() });
                Ok(())
            }
            Self::Remove { .. } => documents.remove(&slug).map(drop).ok_or_else(gone),
            _ => self.change(documents.get_mut(&slug).ok_or_else(gone)?),
        }
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Document(slug.clone())));
        match self {
            Self::Add { title, .. } => format!("Document {} ajouté", quoted(title)),
            Self::Title { slug, title } => format!("Document {} renommé {}", label(slug), quoted(title)),
            Self::Remove { slug } => format!("Document {} supprimé", label(slug)),
            Self::AddBlock { slug, .. } => format!("Bloc ajouté au document {}", label(slug)),
            Self::SetBlock { slug, at, .. } => format!("Bloc {} du document {} modifié", at + 1, label(slug)),
            Self::MoveBlock { slug, at, .. } => format!("Bloc {} du document {} déplacé", at + 1, label(slug)),
            Self::RemoveBlock { slug, at } => format!("Bloc {} du document {} supprimé", at + 1, label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Texts,
            _ => Place::Document(self.slug(before)),
        }
    }
}
