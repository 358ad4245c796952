//! A table with fixed rows and columns: amounts by year, consumption by energy.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::{Settings, amount, long_text::within, number};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted, numbers};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("rows", "Lignes", Shape::Rows(&[])).required(),
    Setting::new("columns", "Colonnes", Shape::Rows(&[("number", "Nombre"), ("amount", "Montant en euros"), ("text", "Texte")])).required(),
    Setting::new("complete", "Toutes les cases sont à remplir", Shape::YesNo),
];

/// The longest text of a cell, in characters.
const LIMIT: usize = 250;

/// A table. An answer is an object by row of objects by column; empty cells are absent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Line>,
    pub(crate) columns: Vec<Column>,
    /// Whether every cell must be filled.
    #[serde(default)]
    pub(crate) complete: bool,
}

/// A row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    pub(crate) slug: String,
    pub(crate) label: String,
}

/// A column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    pub(crate) slug: String,
    pub(crate) label: String,
    #[serde(rename = "type", default)]
    pub(crate) content: Content,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    #[default]
    Number,
    /// A number of euros, « € » or not after it.
    Amount,
    Text,
}

impl Content {
    fn read(self, typed: &str) -> Result<Json, String> {
        match self {
            Self::Number => numbers::parse(typed).map(number::kept).ok_or_else(|| "écrivez un nombre, en chiffres.".into()),
            Self::Amount => amount::read(typed).map(number::kept).ok_or_else(|| "écrivez un montant en euros.".into()),
            Self::Text => within(typed, 0, LIMIT).map(|()| typed.into()).map_err(|_| format!("écrivez {LIMIT} caractères au plus.")),
        }
    }

    fn write(self, cell: &Json) -> String {
        match self {
            Self::Number | Self::Amount => {
                number::millionths(cell).map_or_else(String::new, |number| numbers::plain(number).replace('.', ","))
            }
            Self::Text => cell.as_str().unwrap_or_default().to_owned(),
        }
    }

    fn value(self, cell: &Json) -> Value {
        match self {
            Self::Number | Self::Amount => number::millionths(cell).map_or(Value::Null, Value::Decimal),
            Self::Text => cell.as_str().map(str::to_owned).into(),
        }
    }
}

/// The name of a cell's input.
pub(crate) fn cell_name(name: &str, row: &Line, column: &Column) -> String {
    format!("{name}.{}.{}", row.slug, column.slug)
}

fn cell<'a>(answer: &'a Json, row: &Line, column: &Column) -> &'a Json {
    answer.get(&row.slug).and_then(|row| row.get(&column.slug)).unwrap_or(&Json::Null)
}

impl Table {
    fn cells(&self) -> impl Iterator<Item = (&Line, &Column)> {
        self.rows.iter().flat_map(|row| self.columns.iter().map(move |column| (row, column)))
    }

    fn error(name: &str, row: &Line, column: &Column, message: &str) -> FieldError {
        FieldError::new(cell_name(name, row, column), format!("{}, {}\u{a0}: {message}", row.label, column.label))
    }
}

impl Settings for Table {
    fn verify(&self) -> Result<(), String> {
        let slugs = self.rows.iter().map(|row| &row.slug).chain(self.columns.iter().map(|column| &column.slug));
        let plain = |slug: &&String| crate::compile::is_name(slug);
        if self.rows.is_empty() || self.columns.is_empty() {
            return Err("Écrivez au moins une ligne et une colonne.".into());
        }
        let mut seen = std::collections::BTreeSet::new();
        let repeated = self.rows.iter().any(|row| !seen.insert(&row.slug)) || {
            seen.clear();
            self.columns.iter().any(|column| !seen.insert(&column.slug))
        };
        if !slugs.clone().all(|slug| plain(&slug)) || repeated {
            return Err("Le nom d’une ligne ou d’une colonne est unique\u{a0}: lettres minuscules, chiffres et «\u{a0}_\u{a0}».".into());
        }
        Ok(())
    }
}

impl FieldType for Table {
    fn value_type(&self) -> Type {
        let content = |column: &Column| if column.content == Content::Text { Type::Text } else { Type::Decimal };
        let columns = Type::record(self.columns.iter().map(|column| (column.slug.clone(), content(column))));
        Type::record(self.rows.iter().map(|row| (row.slug.clone(), columns.clone())))
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let (mut rows, mut errors, mut empty) = (Map::new(), Vec::new(), Vec::new());
        for (row, column) in self.cells() {
            let typed = submitted.one(&cell_name(ctx.name, row, column));
            if typed.is_empty() {
                empty.push(Self::error(ctx.name, row, column, "remplissez cette case."));
                continue;
            }
            match column.content.read(typed) {
                Ok(cell) => {
                    let line = rows.entry(row.slug.clone()).or_insert_with(|| Json::Object(Map::new()));
                    line[&column.slug] = cell;
                }
                Err(message) => errors.push(Self::error(ctx.name, row, column, &message)),
            }
        }
        if self.complete && !(rows.is_empty() && errors.is_empty()) {
            errors.append(&mut empty);
        }
        let answer = if rows.is_empty() || !errors.is_empty() { Json::Null } else { Json::Object(rows) };
        Parsed { answer, errors, appeared: false }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let fault = |(row, column): (&Line, &Column)| match cell(answer, row, column) {
            Json::Null if self.complete => Some(Self::error(ctx.name, row, column, "remplissez cette case.")),
            Json::Null => None,
            cell => column.content.read(&column.content.write(cell)).err().map(|message| Self::error(ctx.name, row, column, &message)),
        };
        if answer.is_object() { self.cells().filter_map(fault).collect() } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        let line = |row: &Line| {
            let cells = self.columns.iter().map(|column| (column.slug.clone(), column.content.value(cell(answer, row, column))));
            Value::Record(cells.collect())
        };
        if answer.is_null() { Value::Null } else { Value::Record(self.rows.iter().map(|row| (row.slug.clone(), line(row))).collect()) }
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        self.cells().map(|(row, column)| (cell_name(name, row, column), vec![column.content.write(cell(answer, row, column))])).collect()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let filled = self.cells().filter(|(row, column)| !cell(answer, row, column).is_null());
        let line = |(row, column): (&Line, &Column)| {
            format!("{}, {}\u{a0}: {}", row.label, column.label, column.content.write(cell(answer, row, column)))
        };
        filled.map(line).collect::<Vec<_>>().join("\n")
    }

    fn show(&self, answer: &Json, _lookups: &Lookups) -> Markup {
        let headers = std::iter::once("").chain(self.columns.iter().map(|column| column.label.as_str()));
        let columns: Vec<_> = headers.map(ui::Column::text).collect();
        let written = |row: &Line, column: &Column| html! { (column.content.write(cell(answer, row, column))) };
        let line =
            |row: &Line| std::iter::once(html! { (row.label) }).chain(self.columns.iter().map(|column| written(row, column))).collect();
        ui::table("Réponses", &columns, &self.rows.iter().map(line).collect::<Vec<Vec<_>>>())
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::table(ctx, self)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        self.cells().map(|(row, column)| (cell_name(name, row, column), column.content.write(cell(answer, row, column)))).collect()
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let typed = |column: &Column| if column.content == Content::Text { "Estimation".into() } else { format!("{},5", index % 50) };
        self.cells().fold(Submitted::default(), |sample, (row, column)| sample.with(&cell_name(ctx.name, row, column), &typed(column)))
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        self.cells().map(|(row, column)| cell_name(name, row, column)).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Remplissez le tableau «\u{a0}{label}\u{a0}».")
    }
}
