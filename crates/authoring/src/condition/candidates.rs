//! What a condition may compare, at the place where it is written.

use definition::Definition;
use expr::Type;
use forms::{Field, Page};
use kernel::setting::Shape;
use workflow::{DataField, DataType};

use super::{Operand, OperandKind, Path, Rule, parts};
use crate::{Effects, FieldAt, Group, Home, Place, edit::offered, fields, kinds};

/// What may be compared there, in the order of the document. A question is
/// compared by those that stand after it, so no two can depend on each other.
pub fn candidates(definition: &Definition, place: &Place, rule: Rule) -> Vec<Operand> {
    let mut found = match place {
        Place::Page(slug) => of_pages(definition, slug, rule, None),
        Place::Input(slug) => of_input(definition, &Group::input(slug.clone()), None, ""),
        Place::Field(at) => of_question(definition, at, rule),
        Place::Effect(Effects::Transition(slug), _) => {
            let input = definition.workflow.transitions.iter().find(|transition| transition.slug == *slug);
            let input = input.and_then(|transition| transition.input.clone());
            let typed = input.map(|input| of_input(definition, &Group::input(input), None, "input.")).unwrap_or_default();
            of_case(definition).into_iter().chain(typed).collect()
        }
        _ => of_case(definition),
    };
    found.extend(outside());
    found
}

/// What is known of a case: answers, data of the agents, opinions.
fn of_case(definition: &Definition) -> Vec<Operand> {
    let answers = definition.form.pages.iter().flat_map(|page| of_page(page, &page.fields));
    answers.chain(definition.workflow.data.iter().map(datum)).chain(opinions()).collect()
}

/// The pages before this one; then, of this one, what the rule may read.
fn of_pages(definition: &Definition, slug: &str, rule: Rule, until: Option<&str>) -> Vec<Operand> {
    let pages = &definition.form.pages;
    let index = pages.iter().position(|page| page.slug == slug).unwrap_or(pages.len());
    let before = pages[..index].iter().flat_map(|page| of_page(page, &page.fields));
    let here = pages.get(index).map(|page| of_page(page, readable(&page.fields, rule, until)));
    before.chain(here.unwrap_or_default()).collect()
}

/// The questions of a group that a rule may read: those before, or all of them.
fn readable<'f>(fields: &'f [Field], rule: Rule, until: Option<&str>) -> &'f [Field] {
    match (rule, until) {
        (Rule::Page, _) => fields,
        (Rule::Before, None) => &[],
        (Rule::Before, Some(slug)) => {
            let index = fields.iter().position(|field| field.slug == slug).unwrap_or(fields.len());
            &fields[..index]
        }
    }
}

fn of_question(definition: &Definition, at: &FieldAt, rule: Rule) -> Vec<Operand> {
    let path = at.path();
    let (top, is_inside) = (path.first().map(String::as_str), path.len() > 1);
    // inside a block, what surrounds the block is what stands before it
    let outer = if is_inside { Rule::Before } else { rule };
    let mut found = match &at.group.home {
        Home::Page(slug) => of_pages(definition, slug, outer, top),
        Home::Input(slug) => of_input(definition, &Group::input(slug.clone()), Some((outer, top)), ""),
    };
    for depth in 1..path.len() {
        let group = Group { home: at.group.home.clone(), path: path[..depth].to_vec() };
        let rule = if depth + 1 == path.len() { rule } else { Rule::Before };
        let siblings = fields::group(definition, &group).unwrap_or_default();
        let title = crate::label(definition, &group.place());
        let readable = readable(&siblings, rule, path.get(depth).map(String::as_str));
        found.extend(readable.iter().flat_map(|field| of_field(field, &Path::name(&*field.slug), &field.label, &title)));
    }
    found
}

fn of_input(definition: &Definition, group: &Group, until: Option<(Rule, Option<&str>)>, prefix: &str) -> Vec<Operand> {
    let fields = fields::group(definition, group).unwrap_or_default();
    let title = crate::label(definition, &group.place());
    let (rule, until) = until.unwrap_or((Rule::Page, None));
    let path = |field: &Field| match prefix {
        "" => Path::name(&*field.slug),
        _ => Path::name("input").part(&field.slug),
    };
    readable(&fields, rule, until).iter().flat_map(|field| of_field(field, &path(field), &field.label, &title)).collect()
}

fn of_page(page: &Page, fields: &[Field]) -> Vec<Operand> {
    fields.iter().flat_map(|field| of_field(field, &Path::name(&*field.slug), &field.label, &page.title)).collect()
}

/// A question, the known parts of its answer, and those asked of each of its items.
fn of_field(field: &Field, path: &Path, label: &str, group: &str) -> Vec<Operand> {
    let ty = kinds::value_type(field);
    let operand = |path: Path, label: String, kind, values| Operand { path, label, kind, values, group: group.to_owned() };
    let Some(kind) = kind_of(field, &ty) else { return vec![] };
    let mut found = vec![operand(path.clone(), label.to_owned(), kind, offered(field))];
    if let Type::Record(parts) = &ty {
        let known = parts.iter().filter_map(|(name, ty)| Some((name, parts::label(name)?, plain(ty)?)));
        found.extend(known.map(|(name, part, kind)| operand(path.part(name), format!("{label}, {part}"), kind, vec![])));
    }
    for child in fields::children(field).unwrap_or_default() {
        let label = format!("{label}, l’un au moins\u{a0}: {}", child.label);
        found.extend(of_field(&child, &path.item(&child.slug), &label, group));
    }
    found
}

fn kind_of(field: &Field, ty: &Type) -> Option<OperandKind> {
    let has_options = kinds::setting_of(&field.kind, Shape::Options).is_some();
    Some(match ty {
        Type::Null => return None,
        Type::Text if has_options => OperandKind::Choice,
        Type::List(_) if has_options => OperandKind::Choices,
        Type::List(item) if matches!(**item, Type::Record(_)) => OperandKind::Block,
        Type::Int | Type::Decimal if field.kind == "amount" => OperandKind::Amount,
        ty => plain(ty).unwrap_or(OperandKind::Other),
    })
}

fn plain(ty: &Type) -> Option<OperandKind> {
    Some(match ty {
        Type::Bool => OperandKind::YesNo,
        Type::Int | Type::Decimal => OperandKind::Number,
        Type::Text => OperandKind::Text,
        Type::Date => OperandKind::Date,
        _ => return None,
    })
}

fn datum(field: &DataField) -> Operand {
    let kind = match field.kind {
        DataType::Text => OperandKind::Text,
        DataType::Number => OperandKind::Number,
        DataType::Boolean => OperandKind::YesNo,
        DataType::Date => OperandKind::Date,
    };
    let path = Path::name("data").part(field.slug.as_str());
    Operand { path, label: field.label.clone(), kind, values: vec![], group: "Données du service".to_owned() }
}

fn opinions() -> impl Iterator<Item = Operand> {
    parts::OPINIONS.into_iter().filter_map(|(name, label)| {
        let path = name.parse().ok()?;
        Some(Operand { path, label: label.to_owned(), kind: OperandKind::Number, values: vec![], group: "Avis demandés".to_owned() })
    })
}

/// What is known besides the answers: how one asks, whom, with which account.
fn outside() -> impl Iterator<Item = Operand> {
    parts::outside().into_iter().filter_map(|(name, label, ty)| {
        let values = parts::outside_values(name);
        let kind = if values.is_empty() { plain(&ty)? } else { OperandKind::Choice };
        let path = name.parse().ok()?;
        Some(Operand { path, label: label.to_owned(), kind, values, group: "La demande et la personne".to_owned() })
    })
}
