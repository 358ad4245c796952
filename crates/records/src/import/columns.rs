//! What each column of a file is.

use kernel::text::folded;

use crate::model::Referential;

/// What a column of a file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Key,
    Label,
    Parent,
    State,
    /// The cell of this column of the list.
    Cell(usize),
    /// Nothing that the list has.
    Unknown,
}

/// What each column tells, by its name in the first line.
pub fn told(header: &[String], list: &Referential) -> Vec<Told> {
    header.iter().map(|name| one(name, list)).collect()
}

fn one(name: &str, list: &Referential) -> Told {
    let name = folded(name.trim());
    let is_named = |column: &crate::model::Column| column.slug == *name || folded(&column.label) == name;
    if let Some(index) = list.columns.0.iter().position(is_named) {
        return Told::Cell(index);
    }
    match name.as_str() {
        "cle" | "clef" | "key" | "identifiant" => Told::Key,
        "libelle" | "label" | "nom" => Told::Label,
        "parent" | "depend de" => Told::Parent,
        "etat" | "state" => Told::State,
        _ => Told::Unknown,
    }
}
