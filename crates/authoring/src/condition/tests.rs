use std::sync::LazyLock;

use expr::Expr;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    Group, Place,
    tests::{school, shipped},
};

/// A value for each comparison that an operand offers.
fn values(operand: &Operand, comparison: Comparison) -> Vec<Value> {
    let text = operand.values.first().map_or("un « texte » d’ici\\'", |(value, _)| value);
    let all = [
        Value::None,
        Value::Text(text.to_owned()),
        Value::Texts(vec![text.to_owned()]),
        Value::Number("-12.5".to_owned()),
        Value::Count(18),
        Value::Day(date(2026, 5, 3)),
        Value::Today,
        Value::Days(-30),
        Value::WorkingDays(10),
    ];
    let number = matches!(operand.kind, OperandKind::Number | OperandKind::Amount);
    let fits = |value: &Value| {
        comparison.takes(value)
            && (comparison.sign().is_none() || matches!(value, Value::Text(_)) || number == matches!(value, Value::Number(_)))
    };
    all.into_iter().filter(fits).collect()
}

fn every_test(operands: &[Operand]) -> Vec<Test> {
    let of = |operand: &Operand| {
        let offered = Comparison::offered(operand.kind).iter();
        let tests = offered.flat_map(|comparison| values(operand, *comparison).into_iter().map(|value| (*comparison, value)));
        tests.map(|(comparison, value)| Test { path: operand.path.clone(), comparison, value }).collect::<Vec<_>>()
    };
    operands.iter().flat_map(of).collect()
}

#[test]
fn every_comparison_offered_is_an_expression_that_compiles_and_reads_back() {
    for definition in shipped() {
        let place = Place::Transition(definition.workflow.transitions[0].slug.clone());
        let operands = candidates(&definition, &place, Rule::Before);
        let scope = scope::scope(&definition, &place);
        for test in every_test(&operands) {
            let condition = Condition::Test(test);
            let source = to_expression(&condition);
            assert!(Expr::condition(&source, &scope).is_ok(), "{source}: {:?}", Expr::condition(&source, &scope));
            assert_eq!(from_expression(&source, &operands).as_ref(), Some(&condition), "{source}");
            assert!(!sentence(&definition, &place, &source).contains("=="), "{source}");
        }
    }
}

/// What is known of a case at school.
fn operands() -> &'static [Operand] {
    static OPERANDS: LazyLock<Vec<Operand>> = LazyLock::new(|| candidates(&school(), &Place::Workflow, Rule::Before));
    &OPERANDS
}

fn conditions() -> impl Strategy<Value = Condition> {
    let test = proptest::sample::select(every_test(operands())).prop_map(Condition::Test);
    test.prop_recursive(4, 24, 4, |inner| {
        let parts = proptest::collection::vec(inner, 0..4);
        prop_oneof![parts.clone().prop_map(Condition::All), parts.prop_map(Condition::Any)]
    })
}

proptest! {
    #[test]
    fn menus_come_back_as_they_were(condition in conditions()) {
        let source = to_expression(&condition);
        let normal = condition.normal();
        prop_assert_eq!(from_expression(&source, operands()), Some(normal.clone()), "{}", source);
        // `normal` says the same with fewer groups
        prop_assert_eq!(to_expression(&normal), to_expression(&normal.clone().normal()));
        let json = serde_json::to_string(&normal).unwrap();
        prop_assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), normal);
    }

    #[test]
    fn nothing_typed_makes_a_panic(source in "[a-z0-9 .()\\[\\]'&|!<>=+?:,-]{0,60}") {
        let definition = school();
        let _ = (from_expression(&source, operands()), sentence(&definition, &Place::Workflow, &source));
    }
}

fn read(source: &str) -> Option<Condition> {
    from_expression(source, operands())
}

#[test]
fn what_authors_write_is_read_into_menus() {
    let one = |path: &str, comparison, value| Condition::Test(Test { path: path.parse().unwrap(), comparison, value });
    use Comparison::*;
    assert_eq!(read("separes == false"), Some(one("separes", No, Value::None)));
    assert_eq!(read("enfants.exists(x, x.sante)"), Some(one("enfants[].sante", Yes, Value::None)));
    assert_eq!(read("enfants.exists(e, age(e.naissance) > 2)"), Some(one("enfants[].naissance", AgeAtLeast, Value::Count(3))));
    assert_eq!(read("size(enfants) > 1"), Some(one("enfants", CountAtLeast, Value::Count(2))));
    assert_eq!(read("!(habite in ['oui', 'non'])"), Some(one("habite", NoneOf, Value::Texts(vec!["oui".into(), "non".into()]))));
    assert_eq!(read("emmenagement <= add_days(today(), 30)"), Some(one("emmenagement", AtMost, Value::Days(30))));
    assert_eq!(read("contains(ecole_voulue, 'Macé')"), Some(one("ecole_voulue", Contains, Value::Text("Macé".into()))));
    assert_eq!(
        read("!(cantine && has(matins)) || quotient < 400"),
        Some(Condition::Any(vec![
            one("cantine", No, Value::None),
            one("matins", NotAnswered, Value::None),
            one("quotient", Less, Value::Number("400".into())),
        ]))
    );
}

#[test]
fn what_goes_beyond_the_menus_is_left_as_it_is() {
    for source in [
        "rentree - year(today()) >= 2",
        "!enfants.exists(e, e.sante)",
        "enfants.exists(e, e.sante && age(e.naissance) < 3)",
        "enfants.all(e, e.sante)",
        "enfants.exists(e, separes)",
        "enfants[0].sante",
        "habite == 'ailleurs'",
        "inconnu",
        "quotient < today()",
        "habite > 'non'",
        "separes ? cantine : false",
        "habite ==",
    ] {
        assert_eq!(read(source), None, "{source}");
    }
}

#[test]
fn a_question_is_compared_by_those_after_it() {
    let definition = school();
    let paths =
        |place: Place, rule| candidates(&definition, &place, rule).iter().map(|operand| operand.path.to_string()).collect::<Vec<_>>();
    let garde = Group::page("garde").field("jugement");
    let before = paths(Place::Field(garde.clone()), Rule::Before);
    assert!(before.contains(&"separes".into()) && before.contains(&"garde".into()) && before.contains(&"enfants[].sante".into()));
    assert!(!before.contains(&"jugement".into()) && !before.contains(&"accord".into()) && !before.contains(&"cantine".into()));
    let page = paths(Place::Field(garde), Rule::Page);
    assert!(page.contains(&"jugement".into()) && page.contains(&"accord".into()));
    let in_block = paths(Place::Field(Group::page("enfants").field("enfants").inside().field("niveau")), Rule::Before);
    assert!(
        in_block.contains(&"naissance".into()) && in_block.contains(&"identite.family_name".into()) && in_block.contains(&"rentree".into())
    );
    assert!(!in_block.contains(&"sante".into()) && !in_block.iter().any(|path| path.starts_with("enfants")));
    let effect = Place::Effect(crate::Effects::Transition("refuser".parse().unwrap()), 0);
    let effect = paths(effect, Rule::Before);
    assert!(effect.contains(&"input.motif".into()) && effect.contains(&"data.motif".into()) && effect.contains(&"case.channel".into()));
}

#[test]
fn most_conditions_that_people_wrote_are_in_the_menus() {
    let (mut read, mut all) = (0, 0);
    for definition in shipped() {
        for reader in crate::reference::expressions(&definition) {
            let rule = match reader.how {
                "condition" | "réponse obligatoire" => Rule::Before,
                "règle" | "règle de sortie" => Rule::Page,
                _ => continue,
            };
            all += 1;
            read += usize::from(from_expression(&reader.source, &candidates(&definition, &reader.place, rule)).is_some());
        }
    }
    assert!(read * 10 >= all * 8, "{read} of {all}");
}

#[test]
fn what_is_known_of_the_request_is_told_in_words() {
    let told = |source: &str| sentence(&school(), &Place::Page("garde".into()), source).replace('\u{a0}', " ");
    assert_eq!(
        told("case.channel == 'desk' && citizen.signed_in"),
        "« Façon de demander » est « Au guichet » et « Personne connectée » : oui"
    );
    assert!(read("case.channel != 'online'").is_some() && read("citizen.signed_in").is_some());
    assert_eq!(told("pas fini =="), "pas fini ==");
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let number = |typed: &str| Value::number(typed);
    assert_eq!(number("1 200,50"), Some(Value::Number("1200.5".into())));
    assert_eq!(number("-0,0"), Some(Value::Number("0".into())));
    assert_eq!(
        (number(""), number("1,"), number("abc"), number("1.2.3"), number("0,1234567")),
        (None, Some(Value::Number("1".into())), None, None, None)
    );
}
