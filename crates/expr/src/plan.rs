//! A checked expression: every node has its type, every name its place.
//! The evaluator and the reader in French both walk this tree.

use crate::{
    Type, Value,
    ast::{Arithmetic, Comparison},
    functions::Function,
};

/// A checked piece of expression.
pub(crate) struct Node {
    /// The type of what it gives.
    pub ty: Type,
    /// What it computes.
    pub kind: Step,
}

/// What a node computes.
pub(crate) enum Step {
    Literal(Value),
    /// A top-level name: its rank among the names read, and itself.
    Name(usize, String),
    /// The variable of a loop around, counted from the outermost.
    Local(usize),
    List(Vec<Node>),
    Member(Box<Node>, String),
    Index(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    /// `x == null`.
    IsAbsent(Box<Node>),
    /// `has(x)`.
    IsPresent(Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Compute(Arithmetic, Box<Node>, Box<Node>),
    In(Box<Node>, Box<Node>),
    Choice(Box<Node>, Box<Node>, Box<Node>),
    Call(&'static Function, Vec<Node>),
    /// A list, and what is asked of each item.
    Loop(Loop, Box<Node>, Box<Node>),
    /// Whole numbers to decimals, to the type of the node.
    Widen(Box<Node>),
}

/// What is made of the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loop {
    Exists,
    All,
    Filter,
    Map,
}

impl Loop {
    /// By its name in the language.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "exists" => Self::Exists,
            "all" => Self::All,
            "filter" => Self::Filter,
            "map" => Self::Map,
            _ => return None,
        })
    }
}

impl Node {
    pub fn new(ty: Type, kind: Step) -> Self {
        Self { ty, kind }
    }

    /// The node, seen as a `wanted`, which must be a join of its type and another.
    pub fn widened(self, wanted: &Type) -> Self {
        if self.ty == *wanted || self.ty == Type::Null {
            return self;
        }
        Self::new(wanted.clone(), Step::Widen(Box::new(self)))
    }
}
