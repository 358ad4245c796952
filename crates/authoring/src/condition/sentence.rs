//! An expression in French, with the words that people read for questions and answers.

use definition::Definition;
use expr::Expr;

use super::{parts, scope::scope};
use crate::{
    FieldAt, Group, Home, Place,
    edit::offered,
    fields,
    formula::{self, Reading},
    labels::quoted,
    reference::{Form, Target, resolve},
};

/// « « De quoi s’agit-il ? » est « L’eau » ». An expression that cannot be
/// understood yet is given as it is written.
pub fn sentence(definition: &Definition, place: &Place, expression: &str) -> String {
    let told = with_labels(definition, place, expression);
    match Expr::compile(&told, &scope(definition, place)) {
        Ok(expr) => expr::sentence(&expr, &|name| name_in_words(definition, place, name)),
        Err(_) => expression.trim().to_owned(),
    }
}

/// The expression where answers to choose from are told by their labels.
fn with_labels(definition: &Definition, place: &Place, expression: &str) -> String {
    let Some(node) = formula::read(expression) else { return expression.to_owned() };
    let mut changes = Vec::new();
    for reading in formula::readings(&node).iter().filter(|reading| !reading.compared.is_empty()) {
        let offered = offered_by(definition, place, reading);
        for word in &reading.compared {
            let label = offered.iter().find(|(value, _)| *value == word.text).map(|(_, label)| label);
            changes.extend(label.map(|label| (word.at.clone(), formula::quoted(label))));
        }
    }
    formula::replaced(expression, changes)
}

fn offered_by(definition: &Definition, place: &Place, reading: &Reading) -> Vec<(String, String)> {
    match resolve(definition, place, &reading.names()) {
        Target::Field(form, path) => find(definition, &form, &path).map(|field| offered(&field)).unwrap_or_default(),
        Target::Outside => parts::outside_values(&reading.names().join(".")),
        Target::Data(_) => vec![],
    }
}

/// The question of this path, in any page of its form.
fn find(definition: &Definition, form: &Form, path: &[String]) -> Option<forms::Field> {
    let (slug, around) = path.split_last()?;
    let homes: Vec<Home> = match form {
        Form::Main => definition.form.pages.iter().map(|page| Home::Page(page.slug.clone())).collect(),
        Form::Input(input) => vec![Home::Input(input.clone())],
    };
    homes
        .into_iter()
        .find_map(|home| fields::one(definition, &FieldAt { group: Group { home, path: around.to_vec() }, slug: slug.clone() }))
}

/// What people read for a name of an expression, dots included.
fn name_in_words(definition: &Definition, place: &Place, name: &str) -> String {
    let names: Vec<&str> = name.split('.').collect();
    match resolve(definition, place, &names) {
        Target::Field(form, path) => field_in_words(definition, &form, &path).unwrap_or_else(|| quoted(name)),
        Target::Data(slug) => {
            let field = definition.workflow.data.iter().find(|field| field.slug == slug.as_str());
            quoted(field.map_or(slug.as_str(), |field| &field.label))
        }
        Target::Outside => quoted(parts::outside_label(name).unwrap_or(name)),
    }
}

/// The question, or the part of its answer.
fn field_in_words(definition: &Definition, form: &Form, path: &[String]) -> Option<String> {
    if let Some(field) = find(definition, form, path) {
        return Some(quoted(field.label));
    }
    let (part, around) = path.split_last()?;
    let field = find(definition, form, around)?;
    Some(format!("{} ({})", quoted(field.label), parts::label(part).unwrap_or(part)))
}
