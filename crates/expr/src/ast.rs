//! An expression as it is written, before its types are known.

use std::ops::Range;

use crate::Value;

/// Deepest nesting: parsing, checking and evaluating recurse this far, no further.
pub(crate) const MAX_DEPTH: usize = 64;

/// A piece of source, and what it says.
pub(crate) struct Ast {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// How many levels it has, itself included.
    pub depth: usize,
    /// What it says.
    pub kind: Kind,
}

/// What a piece of source says.
pub(crate) enum Kind {
    Literal(Value),
    Name(String),
    List(Vec<Ast>),
    Member(Box<Ast>, Name),
    Index(Box<Ast>, Box<Ast>),
    Not(Box<Ast>),
    Negate(Box<Ast>),
    /// All of them (`&&`); chains are flat, so that long ones are not deep.
    And(Vec<Ast>),
    /// One of them (`||`).
    Or(Vec<Ast>),
    Compare(Comparison, Box<Ast>, Box<Ast>),
    Compute(Arithmetic, Box<Ast>, Box<Ast>),
    In(Box<Ast>, Box<Ast>),
    Choice(Box<Ast>, Box<Ast>, Box<Ast>),
    /// `f(a, b)`.
    Call(Name, Vec<Ast>),
    /// `a.f(b)`.
    Method(Box<Ast>, Name, Vec<Ast>),
}

/// A name and where it stands.
pub(crate) struct Name {
    pub at: Range<usize>,
    pub text: String,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Arithmetic operators. `+` also joins texts and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Kind {
    /// What it is made of.
    pub fn parts(&self) -> Vec<&Ast> {
        match self {
            Self::Literal(_) | Self::Name(_) => Vec::new(),
            Self::List(parts) | Self::And(parts) | Self::Or(parts) | Self::Call(_, parts) => parts.iter().collect(),
            Self::Member(part, _) | Self::Not(part) | Self::Negate(part) => vec![part],
            Self::Index(a, b) | Self::Compare(_, a, b) | Self::Compute(_, a, b) | Self::In(a, b) => vec![a, b],
            Self::Choice(a, b, c) => vec![a, b, c],
            Self::Method(receiver, _, args) => std::iter::once(&**receiver).chain(args).collect(),
        }
    }
}
