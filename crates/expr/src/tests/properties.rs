//! Nothing typed, and nothing answered, makes a panic.

use jiff::{Timestamp, civil::Date};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::select,
};

use super::{scope, today};
use crate::{Expr, Scope, Type, Value, Values, sentence};

/// Formulas that reach every function, to be run on any values.
const FORMULAS: [&str; 30] = [
    "n + m * n - m / n % m",
    "-n < m && n >= m || n != m",
    "d + n * d - d / n % d",
    "-d <= d ? d : n",
    "int(d) + int(t) + int(n)",
    "decimal(t) + decimal(n)",
    "t + string(n) + string(d) + string(b) + string(j) + string(i) + string(t)",
    "t.contains(t) || t.startsWith('a') || t.endsWith(t)",
    "t.lower() + t.upper() + t.trim()",
    "size(t) + size(l) + size(r.l)",
    "date(t) < date(i) || date(j) == j",
    "today() > j && now() < i",
    "age(j) + age_on(j, today())",
    "add_days(j, n)",
    "add_months(j, n)",
    "add_years(j, n)",
    "add_working_days(j, n)",
    "add_working_days(j, n % 400)",
    "is_working_day(j) || is_holiday(j)",
    "days_between(j, today()) + days_between(today(), j)",
    "working_days_between(j, today()) + working_days_between(today(), j)",
    "year(j) * month(j) + day(j) - weekday(j)",
    "min(l) + max(l) + sum(l)",
    "sum(l.map(x, x * d)) + [d, n].max()",
    "l.filter(x, x > n).map(x, x / m)",
    "l.exists(x, x / n == 1) && l.all(x, x in l)",
    "l[n] + l[0] + [n, m, d][m]",
    "l + l == l && n in l",
    "has(r) || has(r.t) && r.l[0] != null && b == null",
    "b ? r.t : null",
];

fn small_scope() -> Scope {
    let record = Type::record([("t".to_owned(), Type::Text), ("l".to_owned(), Type::list(Type::Int))]);
    [
        ("b", Type::Bool),
        ("n", Type::Int),
        ("m", Type::Int),
        ("d", Type::Decimal),
        ("t", Type::Text),
        ("j", Type::Date),
        ("i", Type::Timestamp),
        ("l", Type::list(Type::Int)),
        ("r", record),
    ]
    .into_iter()
    .fold(Scope::new(), |scope, (name, ty)| scope.with(name, ty))
}

fn numbers() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -20..20_i64, select(vec![i64::MIN, i64::MAX, 0, -1])]
}

/// Any value of a type, absent one time in eight.
fn value_of(ty: &Type) -> BoxedStrategy<Value> {
    let present = match ty {
        Type::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Type::Int => numbers().prop_map(Value::Int).boxed(),
        Type::Decimal => prop_oneof![numbers().prop_map(Value::Decimal), numbers().prop_map(Value::Int)].boxed(),
        Type::Text => ".{0,12}|[0-9]{1,3}|20[0-9]{2}-0[1-9]-[0-3][0-9]".prop_map(Value::Text).boxed(),
        Type::Date => (-9_999..=9_999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| Value::Date(Date::constant(y, m, d))).boxed(),
        Type::Timestamp => (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second())
            .prop_map(|s| Value::Timestamp(Timestamp::from_second(s).unwrap()))
            .boxed(),
        Type::List(item) => vec(value_of(item), 0..6).prop_map(Value::List).boxed(),
        Type::Record(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, ty)| {
                    value_of(ty).prop_map({
                        let name = name.clone();
                        move |value| (name.clone(), value)
                    })
                })
                .collect();
            fields.prop_map(|fields| Value::Record(fields.into_iter().collect())).boxed()
        }
        Type::Null => Just(Value::Null).boxed(),
    };
    prop_oneof![7 => present, 1 => Just(Value::Null)].boxed()
}

fn all_values() -> impl Strategy<Value = Values> {
    let fields = Type::record(small_scope().iter().map(|(name, ty)| (name.to_owned(), ty.clone())));
    value_of(&fields).prop_map(|value| match value {
        Value::Record(fields) => fields,
        _ => Values::new(),
    })
}

/// Values of any shape, for names that announce another.
fn any_values() -> impl Strategy<Value = Values> {
    let types = small_scope().iter().map(|(_, ty)| value_of(ty)).collect::<Vec<_>>();
    btree_map("[bnmdtjilr]", proptest::strategy::Union::new(types), 0..9)
}

fn words() -> impl Strategy<Value = String> {
    let words = vec![
        "accord",
        "commune",
        "notes",
        "enfants",
        "e",
        "prenom",
        "naissance",
        "revenu",
        "1",
        "2.5",
        "'a'",
        "null",
        "true",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "==",
        "<",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "/",
        "?",
        ":",
        "in",
        "has",
        "exists",
        "map",
        "size",
        "date",
        "age",
    ];
    vec(select(words), 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_source_makes_a_panic(source in prop_oneof![".{0,80}", words()]) {
        match Expr::compile(&source, &scope()) {
            Ok(expr) => drop((expr.eval(&super::values(), today()), sentence(&expr, &str::to_owned))),
            Err(mistakes) => {
                prop_assert!(!mistakes.is_empty());
                for mistake in mistakes {
                    prop_assert!(source.get(mistake.at.clone()).is_some(), "{:?}", mistake);
                }
            }
        }
    }

    #[test]
    fn no_values_make_a_panic_and_results_have_the_announced_type(source in select(&FORMULAS[..]), values in all_values()) {
        let expr = Expr::compile(source, &small_scope()).unwrap();
        if let Ok(value) = expr.eval(&values, today()) {
            let fitted = value.fit(expr.result()).map(|fitted| fitted.as_ref() == &value);
            prop_assert_eq!(fitted, Some(true), "{}", source);
        }
    }

    #[test]
    fn wrong_values_are_errors(source in select(&FORMULAS[..]), values in any_values()) {
        drop(Expr::compile(source, &small_scope()).unwrap().eval(&values, today()));
    }

    #[test]
    fn working_days_counted_are_working_days_added(start in 0..4_000_i32, n in 0..400_i64) {
        let start = Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days(start)).unwrap();
        let scope = Scope::new().with("a", Type::Date).with("n", Type::Int);
        let values: Values = [("a".to_owned(), start.into()), ("n".to_owned(), n.into())].into();
        let count = Expr::compile("working_days_between(a, add_working_days(a, n))", &scope).unwrap();
        prop_assert!(count.eval(&values, today()) == Ok(Value::Int(n)));
    }
}

#[test]
fn every_function_is_in_a_formula() {
    for name in crate::functions::names() {
        assert!(FORMULAS.iter().any(|formula| formula.contains(&format!("{name}("))), "{name}");
    }
}
