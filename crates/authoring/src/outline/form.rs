//! Pages and questions, and what depends on each.

use definition::Definition;
use forms::{Field, Required};

use crate::{
    FieldAt, Group, Place,
    condition::sentence,
    fields, kinds,
    labels::named,
    reference::{Form, Reader, Target, expressions},
};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When it is asked, in French; always when absent.
    pub condition: Option<String>,
    /// What must hold to leave it, in French, and what is said otherwise.
    pub exits: Vec<(String, String)>,
    /// Its questions.
    pub fields: Vec<FieldLine>,
}

/// An input form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLine {
    /// Where it is.
    pub place: Place,
    /// What it is for.
    pub label: String,
    /// Its questions.
    pub fields: Vec<FieldLine>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// Where it is.
    pub at: FieldAt,
    /// What is asked.
    pub label: String,
    /// What people call its type.
    pub kind: String,
    /// Whether an answer is needed.
    pub needed: Needed,
    /// When it is asked, in French; always when absent.
    pub condition: Option<String>,
    /// The answers to choose from.
    pub options: Vec<String>,
    /// The questions inside it.
    pub children: Vec<FieldLine>,
    /// What depends on its answer.
    pub routes: Vec<Route>,
}

/// Whether an answer is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// Always.
    Always,
    /// Never.
    Never,
    /// When this holds, in French.
    When(String),
}

/// Something that depends on an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where it is.
    pub place: Place,
    /// What it is: « la page « La garde » ».
    pub what: String,
    /// How it depends: « condition », « règle »…
    pub how: &'static str,
    /// The expression in French.
    pub sentence: String,
}

/// Every expression of the document with what it reads: looked at once for all questions.
pub(super) fn readers(definition: &Definition) -> Vec<Reader> {
    expressions(definition)
}

pub(super) fn pages(definition: &Definition, readers: &[Reader]) -> Vec<PageLine> {
    let line = |page: &forms::Page| {
        let place = Place::Page(page.slug.clone());
        let told = |source: &String| sentence(definition, &place, source);
        PageLine {
            slug: page.slug.clone(),
            title: page.title.clone(),
            condition: page.condition.as_ref().map(told),
            exits: page.exit.iter().map(|exit| (told(&exit.condition), exit.message.clone())).collect(),
            fields: lines(definition, readers, &Group::page(&*page.slug), &page.fields),
        }
    };
    definition.form.pages.iter().map(line).collect()
}

pub(super) fn inputs(definition: &Definition, readers: &[Reader]) -> Vec<FormLine> {
    let line = |(slug, fields): (&kernel::Slug, &Vec<Field>)| {
        let place = Place::Input(slug.clone());
        FormLine { label: crate::label(definition, &place), place, fields: lines(definition, readers, &Group::input(slug.clone()), fields) }
    };
    definition.inputs.iter().map(line).collect()
}

fn lines(definition: &Definition, readers: &[Reader], group: &Group, fields: &[Field]) -> Vec<FieldLine> {
    fields.iter().map(|field| line(definition, readers, group, field)).collect()
}

fn line(definition: &Definition, readers: &[Reader], group: &Group, field: &Field) -> FieldLine {
    let at = group.field(&*field.slug);
    let place = Place::Field(at.clone());
    let told = |source: &String| sentence(definition, &place, source);
    FieldLine {
        label: field.label.clone(),
        kind: kinds::label(&field.kind),
        needed: match &field.required {
            Required::Fixed(true) => Needed::Always,
            Required::Fixed(false) => Needed::Never,
            Required::When(source) => Needed::When(told(source)),
        },
        condition: field.condition.as_ref().map(told),
        options: crate::edit::offered(field).into_iter().map(|(_, label)| label).collect(),
        children: lines(definition, readers, &at.inside(), &fields::children(field).unwrap_or_default()),
        routes: routes(definition, readers, &at),
        at,
    }
}

/// What reads this question, and not one inside it.
fn routes(definition: &Definition, readers: &[Reader], at: &FieldAt) -> Vec<Route> {
    let (form, path) = (Form::of(&at.group.home), at.path());
    let inside: Vec<Vec<String>> = fields::group(definition, &at.inside())
        .unwrap_or_default()
        .iter()
        .map(|child| path.iter().chain([&child.slug]).cloned().collect())
        .collect();
    let reads = |target: &Target| match target {
        Target::Field(of, read) => *of == form && read.starts_with(&path) && !inside.iter().any(|child| read.starts_with(child)),
        _ => false,
    };
    let place = Place::Field(at.clone());
    let found = readers.iter().filter(|reader| reader.place != place && reader.reads.iter().any(reads));
    let route = |reader: &Reader| Route {
        place: reader.place.clone(),
        what: named(definition, &reader.place),
        how: reader.how,
        sentence: sentence(definition, &reader.place, &reader.source),
    };
    found.map(route).collect()
}
