//! A text that an author fixes, that an agent types, or both together.

use expr::{Expr, Type, Value};

use crate::{check::Check, moment::Moment};

/// The fixed part, then the expression of the typed part.
pub(super) struct Said {
    fixed: Option<String>,
    from: Option<Expr>,
}

impl Said {
    pub(super) fn compile(fixed: Option<&String>, from: Option<&String>, check: &mut Check<'_>) -> Option<Self> {
        let from = match from {
            Some(source) => Some(check.expression_of("from", source, &Type::Text)?),
            None => None,
        };
        Some(Self { fixed: fixed.cloned(), from })
    }

    /// Both parts, one under the other; empty when neither says anything.
    pub(super) fn text(&self, moment: &Moment<'_>) -> String {
        let typed = match self.from.as_ref().map(|expr| moment.eval(expr)) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        let parts = [self.fixed.as_deref().unwrap_or_default().trim(), typed.trim()];
        parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}
