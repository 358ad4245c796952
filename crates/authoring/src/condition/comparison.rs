//! How something is compared, and with what.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::OperandKind;

/// A comparison of the menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// It is this answer, or this text.
    Is,
    /// It is another one.
    IsNot,
    /// It is one of these.
    OneOf,
    /// It is none of these.
    NoneOf,
    /// The same number or day.
    Equal,
    /// Another one.
    Different,
    /// Less, or before.
    Less,
    /// At most, or not after.
    AtMost,
    /// More, or after.
    Greater,
    /// At least, or not before.
    AtLeast,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Something was answered.
    Answered,
    /// Nothing was answered.
    NotAnswered,
    /// The text has these words in it.
    Contains,
    /// It has not.
    NotContains,
    /// This answer is among those chosen.
    Includes,
    /// It is not.
    Excludes,
    /// So many years have passed since this day, at least.
    AgeAtLeast,
    /// Fewer have.
    AgeBelow,
    /// There are so many of them, at least.
    CountAtLeast,
    /// There are fewer.
    CountBelow,
}

/// What something is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing: the comparison says all.
    #[default]
    None,
    /// A text, or an answer to choose.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
    /// A number, as expressions write it: `12.5`.
    Number(String),
    /// A number of years or of items.
    Count(u32),
    /// A day.
    Day(Date),
    /// The present day.
    Today,
    /// The present day and so many days; days past when negative.
    Days(i32),
    /// The same with working days.
    WorkingDays(i32),
}

use Comparison::*;

impl Comparison {
    /// Those that make sense for a kind of thing, the usual one first.
    pub fn offered(kind: OperandKind) -> &'static [Self] {
        match kind {
            OperandKind::Choice => &[Is, IsNot, OneOf, NoneOf, Answered, NotAnswered],
            OperandKind::Choices => &[Includes, Excludes, Answered, NotAnswered],
            OperandKind::Text => &[Is, IsNot, Contains, NotContains, Answered, NotAnswered],
            OperandKind::Number | OperandKind::Amount => &[Equal, Different, Less, AtMost, Greater, AtLeast, Answered, NotAnswered],
            OperandKind::Date => &[Less, AtMost, Greater, AtLeast, Equal, Different, AgeAtLeast, AgeBelow, Answered, NotAnswered],
            OperandKind::YesNo => &[Yes, No, Answered, NotAnswered],
            OperandKind::Block => &[CountAtLeast, CountBelow, Answered, NotAnswered],
            OperandKind::Other => &[Answered, NotAnswered],
        }
    }

    /// What the menu says for a kind of thing.
    pub fn label(self, kind: OperandKind) -> &'static str {
        let is_date = kind == OperandKind::Date;
        match self {
            Is => "est",
            IsNot => "n’est pas",
            OneOf => "est l’un de",
            NoneOf => "n’est aucun de",
            Equal if is_date => "est le",
            Different if is_date => "n’est pas le",
            Less if is_date => "est avant",
            AtMost if is_date => "n’est pas après",
            Greater if is_date => "est après",
            AtLeast if is_date => "n’est pas avant",
            Equal => "=",
            Different => "≠",
            Less => "<",
            AtMost => "≤",
            Greater => ">",
            AtLeast => "≥",
            Yes => "oui",
            No => "non",
            Answered => "a une réponse",
            NotAnswered => "n’a pas de réponse",
            Contains | Includes => "contient",
            NotContains | Excludes => "ne contient pas",
            AgeAtLeast => "âge\u{a0}: au moins",
            AgeBelow => "âge\u{a0}: moins de",
            CountAtLeast => "nombre\u{a0}: au moins",
            CountBelow => "nombre\u{a0}: moins de",
        }
    }

    /// Whether a value of this shape goes with it.
    pub fn takes(self, value: &Value) -> bool {
        match self {
            Is | IsNot | Contains | NotContains | Includes | Excludes => matches!(value, Value::Text(_)),
            OneOf | NoneOf => matches!(value, Value::Texts(_)),
            Equal | Different | Less | AtMost | Greater | AtLeast => {
                matches!(value, Value::Number(_) | Value::Day(_) | Value::Today | Value::Days(_) | Value::WorkingDays(_))
            }
            AgeAtLeast | AgeBelow | CountAtLeast | CountBelow => matches!(value, Value::Count(_)),
            Yes | No | Answered | NotAnswered => *value == Value::None,
        }
    }

    /// What holds when it does not.
    pub(super) fn opposite(self) -> Self {
        match self {
            Is => IsNot,
            IsNot => Is,
            OneOf => NoneOf,
            NoneOf => OneOf,
            Equal => Different,
            Different => Equal,
            Less => AtLeast,
            AtLeast => Less,
            AtMost => Greater,
            Greater => AtMost,
            Yes => No,
            No => Yes,
            Answered => NotAnswered,
            NotAnswered => Answered,
            Contains => NotContains,
            NotContains => Contains,
            Includes => Excludes,
            Excludes => Includes,
            AgeAtLeast => AgeBelow,
            AgeBelow => AgeAtLeast,
            CountAtLeast => CountBelow,
            CountBelow => CountAtLeast,
        }
    }

    /// The sign of expressions, for those that have one.
    pub(super) fn sign(self) -> Option<&'static str> {
        Some(match self {
            Is | Equal => "==",
            IsNot | Different => "!=",
            Less => "<",
            AtMost => "<=",
            Greater => ">",
            AtLeast => ">=",
            _ => return None,
        })
    }

    /// The comparison of two numbers or days that a sign writes.
    pub(super) fn of_sign(sign: &str) -> Option<Self> {
        [Equal, Different, Less, AtMost, Greater, AtLeast].into_iter().find(|comparison| comparison.sign() == Some(sign))
    }
}

impl Value {
    /// A number as people type it, « 12,5 », as expressions write it; `None` when it is none.
    pub fn number(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        let (sign, digits) = typed.strip_prefix('-').map_or(("", typed.as_str()), |digits| ("-", digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let decimals = decimals.trim_end_matches('0');
        if !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) || decimals.len() > 6 || whole.len() > 12 {
            return None;
        }
        let whole = if whole.trim_start_matches('0').is_empty() { "0" } else { whole.trim_start_matches('0') };
        let sign = if whole == "0" && decimals.is_empty() { "" } else { sign };
        Some(Self::Number(if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }))
    }
}
