//! An expression as it is written, before its types are known.

use std::ops::Range;

use crate::Value;

/// Deepest nesting: parsing, checking and evaluating recurse this far, no further.
pub(crate) const MAX_DEPTH: usize = 64;

/// A piece of source, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Ast {
    /// Where it stands, in bytes; the parentheses around it included.
    pub at: Range<usize>,
    /// How many levels it has, itself included.
    pub depth: usize,
    /// What it says.
    pub kind: Kind,
}

/// What a piece of source says.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A value.
    Literal(Value),
    /// A name by itself.
    Name(String),
    /// `[a, b]`.
    List(Vec<Ast>),
    /// `a.b`.
    Member(Box<Ast>, Name),
    /// `a[b]`.
    Index(Box<Ast>, Box<Ast>),
    /// `!a`.
    Not(Box<Ast>),
    /// `-a`.
    Negate(Box<Ast>),
    /// All of them (`&&`); chains are flat, so that long ones are not deep.
    And(Vec<Ast>),
    /// One of them (`||`).
    Or(Vec<Ast>),
    /// `a == b`, `a < b`…
    Compare(Comparison, Box<Ast>, Box<Ast>),
    /// `a + b`…
    Compute(Arithmetic, Box<Ast>, Box<Ast>),
    /// `a in b`.
    In(Box<Ast>, Box<Ast>),
    /// `a ? b : c`.
    Choice(Box<Ast>, Box<Ast>, Box<Ast>),
    /// `f(a, b)`.
    Call(Name, Vec<Ast>),
    /// `a.f(b)`.
    Method(Box<Ast>, Name, Vec<Ast>),
}

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Where, in bytes.
    pub at: Range<usize>,
    /// The name.
    pub text: String,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Arithmetic operators. `+` also joins texts and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Arithmetic {
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
