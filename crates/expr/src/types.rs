//! Types of values, and the names an expression may read.

use std::{collections::BTreeMap, fmt, sync::Arc};

/// The type of a value. A value of any type may also be absent. Cheap to clone:
/// every piece of a compiled expression has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// An exact decimal number.
    Decimal,
    /// Text.
    Text,
    /// A civil day.
    Date,
    /// An instant.
    Timestamp,
    /// Values of one type, in order.
    List(Arc<Type>),
    /// Named values: a block of a form.
    Record(Arc<BTreeMap<String, Type>>),
    /// Always absent: the literal `null`.
    Null,
}

impl Type {
    /// A list of `item`.
    pub fn list(item: Type) -> Self {
        Self::List(Arc::new(item))
    }

    /// A record of these fields.
    pub fn record(fields: impl IntoIterator<Item = (String, Type)>) -> Self {
        Self::Record(Arc::new(fields.into_iter().collect()))
    }

    /// Whether it is a whole or decimal number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Decimal)
    }

    /// The smallest type that holds the values of both, if there is one: whole
    /// numbers widen to decimals, `null` to anything.
    pub(crate) fn join(&self, other: &Type) -> Option<Type> {
        match (self, other) {
            (Self::Null, ty) | (ty, Self::Null) => Some(ty.clone()),
            (Self::Int, Self::Decimal) | (Self::Decimal, Self::Int) => Some(Self::Decimal),
            (Self::List(a), Self::List(b)) => a.join(b).map(Self::list),
            (a, b) => (a == b).then(|| a.clone()),
        }
    }
}

/// As administrators read it: « un texte », « une liste de dates ».
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("un oui ou non"),
            Self::Int => f.write_str("un nombre entier"),
            Self::Decimal => f.write_str("un nombre décimal"),
            Self::Text => f.write_str("un texte"),
            Self::Date => f.write_str("une date"),
            Self::Timestamp => f.write_str("une date avec l’heure"),
            Self::List(_) => f.write_str("une liste"),
            Self::Record(_) => f.write_str("un bloc"),
            Self::Null => f.write_str("une valeur absente"),
        }
    }
}

/// The top-level names an expression may read, with their types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    names: BTreeMap<String, Type>,
}

impl Scope {
    /// A scope without names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The scope with one more name.
    #[must_use]
    pub fn with(mut self, name: &str, ty: Type) -> Self {
        self.declare(name, ty);
        self
    }

    /// Adds a name; declared twice, the last type holds.
    pub fn declare(&mut self, name: &str, ty: Type) {
        self.names.insert(name.to_owned(), ty);
    }

    /// The type of a name.
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.names.get(name)
    }

    /// The names, in alphabetical order, with their types.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.names.iter().map(|(name, ty)| (name.as_str(), ty))
    }
}
