//! The types of fields of w.c.s.: one line each, one file per family.

mod answers;
mod choice;
mod date;
mod example;
mod files;
mod information;
mod number;
pub(crate) mod pattern;
mod table;
mod text;

use serde_json::{Map, Value as Json};

use crate::{
    expression::{Names, Sort},
    report::{Ledger, Place, Weight},
    wcs::{Field, Site},
};

pub(crate) use answers::{list_of, view_of};

/// What a field becomes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// Our type.
    pub kind: &'static str,
    pub settings: Map<String, Json>,
    pub sort: Sort,
    /// Conditions on the answer, as w.c.s. writes them (the answer is `value`), with what is said.
    pub checks: Vec<(String, String)>,
    /// What the field is called, when it is not its label.
    pub label: Option<String>,
}

/// What is known while a field is carried.
pub(crate) struct Desk<'a> {
    pub site: &'a Site,
    pub names: &'a Names,
    pub ledger: &'a mut Ledger,
    pub place: Place,
    pub construct: String,
}

/// Carries a field; `None` when nothing of it can stand in a form.
type Carry = fn(&Field, &mut Desk<'_>) -> Option<Shape>;

/// Every type; pages and blocks, which hold others, are the form's.
const TYPES: &[(&str, Carry)] = &[
    ("string", text::string),
    ("text", text::long),
    ("email", text::email),
    ("password", text::password),
    ("date", date::date),
    ("time-range", date::time_range),
    ("numeric", number::numeric),
    ("bool", choice::tick),
    ("item", choice::item),
    ("items", choice::items),
    ("ranked-items", choice::ranked),
    ("file", files::file),
    ("map", files::map),
    ("table", table::table),
    ("table-select", table::table_select),
    ("tablerows", table::rows),
    ("computed", number::computed),
    ("title", information::title),
    ("subtitle", information::title),
    ("comment", information::comment),
];

/// Carries a field. A type that is not known becomes a short text.
pub(crate) fn carry(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    match TYPES.iter().find(|(name, _)| *name == field.family()) {
        Some((_, carry)) => {
            let shape = carry(field, desk)?;
            Some(sound(shape, desk))
        }
        None => {
            let message =
                format!("Le type «\u{a0}{}\u{a0}» n’est pas connu. Un texte court le remplace\u{a0}: choisissez le bon type.", field.kind);
            desk.left(Weight::Decide, message);
            Some(Shape::of("text", Sort::Text))
        }
    }
}

/// The shape, or a short text when our type refuses its settings.
fn sound(shape: Shape, desk: &mut Desk<'_>) -> Shape {
    let refused = forms::kind(shape.kind).and_then(|kind| (kind.load)(shape.settings.clone()).err());
    match refused {
        None => shape,
        Some(why) => {
            let message = format!("Un texte court remplace ce champ\u{a0}: {}", why.trim_end_matches('.'));
            desk.ledger.note(&desk.construct, Weight::Decide, &desk.place, format!("{message}. Choisissez le bon type."));
            Shape { label: shape.label, ..Shape::of("text", Sort::Text) }
        }
    }
}

impl Shape {
    /// A type without settings.
    pub fn of(kind: &'static str, sort: Sort) -> Self {
        Self { kind, settings: Map::new(), sort, checks: Vec::new(), label: None }
    }

    #[must_use]
    pub fn with(mut self, setting: &str, value: impl Into<Json>) -> Self {
        self.settings.insert(setting.to_owned(), value.into());
        self
    }

    /// What expressions read of it.
    pub fn value_type(&self) -> expr::Type {
        let kind = forms::kind(self.kind).and_then(|kind| (kind.load)(self.settings.clone()).ok());
        kind.map_or(expr::Type::Null, |kind| kind.value_type())
    }
}

impl Desk<'_> {
    /// Carried as it is.
    pub fn kept(&mut self) {
        self.ledger.kept(&self.construct);
    }

    /// Carried with a change.
    pub fn changed(&mut self, weight: Weight, message: impl Into<String>) {
        self.ledger.changed(&self.construct, weight, &self.place, message);
    }

    /// Not carried.
    pub fn left(&mut self, weight: Weight, message: impl Into<String>) {
        self.ledger.left(&self.construct, weight, &self.place, message);
    }
}
