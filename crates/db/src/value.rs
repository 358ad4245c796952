//! Values that go into statements.

use kernel::{Cents, Id, Personal, Slug, Timestamp};
use serde::Serialize;
use uuid::Uuid;

/// An argument of a statement. Each case holds an option, because PostgreSQL
/// must know the type of a NULL.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Value {
    Bool(Option<bool>),
    Int(Option<i64>),
    Real(Option<f64>),
    Text(Option<String>),
    Uuid(Option<Uuid>),
    Json(Option<serde_json::Value>),
    Bytes(Option<Vec<u8>>),
}

/// A document kept as JSON in one column, typed in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doc<T>(pub T);

/// What can be an argument of a statement.
pub trait Bind {
    /// As an argument.
    fn bind(self) -> Value;
    /// A NULL of the same type.
    fn null() -> Value;
}

macro_rules! bind {
    ($($type:ty => $case:ident($from:expr);)*) => {
        $(impl Bind for $type {
            fn bind(self) -> Value {
                let from: fn(Self) -> _ = $from;
                Value::$case(Some(from(self)))
            }
            fn null() -> Value {
                Value::$case(None)
            }
        })*
    };
}

bind! {
    bool => Bool(|v| v);
    i64 => Int(|v| v);
    i32 => Int(i64::from);
    u32 => Int(i64::from);
    u8 => Int(i64::from);
    f64 => Real(|v| v);
    String => Text(|v| v);
    &str => Text(str::to_owned);
    &String => Text(Clone::clone);
    Slug => Text(|v| v.as_str().to_owned());
    &Slug => Text(|v| v.as_str().to_owned());
    Timestamp => Int(|v| v.as_microsecond());
    Cents => Int(|v| v.0);
    Uuid => Uuid(|v| v);
    serde_json::Value => Json(|v| v);
    Vec<u8> => Bytes(|v| v);
    &[u8] => Bytes(<[u8]>::to_vec);
}

impl<K> Bind for Id<K> {
    fn bind(self) -> Value {
        Value::Uuid(Some(self.uuid()))
    }
    fn null() -> Value {
        Value::Uuid(None)
    }
}

impl<T: Serialize> Bind for Doc<T> {
    fn bind(self) -> Value {
        // invariant: what we keep as documents are plain data, which always serialise
        Value::Json(Some(serde_json::to_value(self.0).unwrap_or(serde_json::Value::Null)))
    }
    fn null() -> Value {
        Value::Json(None)
    }
}

impl<T: Bind> Bind for Personal<T> {
    fn bind(self) -> Value {
        self.into_exposed().bind()
    }
    fn null() -> Value {
        T::null()
    }
}

impl<T: Bind> Bind for Option<T> {
    fn bind(self) -> Value {
        self.map_or_else(T::null, Bind::bind)
    }
    fn null() -> Value {
        T::null()
    }
}

/// The arguments of a statement, in the order of `$1`, `$2`…
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::Bind::bind($value)),*] };
}
