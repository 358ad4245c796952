//! What refers to what: where something is used. Told before removing it, and
//! shown under the questions that others depend on.

mod resolve;
mod template;

use definition::Definition;

use crate::{
    Effects, FieldAt, Group, Place, formula,
    walk::{self, Kind, Role, Stage, Word},
};

pub(crate) use resolve::{Form, Target, resolve};
pub(crate) use template::{Said, said};

/// Somewhere that something is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where.
    pub place: Place,
    /// How, in a few words: « condition », « règle », « texte ».
    pub how: &'static str,
    /// The expression that uses it, when it is one.
    pub expression: Option<String>,
}

/// Where something is used, in the order of the document. What stands in it,
/// and goes with it, is no use of it.
pub fn uses(definition: &Definition, place: &Place) -> Vec<Use> {
    let mut found: Vec<Use> = Vec::new();
    walk::words(&mut definition.clone(), &mut |at, word| {
        if let Some((how, expression)) = used(definition, place, at, &word)
            && !is_inside(at, place)
        {
            let one = Use { place: at.clone(), how, expression };
            if !found.contains(&one) {
                found.push(one);
            }
        }
    });
    found
}

/// An expression of the document, with what it reads.
pub(crate) struct Reader {
    pub(crate) place: Place,
    pub(crate) how: &'static str,
    pub(crate) source: String,
    pub(crate) reads: Vec<Target>,
}

/// Every expression of the document, in its order.
pub(crate) fn expressions(definition: &Definition) -> Vec<Reader> {
    let mut found = Vec::new();
    walk::words(&mut definition.clone(), &mut |at, word| {
        if let Word::Expression(role, source) = word {
            let reads = targets(definition, at, source);
            found.push(Reader { place: at.clone(), how: how(role), source: source.clone(), reads });
        }
    });
    found
}

fn targets(definition: &Definition, at: &Place, source: &str) -> Vec<Target> {
    let readings = formula::read(source).map(|node| formula::readings(&node)).unwrap_or_default();
    readings.iter().map(|reading| resolve(definition, at, &reading.names())).collect()
}

/// Whether a word at a place says something.
fn used(definition: &Definition, wanted: &Place, at: &Place, word: &Word<'_>) -> Option<(&'static str, Option<String>)> {
    match word {
        Word::Expression(role, source) => reads(definition, wanted, at, source).then(|| (how(*role), Some((**source).clone()))),
        Word::Text(text) => said(text).iter().any(|said| is_said(wanted, said)).then_some(("texte", None)),
        Word::Name(kind, name) => {
            is_named(wanted, *kind, name).then_some((if matches!(at, Place::Test(_)) { "essai" } else { "nom" }, None))
        }
        Word::Answer(stage, name, _) => is_answered(wanted, stage, name).then_some(("essai", None)),
    }
}

fn reads(definition: &Definition, wanted: &Place, at: &Place, source: &str) -> bool {
    targets(definition, at, source).into_iter().any(|target| match (target, wanted) {
        (Target::Field(form, path), Place::Field(field)) => form == Form::of(&field.group.home) && path.starts_with(&field.path()),
        (Target::Data(name), Place::Data(slug)) => *slug == name.as_str(),
        _ => false,
    })
}

fn is_said(wanted: &Place, said: &Said) -> bool {
    match wanted {
        Place::Field(field) => {
            said.form() == Some(Form::of(&field.group.home).is_main()) && field.group.path.is_empty() && said.name == field.slug
        }
        Place::Data(slug) => said.root == "data" && *slug == said.name.as_str(),
        _ => false,
    }
}

/// Whether a name of this kind is that of this thing.
pub(crate) fn is_named(wanted: &Place, kind: Kind, name: &str) -> bool {
    match (kind, wanted) {
        (Kind::Page, Place::Page(slug)) => slug == name,
        (Kind::Question, Place::Field(FieldAt { group: Group { home: crate::Home::Page(_), path }, slug })) => {
            path.is_empty() && slug == name
        }
        (Kind::Input, Place::Input(slug))
        | (Kind::Status, Place::Status(slug))
        | (Kind::Transition, Place::Transition(slug))
        | (Kind::Function, Place::Function(slug))
        | (Kind::Data, Place::Data(slug))
        | (Kind::Message, Place::Message(slug))
        | (Kind::Document, Place::Document(slug))
        | (Kind::Connector, Place::Connector(slug)) => *slug == name,
        _ => false,
    }
}

/// Whether an answer of a test is that of this question.
pub(crate) fn is_answered(wanted: &Place, stage: &Stage<'_>, name: &str) -> bool {
    let Place::Field(field) = wanted else { return false };
    Form::of(&field.group.home).input() == stage.input && field.group.path == stage.path && field.slug == name
}

fn is_inside(at: &Place, of: &Place) -> bool {
    match (at, of) {
        _ if at == of => true,
        (Place::Field(at), Place::Field(of)) => at.group.home == of.group.home && at.path().starts_with(&of.path()),
        (Place::Effect(Effects::Transition(at), _), Place::Transition(of)) => at == of,
        _ => false,
    }
}

fn how(role: Role) -> &'static str {
    match role {
        Role::Condition => "condition",
        Role::Required => "réponse obligatoire",
        Role::Check => "règle",
        Role::Exit => "règle de sortie",
        Role::Default => "réponse de départ",
        Role::Setting(label) => label,
    }
}
