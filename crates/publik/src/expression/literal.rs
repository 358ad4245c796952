//! Values known while translating, and how our formulas write them.

use jiff::civil::Date;
use kernel::text::slugged;

/// A value written in an expression or in the options of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    /// As digits, with a point.
    Number(String),
    Bool(bool),
    Nothing,
    List(Vec<String>),
}

impl Literal {
    /// As Django prints it.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Bool(yes) => if *yes { "True" } else { "False" }.to_owned(),
            Self::Nothing => String::new(),
            Self::List(items) => items.join(", "),
        }
    }

    /// As Django takes it in a condition.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(_) => self.number().is_some_and(|number| number != 0),
            Self::Bool(yes) => *yes,
            Self::Nothing => false,
            Self::List(items) => !items.is_empty(),
        }
    }

    /// The number it says, in millionths.
    pub fn number(&self) -> Option<i128> {
        let text = match self {
            Self::Text(text) | Self::Number(text) => text.trim().replace(',', "."),
            _ => return None,
        };
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let sound = is_number(whole) && is_number(decimals) && !whole.is_empty() && whole.len() <= 12 && decimals.len() <= 6;
        sound.then(|| format!("{whole}{decimals:0<6}").parse::<i128>().ok()).flatten().map(|number| sign * number)
    }

    /// The day it says: `2026-05-03` or `03/05/2026`.
    pub fn date(&self) -> Option<Date> {
        let Self::Text(text) = self else { return None };
        let text = text.trim();
        if text.len() == 10 && text.is_char_boundary(4) && text.as_bytes().get(4) == Some(&b'-') {
            return text.parse().ok();
        }
        let mut parts = text.split('/').map(|part| part.parse::<i16>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().filter(|_| parts.next().is_none() && year > 1000)
    }

    /// Through a filter of texts; `None` when the filter is another.
    pub fn filtered(&self, filter: &str) -> Option<Self> {
        Some(match filter {
            "lower" => Self::Text(self.text().to_lowercase()),
            "upper" => Self::Text(self.text().to_uppercase()),
            "strip" | "trim" => Self::Text(self.text().trim().to_owned()),
            "slugify" => Self::Text(slugged(&self.text())),
            _ => return None,
        })
    }
}

/// A text as our formulas write it.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

/// Several texts as a list of our formulas.
pub(crate) fn quoted_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// A number in millionths as our formulas write it.
pub(crate) fn plain(millionths: i128) -> String {
    let (whole, rest) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
    let sign = if millionths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:06}").trim_end_matches('0').to_owned() }
}
