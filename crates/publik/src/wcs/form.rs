//! Forms, blocks and cards: a name and fields.

use std::collections::BTreeMap;

use super::{
    Field, fields_of,
    options::{Options, options_of},
};
use crate::source::Element;

/// A form, a block or a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormDef {
    /// The file it comes from.
    pub file: String,
    pub name: String,
    pub slug: String,
    pub fields: Vec<Field>,
    /// The values of the variables that its workflow declares.
    pub options: Options,
    pub element: Element,
}

impl FormDef {
    pub fn read(file: &str, element: &Element) -> Self {
        let name = element.get("name").unwrap_or("Sans nom");
        let slug = element.get("url_name").or_else(|| element.get("slug")).unwrap_or(name);
        Self {
            file: file.to_owned(),
            name: name.to_owned(),
            slug: slug.to_owned(),
            fields: fields_of(element),
            options: options_of(element),
            element: element.clone(),
        }
    }

    /// How its workflow is named: identifier, slug, name, whichever are given.
    pub fn workflow(&self) -> Option<(Option<&str>, Option<&str>, &str)> {
        let named = self.element.child("workflow")?;
        Some((named.attribute("workflow_id"), named.attribute("slug"), named.text.trim()))
    }

    /// The function that a role has in this form.
    pub fn function_of(&self, role_id: &str) -> Option<&str> {
        let has = |role: &&Element| role.attribute("role_id") == Some(role_id);
        self.element.inside("roles").iter().find(has)?.attribute("role_key")
    }

    /// The role that has each function.
    pub fn roles(&self) -> BTreeMap<&str, &str> {
        let roles = self.element.inside("roles").iter().filter_map(|role| Some((role.attribute("role_key")?, role.text.trim())));
        roles.filter(|(_, name)| !name.is_empty()).collect()
    }
}
