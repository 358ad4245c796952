//! Questions: of a page, of an input form, of a block.

use std::collections::BTreeSet;

use definition::Definition;
use forms::{Check, Field, Required};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{EditError, Family};
use crate::{
    FieldAt, Group, Place, Spot, Step, fields, kinds,
    labels::{field as quoted_label, of_named, quoted, to_group},
    list, rename, slugs,
};

/// An edit of questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FieldEdit {
    /// Adds a question; its name is made from its label, its settings are those that its type needs.
    Add {
        /// Among which questions.
        to: Group,
        /// Its type.
        kind: String,
        /// What is asked.
        label: String,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Adds questions written elsewhere (a block of the library). Their names are
    /// made unique, and what they read of one another follows.
    Insert {
        /// Among which questions.
        to: Group,
        /// The questions.
        fields: Vec<Field>,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets what any question says of itself.
    Set {
        /// Which.
        field: FieldAt,
        /// What it says now.
        properties: Properties,
    },
    /// Sets the settings of its type, all of them. A setting that the type does not have is refused.
    SetSettings {
        /// Which.
        field: FieldAt,
        /// The settings; the questions of a block stay when they are left out.
        settings: Map<String, Json>,
    },
    /// Gives it another type; settings that fit are kept.
    SetKind {
        /// Which.
        field: FieldAt,
        /// The type.
        kind: String,
    },
    /// Moves it among its neighbours.
    Move {
        /// Which.
        field: FieldAt,
        /// Where to.
        to: Step,
    },
    /// Moves it to another page or into a block.
    MoveTo {
        /// Which.
        field: FieldAt,
        /// Among which questions.
        to: Group,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Adds a copy just after it, under a new name.
    Duplicate {
        /// Which.
        field: FieldAt,
    },
    /// Removes it.
    Remove {
        /// Which.
        field: FieldAt,
    },
}

/// What any question says of itself, its type and settings apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Properties {
    /// What is asked.
    pub label: String,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether an answer is needed.
    #[serde(default)]
    pub required: Required,
    /// When it is asked: an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Rules on the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// What the answer is at first: an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The claim of the account that fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// Whether agents see it in their lists.
    #[serde(default)]
    pub listed: bool,
    /// Whether it stays out of e-mails and lists.
    #[serde(default)]
    pub sensitive: bool,
}

impl Properties {
    /// Those of a question.
    pub fn of(field: &Field) -> Self {
        let Field { label, hint, required, condition, checks, default, prefill, listed, sensitive, .. } = field.clone();
        Self { label, hint, required, condition, checks, default, prefill, listed, sensitive }
    }

    fn given_to(self, slug: String, kind: String, settings: Map<String, Json>) -> Field {
        let Self { label, hint, required, condition, checks, default, prefill, listed, sensitive } = self;
        Field { slug, label, kind, hint, required, condition, checks, default, prefill, listed, sensitive, settings }
    }
}

impl FieldEdit {
    /// The questions that an edit brings, under the names that they will have.
    fn brought(&self, before: &Definition) -> Vec<Field> {
        match self {
            Self::Add { to, kind, label, .. } => vec![blank(kind, label, &fields::taken(before, &to.home))],
            Self::Insert { to, fields, .. } => rename::fresh(fields.clone(), &fields::taken(before, &to.home)),
            Self::Duplicate { field } => {
                let copy = fields::one(before, field).map(|field| Field { label: format!("{} (copie)", field.label), ..field });
                rename::fresh(copy.into_iter().collect(), &fields::taken(before, &field.group.home))
            }
            Self::MoveTo { field, to, .. } => {
                let mut elsewhere = before.clone();
                let moved = take(&mut elsewhere, field).into_iter().collect();
                rename::fresh(moved, &fields::taken(&elsewhere, &to.home))
            }
            _ => vec![],
        }
    }

    fn put(&self, definition: &mut Definition, to: &Group, spot: &Spot) -> Result<(), EditError> {
        let brought = self.brought(definition);
        fields::change(definition, to, |fields| {
            let mut spot = spot.clone();
            for field in brought {
                let next = Spot::After(field.slug.clone());
                list::insert(fields, &std::mem::replace(&mut spot, next), field);
            }
            Ok(())
        })
    }
}

impl Family for FieldEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        match self {
            Self::Add { to, kind, spot, .. } => {
                kinds::known(kind)?;
                self.put(definition, to, spot)
            }
            Self::Insert { to, spot, .. } => self.put(definition, to, spot),
            Self::Set { field, properties } => fields::change_one(definition, field, |field| {
                let (slug, kind, settings) = (field.slug.clone(), field.kind.clone(), std::mem::take(&mut field.settings));
                *field = properties.clone().given_to(slug, kind, settings);
                Ok(())
            }),
            Self::SetSettings { field, settings } => fields::change_one(definition, field, |field| set_settings(field, settings)),
            Self::SetKind { field, kind } => fields::change_one(definition, field, |field| set_kind(field, kind)),
            Self::Move { field, to } => fields::change(definition, &field.group, |fields| {
                let index = list::find(fields, &field.slug, "La question")?;
                list::step(fields, index, to);
                Ok(())
            }),
            Self::MoveTo { field, to, spot } => move_to(self, definition, field, to, spot),
            Self::Duplicate { field } => {
                fields::change_one(definition, field, |_| Ok(()))?;
                self.put(definition, &field.group, &Spot::After(field.slug.clone()))
            }
            Self::Remove { field } => take(definition, field).map(drop),
        }
    }

    fn describe(&self, before: &Definition) -> String {
        let question = |field: &FieldAt| format!("Question {}", quoted_label(before, field));
        match self {
            Self::Add { to, label, .. } => format!("Question {} ajoutée {}", quoted(label), to_group(before, to)),
            Self::Insert { to, fields, .. } => {
                let many = kernel::text::count(fields.len() as u64, "question");
                format!("{many} de la bibliothèque, {}", to_group(before, to))
            }
            Self::Set { field, properties } if properties.label != crate::label(before, &Place::Field(field.clone())) => {
                format!("{} renommée {}", question(field), quoted(&properties.label))
            }
            Self::Set { field, .. } => format!("{} modifiée", question(field)),
            Self::SetSettings { field, .. } => format!("Réglages de la question {} modifiés", quoted_label(before, field)),
            Self::SetKind { field, kind } => format!("{}\u{a0}: son type devient {}", question(field), quoted(kinds::label(kind))),
            Self::Move { field, .. } => format!("{} déplacée", question(field)),
            Self::MoveTo { field, to, .. } => format!("{} déplacée {}", question(field), to_group(before, to)),
            Self::Duplicate { field } => format!("{} copiée", question(field)),
            Self::Remove { field } => format!("{} supprimée {}", question(field), of_named(before, &field.group.place())),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        let first =
            |group: &Group| self.brought(before).first().map_or_else(|| group.place(), |field| Place::Field(group.field(&*field.slug)));
        match self {
            Self::Add { to, .. } | Self::Insert { to, .. } | Self::MoveTo { to, .. } => first(to),
            Self::Duplicate { field } => first(&field.group),
            Self::Remove { field } => field.group.place(),
            Self::Set { field, .. } | Self::SetSettings { field, .. } | Self::SetKind { field, .. } | Self::Move { field, .. } => {
                Place::Field(field.clone())
            }
        }
    }
}

/// A new question, which asks nothing yet but what its type needs.
fn blank(kind: &str, label: &str, taken: &BTreeSet<String>) -> Field {
    let slug = slugs::question(label, taken);
    let settings = forms::kind(kind).map(|kind| kinds::start_of(kind, label)).unwrap_or_default();
    let mut field = Properties { label: label.to_owned(), ..Properties::default() }.given_to(slug, kind.to_owned(), settings);
    if let Some(inside) = fields::children(&field) {
        let around = taken.iter().cloned().chain([field.slug.clone()]).collect();
        fields::set_children(&mut field, &rename::fresh(inside, &around));
    }
    field
}

fn set_settings(field: &mut Field, settings: &Map<String, Json>) -> Result<(), EditError> {
    kinds::refuse_unknown(kinds::known(&field.kind)?, settings)?;
    let inside = kinds::setting_of(&field.kind, kernel::setting::Shape::Fields);
    let kept = inside.filter(|setting| !settings.contains_key(setting.name)).and_then(|setting| field.settings.remove_entry(setting.name));
    field.settings = settings.clone();
    field.settings.extend(kept);
    Ok(())
}

/// A value known beforehand goes with its type: it leaves when that of the answer changes.
fn set_kind(field: &mut Field, kind: &str) -> Result<(), EditError> {
    let kind = kinds::known(kind)?;
    let before = kinds::value_type(field);
    field.settings = kinds::fitting(kind, &field.settings);
    kind.name.clone_into(&mut field.kind);
    if kinds::value_type(field) != before {
        (field.default, field.prefill) = (None, None);
    }
    Ok(())
}

fn take(definition: &mut Definition, field: &FieldAt) -> Result<Field, EditError> {
    fields::change(definition, &field.group, |fields| {
        let index = list::find(fields, &field.slug, "La question")?;
        Ok(fields.remove(index))
    })
}

fn move_to(edit: &FieldEdit, definition: &mut Definition, field: &FieldAt, to: &Group, spot: &Spot) -> Result<(), EditError> {
    let inside = field.inside();
    if to.home == inside.home && to.path.starts_with(&inside.path) {
        return Err(EditError::new("Un bloc ne peut pas entrer dans lui-même."));
    }
    if *to == field.group {
        return FieldEdit::Move { field: field.clone(), to: Step::To(spot.clone()) }.apply(definition);
    }
    let brought = edit.brought(definition);
    take(definition, field)?;
    fields::change(definition, to, |fields| {
        brought.into_iter().for_each(|field| list::insert(fields, spot, field));
        Ok(())
    })
}
