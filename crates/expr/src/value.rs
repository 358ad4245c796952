//! Values that expressions read and give.

use std::{borrow::Cow, cmp::Ordering, collections::BTreeMap, fmt};

use jiff::{Timestamp, civil::Date};

use crate::{Type, decimal};

/// What an expression reads and gives. Any value may be absent: [`Value::Null`].
///
/// Values come from citizens' answers: `Debug` prints their kind, never their content.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Absent: not asked, not answered, or computed from something absent.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// An exact decimal number, in millionths.
    Decimal(i64),
    /// Text.
    Text(String),
    /// A civil day.
    Date(Date),
    /// An instant.
    Timestamp(Timestamp),
    /// Values of one type, in order.
    List(Vec<Value>),
    /// Named values: a block of a form.
    Record(BTreeMap<String, Value>),
}

/// The values of the top-level names of a scope. A name left out is absent.
pub type Values = BTreeMap<String, Value>;

impl Value {
    /// Whether there is something: not absent, not an empty text, list or record.
    pub fn is_present(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Record(fields) => fields.values().any(Self::is_present),
            _ => true,
        }
    }

    /// How two values of one ordered type compare; texts by code points.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Int(a), Self::Int(b)) | (Self::Decimal(a), Self::Decimal(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::Timestamp(a), Self::Timestamp(b)) => a.cmp(b),
            _ => return None,
        })
    }

    /// The value seen as a `wanted`: whole numbers become decimals where decimals
    /// are expected. `None` when it is of another type or too large.
    pub(crate) fn fit(&self, wanted: &Type) -> Option<Cow<'_, Self>> {
        match (self, wanted) {
            (Self::Int(n), Type::Decimal) => decimal::from_int(*n).map(|n| Cow::Owned(Self::Decimal(n))),
            (Self::List(items), Type::List(item)) => {
                let fitted: Vec<_> = items.iter().map(|value| value.fit(item)).collect::<Option<_>>()?;
                let same = fitted.iter().all(|value| matches!(value, Cow::Borrowed(_)));
                Some(if same { Cow::Borrowed(self) } else { Cow::Owned(Self::List(fitted.into_iter().map(Cow::into_owned).collect())) })
            }
            (Self::Record(fields), Type::Record(types)) => {
                let fitted: Vec<_> = types
                    .iter()
                    .filter_map(|(name, ty)| fields.get(name).map(|value| value.fit(ty).map(|value| (name, value))))
                    .collect::<Option<_>>()?;
                let same = fitted.iter().all(|(_, value)| matches!(value, Cow::Borrowed(_)));
                let owned = || fitted.iter().map(|(name, value)| ((*name).clone(), value.clone().into_owned())).collect();
                Some(if same { Cow::Borrowed(self) } else { Cow::Owned(Self::Record(owned())) })
            }
            (Self::Null, _)
            | (Self::Bool(_), Type::Bool)
            | (Self::Int(_), Type::Int)
            | (Self::Decimal(_), Type::Decimal)
            | (Self::Text(_), Type::Text)
            | (Self::Date(_), Type::Date)
            | (Self::Timestamp(_), Type::Timestamp) => Some(Cow::Borrowed(self)),
            _ => None,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(‹personal›)",
            Self::Int(_) => "Int(‹personal›)",
            Self::Decimal(_) => "Decimal(‹personal›)",
            Self::Text(_) => "Text(‹personal›)",
            Self::Date(_) => "Date(‹personal›)",
            Self::Timestamp(_) => "Timestamp(‹personal›)",
            Self::List(_) => "List(‹personal›)",
            Self::Record(_) => "Record(‹personal›)",
        })
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Timestamp(value)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_never_shows_in_debug() {
        let secret = Value::List(vec![Value::from("Martin"), Value::from(42)]);
        let shown = format!("{secret:?} {:?}", Value::from("Martin"));
        assert!(!shown.contains("Martin") && !shown.contains("42"), "{shown}");
    }

    #[test]
    fn whole_numbers_fit_where_decimals_are_expected_however_deep() {
        let wanted = Type::record([("prix".to_owned(), Type::list(Type::Decimal))]);
        let given = Value::Record([("prix".to_owned(), Value::List(vec![2.into(), Value::Decimal(500_000), Value::Null]))].into());
        let fitted =
            Value::Record([("prix".to_owned(), Value::List(vec![Value::Decimal(2_000_000), Value::Decimal(500_000), Value::Null]))].into());
        assert!(given.fit(&wanted).unwrap().as_ref() == &fitted);
        assert!(Value::from("2").fit(&Type::Int).is_none());
        assert!(Value::from(i64::MAX).fit(&Type::Decimal).is_none());
    }
}
