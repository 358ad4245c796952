//! From an expression back to menus, when it says nothing more than they can.

use super::{Comparison, Condition, Operand, Path, Reads, Test, Value};
use crate::formula::{self, Node, Says};

/// The condition that an expression says; `None` when it goes beyond the menus,
/// or reads something else than what they offer.
pub fn from_expression(source: &str, operands: &[Operand]) -> Option<Condition> {
    let condition = Reader { operands }.condition(&formula::read(source)?, true)?;
    Some(condition.normal())
}

struct Reader<'o> {
    operands: &'o [Operand],
}

impl Reader<'_> {
    /// What a piece says, or the opposite when it is not `so`.
    fn condition(&self, node: &Node, so: bool) -> Option<Condition> {
        match &node.says {
            Says::Bool(yes) => Some(if *yes == so { Condition::All(vec![]) } else { Condition::Any(vec![]) }),
            Says::Not(inner) => self.condition(inner, !so),
            // not (a and b) is: not a, or not b
            Says::And(parts) => self.all(parts, so).map(if so { Condition::All } else { Condition::Any }),
            Says::Or(parts) => self.all(parts, so).map(if so { Condition::Any } else { Condition::All }),
            _ => self.test(node, so),
        }
    }

    fn all(&self, parts: &[Node], so: bool) -> Option<Vec<Condition>> {
        parts.iter().map(|part| self.condition(part, so)).collect()
    }

    fn test(&self, node: &Node, so: bool) -> Option<Condition> {
        let (path, comparison, value) = if so { read(node, None)? } else { opposite(read(node, None)?)? };
        let operand = self.operands.iter().find(|operand| operand.path == path)?;
        let offered = Comparison::offered(operand.kind).contains(&comparison) && goes_with(operand, &value);
        offered.then_some(Condition::Test(Test { path, comparison, value }))
    }
}

/// A number is not compared with a day.
fn goes_with(operand: &Operand, value: &Value) -> bool {
    use super::OperandKind as K;
    match value {
        Value::Number(_) => matches!(operand.kind, K::Number | K::Amount),
        Value::Day(_) | Value::Today | Value::Days(_) | Value::WorkingDays(_) => operand.kind == K::Date,
        // an answer that is no longer offered cannot be shown in a menu
        Value::Text(text) => operand.values.is_empty() || operand.values.iter().any(|(value, _)| value == text),
        Value::Texts(texts) => texts.iter().all(|text| operand.values.iter().any(|(value, _)| value == text)),
        Value::None | Value::Count(_) => true,
    }
}

type Compared = (Path, Comparison, Value);

/// « No child has » is not « one child has not ».
fn opposite((path, comparison, value): Compared) -> Option<Compared> {
    (!path.goes_through_items()).then(|| (path, comparison.opposite(), value))
}

/// One comparison; inside a list, on the item named `item`.
fn read(node: &Node, item: Option<&str>) -> Option<Compared> {
    match &node.says {
        Says::Not(inner) => opposite(read(inner, item)?),
        Says::Name(_) | Says::Member(..) => Some((path(node, item)?, Comparison::Yes, Value::None)),
        Says::Call(word, args) => match (word.text.as_str(), args.as_slice()) {
            ("has", [operand]) => Some((path(operand, item)?, Comparison::Answered, Value::None)),
            ("contains", [operand, Node { says: Says::Text(text), .. }]) => {
                Some((path(operand, item)?, Comparison::Contains, Value::Text(text.clone())))
            }
            ("exists", [list, Node { says: Says::Name(variable), .. }, body]) => {
                let (inside, comparison, value) = read(body, Some(variable))?;
                Some((through(path(list, item)?, inside)?, comparison, value))
            }
            _ => None,
        },
        Says::Between("in", a, b) => membership(a, b, item),
        Says::Between(sign, a, b) => compared(sign, a, b, item),
        _ => None,
    }
}

/// The way to a list, then from its items on.
fn through(list: Path, inside: Path) -> Option<Path> {
    let mut steps = list.0;
    let Some(Reads::Name(name)) = steps.pop() else { return None };
    steps.push(Reads::Items(name));
    steps.extend(inside.0);
    Some(Path(steps))
}

/// The way to a value. Inside a list everything must be read from its item.
fn path(node: &Node, item: Option<&str>) -> Option<Path> {
    let mut names = names(node)?;
    if let Some(item) = item {
        if names.first().map(String::as_str) != Some(item) || names.len() < 2 {
            return None;
        }
        names.remove(0);
    }
    Some(Path(names.into_iter().map(Reads::Name).collect()))
}

fn names(node: &Node) -> Option<Vec<String>> {
    match &node.says {
        Says::Name(name) => Some(vec![name.clone()]),
        Says::Member(owner, word) => {
            let mut names = names(owner)?;
            names.push(word.text.clone());
            Some(names)
        }
        _ => None,
    }
}

fn membership(a: &Node, b: &Node, item: Option<&str>) -> Option<Compared> {
    match (&a.says, &b.says) {
        (_, Says::List(values)) => {
            let text = |node: &Node| if let Says::Text(text) = &node.says { Some(text.clone()) } else { None };
            let texts = values.iter().map(text).collect::<Option<_>>()?;
            Some((path(a, item)?, Comparison::OneOf, Value::Texts(texts)))
        }
        (Says::Text(text), _) => Some((path(b, item)?, Comparison::Includes, Value::Text(text.clone()))),
        _ => None,
    }
}

fn compared(sign: &str, a: &Node, b: &Node, item: Option<&str>) -> Option<Compared> {
    let comparison = Comparison::of_sign(sign)?;
    if let Says::Call(word, args) = &a.says
        && let [operand] = args.as_slice()
    {
        let (at_least, below) = match word.text.as_str() {
            "age" => (Comparison::AgeAtLeast, Comparison::AgeBelow),
            "size" => (Comparison::CountAtLeast, Comparison::CountBelow),
            _ => return None,
        };
        let count = whole(b)?;
        let (comparison, count) = match comparison {
            Comparison::AtLeast => (at_least, count),
            Comparison::Less => (below, count),
            Comparison::Greater => (at_least, count.checked_add(1)?),
            Comparison::AtMost => (below, count.checked_add(1)?),
            _ => return None,
        };
        return Some((path(operand, item)?, comparison, Value::Count(count)));
    }
    let path = path(a, item)?;
    match (&b.says, comparison) {
        (Says::Text(text), Comparison::Equal) => Some((path, Comparison::Is, Value::Text(text.clone()))),
        (Says::Text(text), Comparison::Different) => Some((path, Comparison::IsNot, Value::Text(text.clone()))),
        (Says::Bool(yes), Comparison::Equal | Comparison::Different) => {
            let yes = *yes == (comparison == Comparison::Equal);
            Some((path, if yes { Comparison::Yes } else { Comparison::No }, Value::None))
        }
        _ => Some((path, comparison, value(b)?)),
    }
}

fn value(node: &Node) -> Option<Value> {
    match &node.says {
        Says::Number(number) => Value::number(number),
        Says::Call(word, args) => match (word.text.as_str(), args.as_slice()) {
            ("today", []) => Some(Value::Today),
            ("date", [Node { says: Says::Text(text), .. }]) if text.len() == "2026-05-01".len() => text.parse().ok().map(Value::Day),
            ("add_days", [from, days]) if is_today(from) => integer(days).map(Value::Days),
            ("add_working_days", [from, days]) if is_today(from) => integer(days).map(Value::WorkingDays),
            _ => None,
        },
        _ => None,
    }
}

fn is_today(node: &Node) -> bool {
    matches!(&node.says, Says::Call(word, args) if word.text == "today" && args.is_empty())
}

fn integer(node: &Node) -> Option<i32> {
    if let Says::Number(number) = &node.says { number.parse().ok() } else { None }
}

fn whole(node: &Node) -> Option<u32> {
    if let Says::Number(number) = &node.says { number.parse().ok() } else { None }
}
