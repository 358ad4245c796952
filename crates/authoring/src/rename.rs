//! Giving something another name, with all that says it: conditions, texts,
//! effects, tests. And giving new names to questions that arrive together.

mod fresh;
mod value;

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{
    EditError, FieldAt, Home, Place,
    edit::Family,
    fields, formula,
    labels::{named, quoted},
    list,
    reference::{Form, Target, is_answered, is_named, resolve, said},
    slugs,
    walk::{self, Word},
};

pub(crate) use fresh::{fresh, fresh_page};
pub(crate) use value::value_renamed;

/// Another name for something, said everywhere it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rename {
    /// What.
    pub place: Place,
    /// Its name from now on.
    pub to: String,
}

impl Family for Rename {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let fine = match &self.place {
            Place::Page(_) => slugs::is_page(&self.to),
            _ => slugs::is_plain(&self.to),
        };
        if !fine {
            return Err(EditError::new(format!("{} ne peut pas servir de nom. Exemple\u{a0}: date_naissance.", quoted(&self.to))));
        }
        if taken(definition, &self.place).contains(&self.to) {
            return Err(EditError::new(format!("Le nom {} est déjà pris.", quoted(&self.to))));
        }
        renamed(definition, &self.place, &self.to)
    }

    fn describe(&self, before: &Definition) -> String {
        format!("Nouveau nom pour {}\u{a0}: {}", named(before, &self.place), quoted(&self.to))
    }

    fn place(&self, _: &Definition) -> Place {
        moved(&self.place, &self.to).unwrap_or_else(|| self.place.clone())
    }
}

/// The names of the same kind around it.
fn taken(definition: &Definition, place: &Place) -> Vec<String> {
    let workflow = &definition.workflow;
    fn all<T: list::Named>(list: &[T]) -> Vec<String> {
        list.iter().map(|item| item.name().to_owned()).collect()
    }
    fn keys<'s>(keys: impl Iterator<Item = &'s Slug>) -> Vec<String> {
        keys.map(Slug::to_string).collect()
    }
    match place {
        Place::Page(_) => all(&definition.form.pages),
        Place::Field(at) => fields::taken(definition, &at.group.home).into_iter().collect(),
        Place::Input(_) => keys(definition.inputs.keys()),
        Place::Status(_) => all(&workflow.statuses),
        Place::Transition(_) => all(&workflow.transitions),
        Place::Automation(_) => all(&workflow.automations),
        Place::Function(_) => all(&workflow.functions),
        Place::Data(_) => all(&workflow.data),
        Place::Connector(_) => all(&definition.connectors),
        Place::Message(_) => keys(definition.messages.keys()),
        Place::Document(_) => keys(definition.documents.keys()),
        _ => vec![],
    }
}

/// The same place under its new name.
fn moved(place: &Place, to: &str) -> Option<Place> {
    let slug = || to.parse::<Slug>().ok();
    Some(match place {
        Place::Page(_) => Place::Page(to.to_owned()),
        Place::Field(at) => Place::Field(at.group.field(to)),
        Place::Input(_) => Place::Input(slug()?),
        Place::Status(_) => Place::Status(slug()?),
        Place::Transition(_) => Place::Transition(slug()?),
        Place::Automation(_) => Place::Automation(slug()?),
        Place::Function(_) => Place::Function(slug()?),
        Place::Data(_) => Place::Data(slug()?),
        Place::Connector(_) => Place::Connector(slug()?),
        Place::Message(_) => Place::Message(slug()?),
        Place::Document(_) => Place::Document(slug()?),
        _ => return None,
    })
}

/// Renames everything that says it, then itself. The new name is fine and free.
pub(crate) fn renamed(definition: &mut Definition, place: &Place, to: &str) -> Result<(), EditError> {
    let before = definition.clone();
    walk::words(definition, &mut |at, word| match word {
        Word::Expression(_, source) => in_expression(&before, place, at, to, source),
        Word::Text(text) => in_text(&before, place, to, text),
        Word::Name(kind, name) => {
            if is_named(place, kind, name) {
                to.clone_into(name);
            }
        }
        Word::Answer(stage, name, _) => {
            if is_answered(place, &stage, name) {
                to.clone_into(name);
            }
        }
    });
    itself(definition, place, to)
}

fn in_expression(before: &Definition, place: &Place, at: &Place, to: &str, source: &mut String) {
    let Some(node) = formula::read(source) else { return };
    let mut changes = Vec::new();
    for reading in formula::readings(&node) {
        let index = match (resolve(before, at, &reading.names()), place) {
            (Target::Field(form, path), Place::Field(field)) => rank_in(field, &form, &path, reading.segments.len()),
            (Target::Data(name), Place::Data(slug)) => (*slug == name.as_str()).then_some(1),
            _ => None,
        };
        let segment = index.and_then(|index| reading.segments.get(index));
        changes.extend(segment.and_then(|segment| segment.at.clone()).map(|at| (at, to.to_owned())));
    }
    if !changes.is_empty() {
        *source = formula::replaced(source, changes);
    }
}

/// Which name of the reading is that of the question: a reading may begin above
/// the form (`input.x`) or inside a block.
fn rank_in(field: &FieldAt, form: &Form, path: &[String], segments: usize) -> Option<usize> {
    let wanted = field.path();
    let is_it = *form == Form::of(&field.group.home) && path.starts_with(&wanted);
    is_it.then(|| (segments + wanted.len()).checked_sub(path.len() + 1)).flatten()
}

fn in_text(before: &Definition, place: &Place, to: &str, text: &mut String) {
    let is_it = |said: &crate::reference::Said| match place {
        Place::Field(FieldAt { group, slug }) if group.path.is_empty() && said.name == *slug => match &group.home {
            Home::Page(_) => said.form() == Some(true),
            // texts do not say of which input form: another one with this name keeps it
            Home::Input(input) => {
                let elsewhere = before.inputs.iter().filter(|(other, _)| *other != input);
                said.form() == Some(false) && !elsewhere.flat_map(|(_, fields)| fields).any(|field| field.slug == *slug)
            }
        },
        Place::Data(slug) => said.root == "data" && *slug == said.name.as_str(),
        _ => false,
    };
    let changes: Vec<_> = said(text).into_iter().filter(is_it).map(|said| (said.at, to.to_owned())).collect();
    if !changes.is_empty() {
        *text = formula::replaced(text, changes);
    }
}

fn itself(definition: &mut Definition, place: &Place, to: &str) -> Result<(), EditError> {
    let slug = || to.parse::<Slug>().map_err(|_| EditError::new(format!("{} ne peut pas servir de nom.", quoted(to))));
    let workflow = &mut definition.workflow;
    macro_rules! in_list {
        ($list:expr, $name:expr, $what:literal) => {{
            let index = list::find(&$list, $name.as_str(), $what)?;
            $list[index].slug = slug()?;
        }};
    }
    macro_rules! in_map {
        ($map:expr, $name:expr, $what:literal) => {{
            let held = $map.remove($name).ok_or_else(|| EditError::gone($what, $name))?;
            $map.insert(slug()?, held);
        }};
    }
    match place {
        Place::Page(page) => {
            let index = list::find(&definition.form.pages, page, "La page")?;
            to.clone_into(&mut definition.form.pages[index].slug);
        }
        Place::Field(field) => fields::change_one(definition, field, |field| {
            to.clone_into(&mut field.slug);
            Ok(())
        })?,
        Place::Status(name) => in_list!(workflow.statuses, name, "Le statut"),
        Place::Transition(name) => in_list!(workflow.transitions, name, "L’action"),
        Place::Automation(name) => in_list!(workflow.automations, name, "L’automatisme"),
        Place::Function(name) => in_list!(workflow.functions, name, "La fonction"),
        Place::Data(name) => in_list!(workflow.data, name, "La donnée"),
        Place::Connector(name) => in_list!(definition.connectors, name, "Le connecteur"),
        Place::Input(name) => in_map!(definition.inputs, name, "Le formulaire"),
        Place::Message(name) => in_map!(definition.messages, name, "Le message"),
        Place::Document(name) => in_map!(definition.documents, name, "Le document"),
        _ => return Err(EditError::new("Cela n’a pas de nom.")),
    }
    Ok(())
}
