//! Reaching questions: on pages, in input forms, inside blocks.

use std::collections::BTreeSet;

use definition::Definition;
use forms::Field;
use kernel::setting::Shape;
use serde_json::Value as Json;

use crate::{EditError, FieldAt, Group, Home, kinds, list};

type Change<'c, R> = Box<dyn FnOnce(&mut Vec<Field>) -> Result<R, EditError> + 'c>;

/// Changes the questions of a group.
pub(crate) fn change<R>(
    definition: &mut Definition,
    group: &Group,
    change: impl FnOnce(&mut Vec<Field>) -> Result<R, EditError>,
) -> Result<R, EditError> {
    inside(top_mut(definition, &group.home)?, &group.path, Box::new(change))
}

/// Changes one question.
pub(crate) fn change_one<R>(
    definition: &mut Definition,
    at: &FieldAt,
    then: impl FnOnce(&mut Field) -> Result<R, EditError>,
) -> Result<R, EditError> {
    change(definition, &at.group, |fields| {
        let index = list::find(fields, &at.slug, "La question")?;
        then(&mut fields[index])
    })
}

/// The questions of a group; `None` when it is gone.
pub fn group(definition: &Definition, group: &Group) -> Option<Vec<Field>> {
    group
        .path
        .iter()
        .try_fold(top(definition, &group.home)?.clone(), |fields, slug| children(fields.iter().find(|field| field.slug == *slug)?))
}

/// One question.
pub fn one(definition: &Definition, at: &FieldAt) -> Option<Field> {
    group(definition, &at.group)?.into_iter().find(|field| field.slug == at.slug)
}

/// Every question of the groups of a home, those of blocks after their block.
pub(crate) fn all_in(definition: &Definition, home: &Home) -> Vec<(FieldAt, Field)> {
    top(definition, home).map(|fields| deep(&home.group(), fields)).unwrap_or_default()
}

/// Every question of the form, in order.
pub(crate) fn all_of_form(definition: &Definition) -> Vec<(FieldAt, Field)> {
    definition.form.pages.iter().flat_map(|page| deep(&Group::page(&*page.slug), &page.fields)).collect()
}

/// The names that a new question of this home may not take: those of the whole
/// form, blocks included, so that nothing reads twice the same.
pub(crate) fn taken(definition: &Definition, home: &Home) -> BTreeSet<String> {
    let around = match home {
        Home::Page(_) => all_of_form(definition),
        Home::Input(_) => all_in(definition, home),
    };
    around.into_iter().map(|(at, _)| at.slug).collect()
}

/// The questions inside a block; `None` when they cannot be read.
pub(crate) fn children(field: &Field) -> Option<Vec<Field>> {
    let setting = kinds::setting_of(&field.kind, Shape::Fields)?;
    match field.settings.get(setting.name) {
        Some(written) => serde_json::from_value(written.clone()).ok(),
        None => Some(vec![]),
    }
}

/// Puts questions in a block.
pub(crate) fn set_children(field: &mut Field, inside: &[Field]) {
    if let Some(setting) = kinds::setting_of(&field.kind, Shape::Fields) {
        let written = inside.iter().filter_map(|child| serde_json::to_value(child).ok()).collect();
        field.settings.insert(setting.name.to_owned(), Json::Array(written));
    }
}

fn top<'d>(definition: &'d Definition, home: &Home) -> Option<&'d Vec<Field>> {
    match home {
        Home::Page(slug) => definition.form.pages.iter().find(|page| page.slug == *slug).map(|page| &page.fields),
        Home::Input(slug) => definition.inputs.get(slug),
    }
}

fn top_mut<'d>(definition: &'d mut Definition, home: &Home) -> Result<&'d mut Vec<Field>, EditError> {
    match home {
        Home::Page(slug) => {
            let page = definition.form.pages.iter_mut().find(|page| page.slug == *slug);
            page.map(|page| &mut page.fields).ok_or_else(|| EditError::gone("La page", slug))
        }
        Home::Input(slug) => definition.inputs.get_mut(slug).ok_or_else(|| EditError::gone("Le formulaire", slug)),
    }
}

fn inside<R>(fields: &mut Vec<Field>, path: &[String], change: Change<'_, R>) -> Result<R, EditError> {
    let Some((slug, path)) = path.split_first() else { return change(fields) };
    let index = list::find(fields, slug, "Le bloc")?;
    let block = &mut fields[index];
    let unreadable = || EditError::new(format!("«\u{a0}{}\u{a0}» ne contient pas de questions qu’on peut lire ici.", block.label));
    let mut below = children(block).ok_or_else(unreadable)?;
    let result = inside(&mut below, path, change)?;
    set_children(block, &below);
    Ok(result)
}

fn deep(group: &Group, fields: &[Field]) -> Vec<(FieldAt, Field)> {
    let one = |field: &Field| {
        let at = group.field(&*field.slug);
        let below = children(field).map(|below| deep(&at.inside(), &below)).unwrap_or_default();
        std::iter::once((at, field.clone())).chain(below).collect::<Vec<_>>()
    };
    fields.iter().flat_map(one).collect()
}
