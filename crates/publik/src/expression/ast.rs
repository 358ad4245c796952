//! An expression as it is written in w.c.s.

/// A piece of expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ast {
    Text(String),
    Number(String),
    Bool(bool),
    /// `None`.
    Nothing,
    List(Vec<Ast>),
    /// A variable; points are underscores.
    Name(String),
    /// `x|f:a`, `f(x, a)` and `x.f(a)`.
    Filter(Box<Ast>, String, Vec<Ast>),
    Not(Box<Ast>),
    And(Vec<Ast>),
    Or(Vec<Ast>),
    Compare(Comparison, Box<Ast>, Box<Ast>),
}

/// Comparison operators; their opposites are told by [`Ast::Not`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
}

impl Ast {
    /// `x|f:a`.
    pub fn filter(inner: Self, name: &str, args: Vec<Self>) -> Self {
        Self::Filter(Box::new(inner), name.to_owned(), args)
    }
}
