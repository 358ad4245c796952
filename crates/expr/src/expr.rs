//! A compiled expression.

use std::{fmt, sync::Arc};

use crate::{
    Diagnostic, EvalError, Scope, Today, Type, Value, Values,
    check::{self, Plan},
    eval, parser,
    plan::Node,
};

/// The longest source, in bytes.
pub(crate) const MAX_SOURCE: usize = 4_000;

/// An expression compiled and checked against a [`Scope`]. Cheap to clone.
#[derive(Clone)]
pub struct Expr(Arc<Compiled>);

struct Compiled {
    source: Box<str>,
    plan: Plan,
}

impl Expr {
    /// Compiles an expression of any type.
    ///
    /// # Errors
    /// The mistakes of the source: the first of syntax, or all those of names and types.
    pub fn compile(source: &str, scope: &Scope) -> Result<Self, Vec<Diagnostic>> {
        Self::checked(source, scope, false)
    }

    /// Compiles an expression that answers yes or no.
    ///
    /// # Errors
    /// As [`Expr::compile`], and when it gives something else.
    pub fn condition(source: &str, scope: &Scope) -> Result<Self, Vec<Diagnostic>> {
        Self::checked(source, scope, true)
    }

    fn checked(source: &str, scope: &Scope, condition: bool) -> Result<Self, Vec<Diagnostic>> {
        if source.len() > MAX_SOURCE {
            let message = format!("La formule est trop longue (plus de {MAX_SOURCE} caractères). Découpez-la.");
            return Err(vec![Diagnostic::new(0..source.len(), message)]);
        }
        let ast = parser::parse(source).map_err(|mistake| vec![mistake])?;
        let plan = check::check(&ast, scope, condition)?;
        Ok(Self(Arc::new(Compiled { source: source.into(), plan })))
    }

    /// The source, as it was written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// The type of what it gives.
    pub fn result(&self) -> &Type {
        &self.root().ty
    }

    /// The top-level names it reads, in the order in which they are met.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.plan.reads.iter().map(|(name, _)| name.as_str())
    }

    /// Its value, [`Value::Null`] when something it needs is absent. Names
    /// missing from `values` are absent; those it does not read are ignored.
    ///
    /// # Errors
    /// An impossible computation ([`EvalError`]).
    pub fn eval(&self, values: &Values, today: Today) -> Result<Value, EvalError> {
        eval::eval(&self.0.plan, values, today)
    }

    /// Whether a condition holds; an absent answer or an error counts as no.
    pub fn holds(&self, values: &Values, today: Today) -> bool {
        self.eval(values, today).is_ok_and(|value| value == Value::Bool(true))
    }

    pub(crate) fn root(&self) -> &Node {
        &self.0.plan.root
    }
}

/// The source, which holds no personal data.
impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expr({:?})", self.source())
    }
}
