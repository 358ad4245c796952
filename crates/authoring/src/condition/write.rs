//! From menus to an expression.

use super::{Comparison, Condition, Reads, Test, Value};
use crate::formula::quoted;

/// The variable of the items of a list.
pub(super) const ITEM: &str = "e";

/// The expression of a condition. A comparison with a value that does not go
/// with it (a menu sent half filled) gives an expression that the linter refuses.
pub fn to_expression(condition: &Condition) -> String {
    write(&condition.clone().normal())
}

/// A condition without useless groups.
fn write(condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " && ", "true", |part| matches!(part, Condition::Any(_))),
        Condition::Any(parts) => joined(parts, " || ", "false", |part| matches!(part, Condition::All(_))),
        Condition::Test(test) => self::test(test),
    }
}

fn joined(parts: &[Condition], by: &str, none: &str, looser: impl Fn(&Condition) -> bool) -> String {
    match parts {
        [] => none.to_owned(),
        parts => {
            let one = |part: &Condition| {
                let written = write(part);
                if looser(part) && has_several(part) { format!("({written})") } else { written }
            };
            parts.iter().map(one).collect::<Vec<_>>().join(by)
        }
    }
}

fn has_several(group: &Condition) -> bool {
    matches!(group, Condition::All(parts) | Condition::Any(parts) if parts.len() > 1)
}

fn test(test: &Test) -> String {
    through(test.path.steps(), None, test)
}

/// Opens one list after the other, then compares.
fn through(steps: &[Reads], outer: Option<&str>, test: &Test) -> String {
    let position = steps.iter().position(|step| matches!(step, Reads::Items(_)));
    let (here, rest) = steps.split_at(position.map_or(steps.len(), |position| position + 1));
    let names = here.iter().map(|step| match step {
        Reads::Name(name) | Reads::Items(name) => name.as_str(),
    });
    let operand = outer.into_iter().chain(names).collect::<Vec<_>>().join(".");
    if position.is_none() {
        return compared(&operand, test.comparison, &test.value);
    }
    // a list inside a list needs another variable
    let variable = outer.map_or_else(|| ITEM.to_owned(), |outer| format!("{outer}{ITEM}"));
    let inside = through(rest, Some(&variable), test);
    format!("{operand}.exists({variable}, {inside})")
}

fn compared(operand: &str, comparison: Comparison, value: &Value) -> String {
    use Comparison as C;
    match comparison {
        C::OneOf => format!("{operand} in {}", self::value(value)),
        C::NoneOf => format!("!({operand} in {})", self::value(value)),
        C::Yes => operand.to_owned(),
        C::No => format!("!{operand}"),
        C::Answered => format!("has({operand})"),
        C::NotAnswered => format!("!has({operand})"),
        C::Contains => format!("{operand}.contains({})", self::value(value)),
        C::NotContains => format!("!{operand}.contains({})", self::value(value)),
        C::Includes => format!("{} in {operand}", self::value(value)),
        C::Excludes => format!("!({} in {operand})", self::value(value)),
        C::AgeAtLeast => format!("age({operand}) >= {}", self::value(value)),
        C::AgeBelow => format!("age({operand}) < {}", self::value(value)),
        C::CountAtLeast => format!("size({operand}) >= {}", self::value(value)),
        C::CountBelow => format!("size({operand}) < {}", self::value(value)),
        C::Is | C::IsNot | C::Equal | C::Different | C::Less | C::AtMost | C::Greater | C::AtLeast => {
            format!("{operand} {} {}", comparison.sign().unwrap_or_default(), self::value(value))
        }
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::None => "null".to_owned(),
        Value::Text(text) => quoted(text),
        Value::Texts(texts) => format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")),
        Value::Number(number) => number.clone(),
        Value::Count(count) => count.to_string(),
        Value::Day(day) => format!("date('{day}')"),
        Value::Today => "today()".to_owned(),
        Value::Days(days) => format!("add_days(today(), {days})"),
        Value::WorkingDays(days) => format!("add_working_days(today(), {days})"),
    }
}
