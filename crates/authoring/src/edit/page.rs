//! Pages of the form.

use definition::Definition;
use forms::{Exit, Page};
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{
    Home, Place, Spot, Step, fields,
    kinds::capital,
    labels::{named, quoted},
    list, rename, slugs,
};

/// An edit of the pages of the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PageEdit {
    /// Adds an empty page; its name is made from its title.
    Add {
        /// Its title.
        title: String,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets all that a page says of itself.
    Set {
        /// Which.
        page: String,
        /// What it says now.
        #[serde(flatten)]
        properties: PageProperties,
    },
    /// Moves a page.
    Move {
        /// Which.
        page: String,
        /// Where to.
        to: Step,
    },
    /// Adds a copy of a page just after it, its questions under new names.
    Duplicate {
        /// Which.
        page: String,
    },
    /// Removes a page with its questions.
    Remove {
        /// Which.
        page: String,
    },
}

/// What a page says of itself, its questions apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PageProperties {
    /// Its title.
    pub title: String,
    /// A few words before the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// When it is asked: an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What must hold to go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit: Vec<Exit>,
}

impl PageEdit {
    fn new_slug(&self, before: &Definition) -> String {
        let taken = before.form.pages.iter().map(|page| page.slug.clone()).collect();
        match self {
            Self::Add { title, .. } => slugs::page(title, &taken),
            Self::Set { page, .. } | Self::Move { page, .. } | Self::Remove { page } => page.clone(),
            Self::Duplicate { page } => slugs::page(page, &taken),
        }
    }
}

impl Family for PageEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.new_slug(definition);
        match self {
            Self::Add { title, spot } => {
                let page = Page { slug, title: title.clone(), ..Page::default() };
                list::insert(&mut definition.form.pages, spot, page);
            }
            Self::Set { page, properties } => {
                let index = list::find(&definition.form.pages, page, "La page")?;
                let PageProperties { title, intro, condition, exit } = properties.clone();
                let page = &mut definition.form.pages[index];
                *page = Page { slug, title, intro, condition, exit, fields: std::mem::take(&mut page.fields) };
            }
            Self::Move { page, to } => {
                let index = list::find(&definition.form.pages, page, "La page")?;
                list::step(&mut definition.form.pages, index, to);
            }
            Self::Duplicate { page } => {
                let index = list::find(&definition.form.pages, page, "La page")?;
                let mut copy = definition.form.pages[index].clone();
                copy.title = format!("{} (copie)", copy.title);
                copy = rename::fresh_page(copy, &fields::taken(definition, &Home::Page(page.clone())));
                list::insert(&mut definition.form.pages, &Spot::After(page.clone()), Page { slug, ..copy });
            }
            Self::Remove { page } => {
                let index = list::find(&definition.form.pages, page, "La page")?;
                definition.form.pages.remove(index);
            }
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let page = |slug: &String| capital(&named(before, &Place::Page(slug.clone())));
        match self {
            Self::Add { title, .. } => format!("Page {} ajoutée", quoted(title)),
            Self::Set { page: slug, .. } => format!("{} modifiée", page(slug)),
            Self::Move { page: slug, .. } => format!("{} déplacée", page(slug)),
            Self::Duplicate { page: slug } => format!("{} copiée", page(slug)),
            Self::Remove { page: slug } => format!("{} supprimée", page(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Form,
            _ => Place::Page(self.new_slug(before)),
        }
    }
}
