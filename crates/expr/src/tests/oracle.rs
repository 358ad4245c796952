//! The common subset means what CEL means: random well-typed formulas give the
//! same result here and in an independent implementation.

use std::sync::Arc;

use proptest::prelude::*;

use super::{shown, today};
use crate::{Expr, Scope, Type, Value, Values};

fn scope() -> Scope {
    Scope::new().with("n", Type::Int).with("t", Type::Text).with("b", Type::Bool).with("l", Type::list(Type::Int))
}

fn values() -> Values {
    [("n", Value::from(7)), ("t", Value::from("bron")), ("b", Value::from(true)), ("l", Value::from(vec![1, 2, 3]))]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// « error » stands for any error. Nothing for loops inside loops, which only
/// we refuse.
fn ours(source: &str) -> Option<String> {
    match Expr::compile(source, &scope()) {
        Ok(expr) => Some(expr.eval(&values(), today()).map_or_else(|_| "error".to_owned(), |value| shown(&value))),
        Err(mistakes) if mistakes.iter().all(|mistake| mistake.message.contains("trop long")) => None,
        Err(mistakes) => panic!("{source}: {mistakes:?}"),
    }
}

fn theirs(source: &str) -> String {
    let env = Arc::new(cel::Env::stdlib());
    let program = env.compile(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let mut context = cel::Context::with_env(env);
    context.add_variable_from_value("n", 7_i64);
    context.add_variable_from_value("t", "bron");
    context.add_variable_from_value("b", true);
    context.add_variable_from_value("l", vec![1_i64, 2, 3]);
    program.execute(&context).map_or_else(|_| "error".to_owned(), |value| shown(&converted(&value)))
}

fn converted(value: &cel::Value) -> Value {
    match value {
        cel::Value::Bool(yes) => Value::Bool(*yes),
        cel::Value::Int(n) => Value::Int(*n),
        cel::Value::String(text) => Value::Text(text.to_string()),
        cel::Value::List(items) => Value::List(items.iter().map(converted).collect()),
        other => panic!("not in the common subset: {other:?}"),
    }
}

fn binary(operand: BoxedStrategy<String>, operators: &'static [&'static str]) -> BoxedStrategy<String> {
    (operand.clone(), proptest::sample::select(operators), operand).prop_map(|(a, operator, b)| format!("{a} {operator} {b}")).boxed()
}

fn grouped(operand: BoxedStrategy<String>) -> BoxedStrategy<String> {
    operand.prop_map(|operand| format!("({operand})")).boxed()
}

fn ints(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![(0..10_i64).prop_map(|n| n.to_string()), Just("n".to_owned()), Just("9223372036854775807".to_owned())];
    if depth == 0 {
        return leaf.boxed();
    }
    prop_oneof![
        leaf,
        binary(ints(depth - 1), &["+", "-", "*", "/", "%"]),
        grouped(ints(depth - 1)),
        grouped(ints(depth - 1)).prop_map(|a| format!("-{a}")),
        texts(depth - 1).prop_map(|t| format!("size({t})")),
        lists(depth - 1).prop_map(|l| format!("({l}).size()")),
        (bools(depth - 1), ints(depth - 1), ints(depth - 1)).prop_map(|(c, a, b)| format!("(({c}) ? {a} : {b})")),
    ]
    .boxed()
}

fn texts(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![Just("t".to_owned()), "[a-z]{0,3}".prop_map(|text| format!("'{text}'")), Just(r#""l'été\n""#.to_owned())];
    if depth == 0 {
        return leaf.boxed();
    }
    prop_oneof![leaf, binary(texts(depth - 1), &["+"])].boxed()
}

fn lists(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![Just("l".to_owned()), Just("[]".to_owned())];
    if depth == 0 {
        return leaf.boxed();
    }
    prop_oneof![
        leaf,
        proptest::collection::vec(ints(depth - 1), 1..4).prop_map(|items| format!("[{}]", items.join(", "))),
        binary(lists(depth - 1), &["+"]),
        ints(depth - 1).prop_map(|body| format!("l.map(x, {body} + x)")),
        ints(depth - 1).prop_map(|body| format!("l.filter(x, {body} < x)")),
    ]
    .boxed()
}

fn bools(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![Just("true".to_owned()), Just("false".to_owned()), Just("b".to_owned())];
    if depth == 0 {
        return leaf.boxed();
    }
    prop_oneof![
        leaf,
        binary(bools(depth - 1), &["&&", "||"]),
        binary(grouped(bools(depth - 1)), &["==", "!="]),
        grouped(bools(depth - 1)),
        grouped(bools(depth - 1)).prop_map(|a| format!("!{a}")),
        binary(ints(depth - 1), &["==", "!=", "<", "<=", ">", ">="]),
        binary(texts(depth - 1), &["==", "!=", "<", "<=", ">", ">="]),
        binary(lists(depth - 1), &["==", "!="]),
        (ints(depth - 1), lists(depth - 1)).prop_map(|(a, l)| format!("{a} in {l}")),
        (texts(depth - 1), texts(depth - 1))
            .prop_map(|(a, b)| format!("({a}).contains({b}) || ({a}).startsWith({b}) || ({a}).endsWith({b})")),
        (lists(depth - 1), ints(depth - 1)).prop_map(|(l, a)| format!("(l + {l}).exists(x, x == {a})")),
        (lists(depth - 1), ints(depth - 1)).prop_map(|(l, a)| format!("(l + {l}).all(x, x < {a})")),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn random_formulas_give_what_cel_gives(source in prop_oneof![bools(3), ints(3), texts(2), lists(2)]) {
        if let Some(ours) = ours(&source) {
            prop_assert_eq!(ours, theirs(&source), "{}", source);
        }
    }
}
