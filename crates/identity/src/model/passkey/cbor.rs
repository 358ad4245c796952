//! The part of CBOR (RFC 8949) that authenticators write: definite lengths, no
//! tags, no fractions. Any bytes are read or refused in bounded time.

/// How deep things may be inside others.
const DEEPEST: u8 = 8;

/// A value; texts and bytes are borrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(Vec<Self>),
    Map(Vec<(Self, Self)>),
    Bool(bool),
    Null,
}

/// Reads bytes that are one value, whole.
pub(super) fn read(bytes: &[u8]) -> Option<Value<'_>> {
    let mut reader = Reader(bytes);
    reader.value(0).filter(|_| reader.0.is_empty())
}

/// How many bytes the first value takes.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let mut reader = Reader(bytes);
    reader.value(0)?;
    Some(bytes.len() - reader.0.len())
}

impl<'a> Value<'a> {
    pub(super) fn get_text(&self, key: &str) -> Option<&Self> {
        self.get(|known| *known == Value::Text(key))
    }
    pub(super) fn get_int(&self, key: i64) -> Option<&Self> {
        self.get(|known| *known == Value::Int(key))
    }
    pub(super) const fn int(&self) -> Option<i64> {
        if let Self::Int(int) = self { Some(*int) } else { None }
    }
    pub(super) const fn bytes(&self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }
    fn get(&self, is_key: impl Fn(&Value<'a>) -> bool) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(key, _)| is_key(key)).map(|(_, value)| value)
    }
}

/// What remains to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u8) -> Option<Value<'a>> {
        if depth > DEEPEST {
            return None;
        }
        let first = *self.take(1)?.first()?;
        let argument = self.argument(first & 31)?;
        match first >> 5 {
            0 => i64::try_from(argument).ok().map(Value::Int),
            1 => i64::try_from(argument).ok().map(|positive| Value::Int(-1 - positive)),
            2 => self.take(usize::try_from(argument).ok()?).map(Value::Bytes),
            3 => std::str::from_utf8(self.take(usize::try_from(argument).ok()?)?).ok().map(Value::Text),
            4 => (0..self.count(argument)?).map(|_| self.value(depth + 1)).collect::<Option<_>>().map(Value::Array),
            5 => {
                let entry = |reader: &mut Self| Some((reader.value(depth + 1)?, reader.value(depth + 1)?));
                (0..self.count(argument)?).map(|_| entry(self)).collect::<Option<_>>().map(Value::Map)
            }
            7 => match first & 31 {
                20 => Some(Value::Bool(false)),
                21 => Some(Value::Bool(true)),
                22 => Some(Value::Null),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number that follows the first byte (RFC 8949 §3).
    fn argument(&mut self, short: u8) -> Option<u64> {
        let width = match short {
            0..=23 => return Some(u64::from(short)),
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        Some(self.take(width)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// A number of items: each takes a byte at least, so more are a lie.
    fn count(&self, argument: u64) -> Option<usize> {
        usize::try_from(argument).ok().filter(|count| *count <= self.0.len())
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}
