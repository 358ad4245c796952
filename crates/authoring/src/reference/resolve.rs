//! Which question or datum a name means, at the place where it is written.

use definition::Definition;
use kernel::Slug;

use crate::{Effects, FieldAt, Group, Home, Place, fields};

/// The form that questions belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// The citizen's.
    Main,
    /// That of a transition's input.
    Input(Slug),
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A question, by its names from the top of its form; more names for a part of its answer.
    Field(Form, Vec<String>),
    /// A datum of the agents.
    Data(String),
    /// The account, the channel, or nothing known.
    Outside,
}

impl Form {
    pub(crate) fn of(home: &Home) -> Self {
        match home {
            Home::Page(_) => Self::Main,
            Home::Input(slug) => Self::Input(slug.clone()),
        }
    }

    pub(crate) fn is_main(&self) -> bool {
        *self == Self::Main
    }

    pub(crate) fn input(&self) -> Option<&Slug> {
        match self {
            Self::Main => None,
            Self::Input(slug) => Some(slug),
        }
    }
}

/// What the names of a reading mean, written at this place.
pub(crate) fn resolve(definition: &Definition, at: &Place, names: &[&str]) -> Target {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match (at, names) {
        (_, []) | (_, ["citizen" | "case" | "opinions", ..]) => Target::Outside,
        (Place::Field(at), names) => nearest(definition, &at.group, names),
        (Place::Input(slug), names) => Target::Field(Form::Input(slug.clone()), owned(names)),
        (Place::Page(_), names) => Target::Field(Form::Main, owned(names)),
        (_, ["data", name, ..]) => Target::Data((*name).to_owned()),
        (Place::Effect(Effects::Transition(slug), _), ["input", names @ ..]) => {
            let input = definition.workflow.transitions.iter().find(|transition| transition.slug == *slug);
            match input.and_then(|transition| transition.input.clone()) {
                Some(input) => Target::Field(Form::Input(input), owned(names)),
                None => Target::Outside,
            }
        }
        (_, ["data" | "input", ..]) => Target::Outside,
        (_, names) => Target::Field(Form::Main, owned(names)),
    }
}

/// A name inside a block means its neighbour there, else one further out.
fn nearest(definition: &Definition, group: &Group, names: &[&str]) -> Target {
    let depths = (1..=group.path.len()).rev();
    let is_there = |depth: &usize| {
        let around = Group { home: group.home.clone(), path: group.path[..*depth].to_vec() };
        fields::one(definition, &FieldAt { group: around, slug: names[0].to_owned() }).is_some()
    };
    let depth = depths.into_iter().find(is_there).unwrap_or(0);
    let path = group.path[..depth].iter().cloned().chain(names.iter().map(|name| (*name).to_owned()));
    Target::Field(Form::of(&group.home), path.collect())
}
