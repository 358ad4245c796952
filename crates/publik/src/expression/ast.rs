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
    /// The same, with values in place of the names that stand for them.
    #[must_use]
    pub fn with(&self, values: &[(String, Self)]) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.with(values)).collect();
        let boxed = |inner: &Self| Box::new(inner.with(values));
        match self {
            Self::Name(name) => values.iter().rfind(|(known, _)| known == name).map_or_else(|| self.clone(), |(_, value)| value.clone()),
            Self::List(parts) => Self::List(all(parts)),
            Self::Filter(inner, filter, args) => Self::Filter(boxed(inner), filter.clone(), all(args)),
            Self::Not(inner) => Self::Not(boxed(inner)),
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            Self::Compare(comparison, a, b) => Self::Compare(*comparison, boxed(a), boxed(b)),
            Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Nothing => self.clone(),
        }
    }

    /// `x|f:a`.
    pub fn filter(inner: Self, name: &str, args: Vec<Self>) -> Self {
        Self::Filter(Box::new(inner), name.to_owned(), args)
    }
}
