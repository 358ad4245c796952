//! The typed columns of a list.

use kernel::{Slug, text::slugged};
use serde::{Deserialize, Serialize};

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its stable name: in cells, in files, in effects of workflows.
    pub slug: Slug,
    /// What is read.
    pub label: String,
    /// What its cells hold.
    #[serde(flatten)]
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "list", rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// An exact number, six decimals at most.
    Number,
    /// Euros.
    Amount,
    /// A civil day.
    Date,
    /// Yes or no.
    YesNo,
    /// A record of the list of this name.
    Relation(Slug),
}

/// Names of what every record has, in a file or in an effect: no column's.
const RESERVED: [&str; 7] = ["key", "label", "parent", "state", "cle", "libelle", "etat"];

/// The name made from a column's label, if there are letters in it and it is free.
pub fn column_name(label: &str, columns: &[Column]) -> Option<Slug> {
    let name = slugged(label).replace('-', "_");
    let is_free = !RESERVED.contains(&name.as_str()) && columns.iter().all(|column| column.slug != *name);
    name.parse().ok().filter(|_| is_free)
}

impl ColumnKind {
    /// Its kind without its list, as forms of the desk send it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Amount => "amount",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Relation(_) => "relation",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str, list: Option<Slug>) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "number" => Self::Number,
            "amount" => Self::Amount,
            "date" => Self::Date,
            "yes_no" => Self::YesNo,
            "relation" => Self::Relation(list?),
            _ => return None,
        })
    }

    /// What an administrator reads.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Text => "Texte",
            Self::Number => "Nombre",
            Self::Amount => "Montant en euros",
            Self::Date => "Date",
            Self::YesNo => "Oui ou non",
            Self::Relation(_) => "Fiche d’une autre liste",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_s_name_is_free_and_its_own() {
        let columns = [Column { slug: "capacite".parse().unwrap(), label: "Capacité".into(), kind: ColumnKind::Number }];
        assert_eq!(column_name("Date d’ouverture", &columns).unwrap(), "date_d_ouverture");
        for taken in ["Capacité", "Libellé", "État", "—"] {
            assert_eq!(column_name(taken, &columns), None, "{taken}");
        }
    }

    #[test]
    fn a_kind_is_kept_with_its_list() {
        let column =
            Column { slug: "ecole".parse().unwrap(), label: "École".into(), kind: ColumnKind::Relation("ecoles".parse().unwrap()) };
        let json = serde_json::to_value(&column).unwrap();
        assert_eq!(json, serde_json::json!({ "slug": "ecole", "label": "École", "type": "relation", "list": "ecoles" }));
        assert_eq!(serde_json::from_value::<Column>(json).unwrap(), column);
    }
}
