//! Answers to choose from.

use definition::Definition;
use forms::Field;
use kernel::setting::Shape;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{EditError, Family};
use crate::{
    FieldAt, Place, Spot, Step, fields, kinds,
    labels::{field as quoted_label, quoted},
    list,
    rename::value_renamed,
    slugs,
};

/// An edit of the answers that a question offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ChoiceEdit {
    /// Adds an answer; what is kept is made from its label.
    Add {
        /// Of which question.
        field: FieldAt,
        /// What is read.
        label: String,
        /// A line of help.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
        /// Where.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets what is read; what is kept stays.
    Set {
        /// Of which question.
        field: FieldAt,
        /// Which answer.
        value: String,
        /// What is read.
        label: String,
        /// A line of help.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
    },
    /// Changes what is kept, everywhere it is said; answers already given keep the old value.
    Rename {
        /// Of which question.
        field: FieldAt,
        /// Which answer.
        value: String,
        /// What is kept from now on.
        to: String,
    },
    /// Moves an answer.
    Move {
        /// Of which question.
        field: FieldAt,
        /// Which answer.
        value: String,
        /// Where to.
        to: Step,
    },
    /// Removes an answer.
    Remove {
        /// Of which question.
        field: FieldAt,
        /// Which answer.
        value: String,
    },
}

/// An answer as the document writes it. What else stands beside is kept.
struct Offered(Json);

impl list::Named for Offered {
    fn name(&self) -> &str {
        self.0["value"].as_str().unwrap_or_default()
    }
}

impl Offered {
    fn new(value: &str, label: &str, hint: Option<&String>) -> Self {
        let mut written = json!({ "value": value, "label": label });
        if let Some(hint) = hint.filter(|hint| !hint.is_empty()) {
            written["hint"] = json!(hint);
        }
        Self(written)
    }

    fn label(&self) -> &str {
        self.0["label"].as_str().unwrap_or_default()
    }
}

/// The answers that a question offers: value and label.
pub(crate) fn offered(field: &Field) -> Vec<(String, String)> {
    use list::Named;
    read(field).unwrap_or_default().iter().map(|offered| (offered.name().to_owned(), offered.label().to_owned())).collect()
}

fn read(field: &Field) -> Option<Vec<Offered>> {
    let setting = kinds::setting_of(&field.kind, Shape::Options)?;
    let written = field.settings.get(setting.name).and_then(Json::as_array).cloned().unwrap_or_default();
    Some(written.into_iter().map(Offered).collect())
}

impl ChoiceEdit {
    fn field(&self) -> &FieldAt {
        match self {
            Self::Add { field, .. }
            | Self::Set { field, .. }
            | Self::Rename { field, .. }
            | Self::Move { field, .. }
            | Self::Remove { field, .. } => field,
        }
    }

    fn change(&self, offered: &mut Vec<Offered>) -> Result<(), EditError> {
        let find = |offered: &Vec<Offered>, value: &str| list::find(offered, value, "La réponse");
        match self {
            Self::Add { label, hint, spot, .. } => {
                let taken = offered.iter().map(|one| list::Named::name(one).to_owned()).collect();
                list::insert(offered, spot, Offered::new(&slugs::value(label, &taken), label, hint.as_ref()));
            }
            Self::Set { value, label, hint, .. } => {
                let index = find(offered, value)?;
                offered[index] = Offered::new(value, label, hint.as_ref());
            }
            Self::Rename { value, to, .. } => {
                let index = find(offered, value)?;
                if to.is_empty() || offered.iter().any(|one| list::Named::name(one) == to) {
                    return Err(EditError::new(format!("La valeur {} est vide ou déjà prise.", quoted(to))));
                }
                offered[index].0["value"] = json!(to);
            }
            Self::Move { value, to, .. } => {
                let index = find(offered, value)?;
                list::step(offered, index, to);
            }
            Self::Remove { value, .. } => drop(offered.remove(find(offered, value)?)),
        }
        Ok(())
    }
}

impl Family for ChoiceEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        fields::change_one(definition, self.field(), |field| {
            let without = || EditError::new(format!("La question {} n’offre pas de réponses à choisir.", quoted(&field.label)));
            let mut offered = read(field).ok_or_else(without)?;
            self.change(&mut offered)?;
            if let Some(setting) = kinds::setting_of(&field.kind, Shape::Options) {
                field.settings.insert(setting.name.to_owned(), offered.into_iter().map(|offered| offered.0).collect());
            }
            Ok(())
        })?;
        if let Self::Rename { field, value, to } = self {
            value_renamed(definition, field, value, to);
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let question = quoted_label(before, self.field());
        let answer = |value: &String| {
            let offered = fields::one(before, self.field()).map(|field| offered(&field)).unwrap_or_default();
            quoted(offered.iter().find(|(other, _)| other == value).map_or(value, |(_, label)| label))
        };
        match self {
            Self::Add { label, .. } => format!("Réponse {} ajoutée à la question {question}", quoted(label)),
            Self::Set { value, label, .. } => format!("Réponse {} de la question {question}\u{a0}: {}", answer(value), quoted(label)),
            Self::Rename { value, to, .. } => {
                format!("Réponse {} de la question {question}\u{a0}: nouvelle valeur {}", answer(value), quoted(to))
            }
            Self::Move { value, .. } => format!("Réponse {} de la question {question} déplacée", answer(value)),
            Self::Remove { value, .. } => format!("Réponse {} de la question {question} supprimée", answer(value)),
        }
    }

    fn place(&self, _: &Definition) -> Place {
        Place::Field(self.field().clone())
    }
}
