//! What formulas mean, seen from those who write them.

mod dates;
mod diagnostics;
mod oracle;
mod properties;
mod sentences;

use jiff::civil::Date;

use crate::{Diagnostic, EvalError, Expr, Scope, Today, Type, Value, Values};

/// The fields of a small form.
fn scope() -> Scope {
    let child = Type::record([("prenom".to_owned(), Type::Text), ("naissance".to_owned(), Type::Date)]);
    Scope::new()
        .with("age_declare", Type::Int)
        .with("revenu", Type::Decimal)
        .with("commune", Type::Text)
        .with("accord", Type::Bool)
        .with("naissance", Type::Date)
        .with("depot", Type::Timestamp)
        .with("adresse", Type::record([("voie".to_owned(), Type::Text), ("code".to_owned(), Type::Int)]))
        .with("enfants", Type::list(child))
        .with("notes", Type::list(Type::Int))
        .with("jamais_repondu", Type::Bool)
        .with("jamais_compte", Type::Int)
}

fn values() -> Values {
    let child = |name: &str, birth: Date| {
        Value::Record([("prenom".to_owned(), Value::from(name)), ("naissance".to_owned(), Value::from(birth))].into())
    };
    let address =
        Value::Record([("voie".to_owned(), Value::from("rue de la République")), ("code".to_owned(), Value::from(69_500))].into());
    [
        ("age_declare", Value::from(42)),
        ("revenu", Value::Decimal(1_234_500_000)),
        ("commune", Value::from("Bron")),
        ("accord", Value::from(true)),
        ("naissance", Value::from(Date::constant(1984, 2, 29))),
        ("depot", Value::from("2026-04-30T23:30:00Z".parse::<jiff::Timestamp>().unwrap())),
        ("adresse", address),
        ("enfants", Value::List(vec![child("Ana", Date::constant(2024, 5, 1)), child("Léo", Date::constant(2015, 1, 2))])),
        ("notes", Value::from(vec![3, 1, 2])),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// Friday 1 May 2026 in Paris, still April elsewhere.
fn today() -> Today {
    Today { now: "2026-04-30T22:30:00Z".parse().unwrap() }
}

fn eval(source: &str) -> Result<Value, EvalError> {
    let expr = Expr::compile(source, &scope()).unwrap_or_else(|mistakes| panic!("{source}: {mistakes:?}"));
    expr.eval(&values(), today())
}

/// The value, readable when a test fails, which `Debug` refuses.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Decimal(n) => format!("{}d", crate::decimal::show(*n)),
        Value::Text(text) => format!("'{text}'"),
        Value::Date(day) => day.to_string(),
        Value::Timestamp(at) => at.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Record(fields) => format!("{:?}", fields.iter().map(|(name, value)| (name, shown(value))).collect::<Vec<_>>()),
    }
}

fn outcome(source: &str) -> String {
    match eval(source) {
        Ok(value) => shown(&value),
        Err(error) => format!("{error:?}"),
    }
}

fn gives(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(outcome(source), *expected, "{source}");
    }
}

fn mistakes(source: &str) -> Vec<Diagnostic> {
    Expr::compile(source, &scope()).expect_err(source)
}

#[test]
fn operators_bind_as_in_cel() {
    gives(&[
        ("1 + 2 * 3 - 4", "3"),
        ("(1 + 2) * 3", "9"),
        ("10 - 2 - 3", "5"),
        ("true || false && false", "true"),
        ("!true || true", "true"),
        ("1 < 2 == true", "true"),
        ("true ? 1 : false ? 2 : 3", "1"),
        ("-notes[0] + 1", "-2"),
        ("2 in [1, 2] && !(3 in [1, 2])", "true"),
        ("-9223372036854775808", "-9223372036854775808"),
    ]);
}

#[test]
fn sixty_levels_are_computed() {
    for deep in
        [format!("{}1 == 1{}", "(".repeat(60), ")".repeat(60)), format!("{}true", "!".repeat(60)), vec!["1"; 60].join("+") + " == 60"]
    {
        assert_eq!(outcome(&deep), "true", "{deep}");
    }
}

#[test]
fn whole_numbers_and_decimals_mix_exactly() {
    gives(&[
        ("0.1 + 0.2 == 0.3", "true"),
        ("7 / 2", "3"),
        ("7 / 2.0", "3.5d"),
        ("-7 % 3", "-1"),
        ("revenu * 2", "2469d"),
        ("revenu > age_declare", "true"),
        ("[1, 2.5][0] / 2", "0.5d"),
        ("accord ? 1 : 2.5", "1d"),
        ("1 in [1.0, 2.0]", "true"),
        ("int(revenu) + int(' 7 ')", "1241"),
        ("decimal('2,5') + 1", "3.5d"),
        ("sum([1, 0.5])", "1.5d"),
        ("decimal(3)", "3d"),
    ]);
}

#[test]
fn impossible_computations_are_errors() {
    gives(&[
        ("1 / 0", "DivisionByZero"),
        ("1.5 % 0", "DivisionByZero"),
        ("9223372036854775807 + 1", "Overflow"),
        ("-(-9223372036854775807 - 1)", "Overflow"),
        ("(-9223372036854775807 - 1) / -1", "Overflow"),
        ("9000000000000 * 1.5", "Overflow"),
        ("10000000000000 + 0.5", "Overflow"),
        ("int('douze')", "NotANumber"),
        ("date(commune)", "NotADate"),
        ("add_years(naissance, 9223372036854775807)", "DateOutOfRange"),
        ("add_working_days(naissance, 1000000)", "DateOutOfRange"),
    ]);
}

#[test]
fn an_absent_answer_is_neither_yes_nor_no() {
    gives(&[
        ("jamais_repondu == null", "true"),
        ("commune != null", "true"),
        ("null == null", "true"),
        ("has(jamais_compte)", "false"),
        ("has(commune) && has(enfants) && has(accord)", "true"),
        ("has('')", "false"),
        ("has(adresse.voie)", "true"),
        ("jamais_repondu", "null"),
        ("!jamais_repondu", "null"),
        ("jamais_compte > 3", "null"),
        ("jamais_compte == jamais_compte", "null"),
        ("jamais_repondu && false", "false"),
        ("jamais_repondu || true", "true"),
        ("jamais_repondu && true", "null"),
        ("jamais_repondu ? 1 : 2", "null"),
        ("string(jamais_compte)", "null"),
        ("notes[7]", "null"),
        ("notes[-1] == null", "true"),
        ("sum([1, jamais_compte])", "null"),
        ("jamais_compte in [1, 2]", "null"),
        ("[].min() == null", "true"),
        ("[][0] == 1", "null"),
    ]);
    let scope = scope();
    for source in ["jamais_repondu", "!jamais_repondu", "jamais_compte != 3", "1 / 0 == 1"] {
        assert!(!Expr::condition(source, &scope).unwrap().holds(&values(), today()), "{source}");
    }
}

#[test]
fn one_side_that_settles_outweighs_an_error() {
    gives(&[
        ("1 / 0 == 1 && false", "false"),
        ("1 / 0 == 1 || true", "true"),
        ("1 / 0 == 1 && true", "DivisionByZero"),
        ("[0, 1].exists(x, 1 / x == 1)", "true"),
        ("[0, 2].all(x, 1 / x == 1)", "false"),
    ]);
}

#[test]
fn texts_compare_search_and_change() {
    gives(&[
        ("commune.startsWith('Br') && endsWith(commune, 'on') && commune.contains('ro')", "true"),
        ("' Été '.trim().upper() + commune.lower()", "'ÉTÉbron'"),
        ("size('Été')", "3"),
        ("string(true) + string(1.50) + string(7)", "'true1.57'"),
        ("'a' < 'b'", "true"),
        (r#""l'île" == 'l\'île'"#, "true"),
    ]);
}

#[test]
fn lists_are_searched_kept_and_changed() {
    gives(&[
        ("enfants.exists(e, e.naissance.age() < 3)", "true"),
        ("enfants.all(e, has(e.prenom))", "true"),
        ("enfants.filter(e, age(e.naissance) > 3).map(e, e.prenom)", "['Léo']"),
        ("enfants[0].prenom", "'Ana'"),
        ("enfants.size() + size(notes)", "5"),
        ("notes.max() - min(notes) + notes.sum()", "8"),
        ("enfants.map(e, e.naissance).max()", "2024-05-01"),
        ("notes + [4]", "[3, 1, 2, 4]"),
        ("notes.map(n, n * 0.5)", "[1.5d, 0.5d, 1d]"),
        ("notes.filter(n, n > 9).exists(n, n == 1)", "false"),
        ("notes.filter(n, n > 9).all(n, n == 1)", "true"),
        ("notes.exists(n, [1, 2].exists(m, m == n))", "true"),
    ]);
}

#[test]
fn only_top_level_names_are_read_names() {
    let expr = Expr::compile("enfants.exists(e, e.prenom == commune) || adresse.code == 1", &scope()).unwrap();
    assert_eq!(expr.names().collect::<Vec<_>>(), ["enfants", "commune", "adresse"]);
    assert_eq!(expr.result(), &Type::Bool);
    assert_eq!(format!("{expr:?}"), format!("Expr({:?})", expr.source()));
}

#[test]
fn a_value_of_another_type_is_an_error_that_names_it() {
    let expr = Expr::condition("age_declare > 3", &scope()).unwrap();
    let wrong = [("age_declare".to_owned(), Value::from("42"))].into();
    assert_eq!(expr.eval(&wrong, today()).err(), Some(EvalError::WrongType("age_declare".to_owned())));
}

#[test]
fn huge_answers_stop_the_computation() {
    let expr = Expr::compile("notes.map(n, notes)", &scope()).unwrap();
    let huge = [("notes".to_owned(), Value::from(vec![1; 2_000]))].into();
    assert_eq!(expr.eval(&huge, today()).err(), Some(EvalError::TooLong));
}
