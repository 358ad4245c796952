//! Computes a checked expression. Always ends: loops follow lists, recursion
//! follows the tree, and a budget of steps covers the rest.
//!
//! Absence is three-valued: an operator on something absent gives an absent
//! value, except that `x == null` and `has(x)` answer, and that `&&`, `||`,
//! `exists` and `all` answer as soon as one side settles them. That side also
//! outweighs an error of the other, in either order, as in CEL.

mod loops;
mod verdict;

use std::borrow::Cow;

use crate::{
    EvalError, Today, Type, Value, Values,
    ast::{Arithmetic, Comparison},
    check::Plan,
    compute::compute,
    functions::{Context, Function},
    plan::{Node, Step},
    steps::Steps,
};
use verdict::Verdict;

type Outcome<'a> = Result<Cow<'a, Value>, EvalError>;

/// The value of a plan.
pub(crate) fn eval(plan: &Plan, values: &Values, today: Today) -> Result<Value, EvalError> {
    let read = |(name, ty): &(String, Type)| match values.get(name) {
        Some(value) => value.fit(ty).ok_or_else(|| EvalError::WrongType(name.clone())),
        None => Ok(Cow::Owned(Value::Null)),
    };
    let names = plan.reads.iter().map(read).collect::<Result<_, _>>()?;
    let mut evaluation = Evaluation { names, locals: Vec::new(), today, steps: Steps::new() };
    evaluation.node(&plan.root).map(Cow::into_owned)
}

struct Evaluation<'a> {
    names: Vec<Cow<'a, Value>>,
    locals: Vec<Cow<'a, Value>>,
    today: Today,
    steps: Steps,
}

const NULL: Cow<'static, Value> = Cow::Owned(Value::Null);

fn owned<'a>(value: Value) -> Outcome<'a> {
    Ok(Cow::Owned(value))
}

impl<'a> Evaluation<'a> {
    fn node(&mut self, node: &'a Node) -> Outcome<'a> {
        self.steps.spend(1)?;
        match &node.kind {
            Step::Literal(value) => Ok(Cow::Borrowed(value)),
            Step::Name(rank, _) => self.copied(|e| e.names.get(*rank)),
            Step::Local(rank) => self.copied(|e| e.locals.get(*rank)),
            Step::List(nodes) => {
                let items = nodes.iter().map(|node| self.node(node).map(Cow::into_owned)).collect::<Result<_, _>>()?;
                owned(Value::List(items))
            }
            Step::Member(owner, name) => Ok(field(self.node(owner)?, name)),
            Step::Index(list, rank) => self.index(list, rank),
            Step::Not(operand) => Ok(match *self.node(operand)? {
                Value::Bool(yes) => Cow::Owned(Value::Bool(!yes)),
                _ => NULL,
            }),
            Step::Negate(operand) => self.negate(operand),
            Step::And(nodes) => self.settled(nodes, false),
            Step::Or(nodes) => self.settled(nodes, true),
            Step::IsAbsent(operand) => owned(Value::Bool(*self.node(operand)? == Value::Null)),
            Step::IsPresent(operand) => owned(Value::Bool(self.node(operand)?.is_present())),
            Step::Compare(comparison, a, b) => {
                let comparison = *comparison;
                self.binary(a, b, |a, b| Ok(compared(comparison, a, b)))
            }
            Step::Compute(arithmetic, a, b) => {
                let arithmetic: Arithmetic = *arithmetic;
                self.binary(a, b, |a, b| compute(arithmetic, a, b))
            }
            Step::In(item, list) => self.binary(item, list, |item, list| match list {
                Value::List(items) => Ok(Value::Bool(items.contains(item))),
                _ => Ok(Value::Null),
            }),
            Step::Choice(condition, yes, no) => match *self.node(condition)? {
                Value::Bool(true) => self.node(yes),
                Value::Bool(false) => self.node(no),
                _ => Ok(NULL),
            },
            Step::Call(function, args) => self.call(function, args),
            Step::Loop(kind, list, body) => self.repeat(*kind, list, body),
            Step::Widen(operand) => {
                let value = self.node(operand)?;
                self.steps.walk(&value)?;
                let widened = value.fit(&node.ty).ok_or(EvalError::Overflow)?;
                owned(widened.into_owned())
            }
        }
    }

    /// A name's value; what had to be widened is copied, and pays for it.
    fn copied(&mut self, find: impl Fn(&Self) -> Option<&Cow<'a, Value>>) -> Outcome<'a> {
        // invariant: the checker only makes ranks that exist
        let value = find(self).cloned().unwrap_or(NULL);
        if let Cow::Owned(value) = &value {
            self.steps.walk(value)?;
        }
        Ok(value)
    }

    fn index(&mut self, list: &'a Node, rank: &'a Node) -> Outcome<'a> {
        let (list, rank) = (self.node(list)?, self.node(rank)?);
        let Value::Int(rank) = *rank else { return Ok(NULL) };
        let Ok(rank) = usize::try_from(rank) else { return Ok(NULL) };
        Ok(match list {
            Cow::Borrowed(Value::List(items)) => items.get(rank).map_or(NULL, Cow::Borrowed),
            Cow::Owned(Value::List(items)) => items.into_iter().nth(rank).map_or(NULL, Cow::Owned),
            _ => NULL,
        })
    }

    fn negate(&mut self, operand: &'a Node) -> Outcome<'a> {
        let opposite = |n: i64| n.checked_neg().ok_or(EvalError::Overflow);
        match *self.node(operand)? {
            Value::Int(n) => owned(Value::Int(opposite(n)?)),
            Value::Decimal(n) => owned(Value::Decimal(opposite(n)?)),
            _ => Ok(NULL),
        }
    }

    fn binary(&mut self, a: &'a Node, b: &'a Node, operator: impl Fn(&Value, &Value) -> Result<Value, EvalError>) -> Outcome<'a> {
        let (a, b) = (self.node(a)?, self.node(b)?);
        if *a == Value::Null || *b == Value::Null {
            return Ok(NULL);
        }
        self.steps.walk(&a)?;
        self.steps.walk(&b)?;
        operator(&a, &b).and_then(owned)
    }

    /// `&&` (settled by false) and `||` (settled by true).
    fn settled(&mut self, nodes: &'a [Node], settling: bool) -> Outcome<'a> {
        let mut verdict = Verdict::new(settling);
        for node in nodes {
            let answer = self.node(node);
            if verdict.hears(answer) {
                break;
            }
        }
        verdict.end().and_then(owned)
    }

    fn call(&mut self, function: &Function, args: &'a [Node]) -> Outcome<'a> {
        let args = args.iter().map(|arg| self.node(arg)).collect::<Result<Vec<_>, _>>()?;
        let args: Vec<&Value> = args.iter().map(|arg| &**arg).collect();
        if args.contains(&&Value::Null) {
            return Ok(NULL);
        }
        args.iter().try_for_each(|arg| self.steps.walk(arg))?;
        (function.run)(&mut Context { today: self.today, steps: &mut self.steps }, &args).and_then(owned)
    }
}

fn field<'a>(owner: Cow<'a, Value>, name: &str) -> Cow<'a, Value> {
    match owner {
        Cow::Borrowed(Value::Record(fields)) => fields.get(name).map_or(NULL, Cow::Borrowed),
        Cow::Owned(Value::Record(mut fields)) => fields.remove(name).map_or(NULL, Cow::Owned),
        _ => NULL,
    }
}

fn compared(comparison: Comparison, a: &Value, b: &Value) -> Value {
    let holds = match comparison {
        Comparison::Equal => Some(a == b),
        Comparison::Different => Some(a != b),
        Comparison::Less => a.order(b).map(|order| order.is_lt()),
        Comparison::LessOrEqual => a.order(b).map(|order| order.is_le()),
        Comparison::Greater => a.order(b).map(|order| order.is_gt()),
        Comparison::GreaterOrEqual => a.order(b).map(|order| order.is_ge()),
    };
    holds.map_or(Value::Null, Value::Bool)
}
