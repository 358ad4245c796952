use expr::{Expr, Scope, Today, Type, Value as Datum, Values};
use proptest::prelude::*;

use super::*;
use crate::{source::parse as parse_xml, wcs::fields_of};

fn pairs(labels: &[&str]) -> Vec<Pair> {
    labels.iter().map(|label| Pair { value: (*label).to_owned(), label: (*label).to_owned() }).collect()
}

fn names() -> Names {
    let mut names = Names::of_forms();
    let coded = [("c", "Célibataire"), ("m", "Marié")].map(|(value, label)| Pair { value: value.into(), label: label.into() });
    for (name, sort) in [
        ("nom", Sort::Text),
        ("lien", Sort::Choice(pairs(&["Père", "Mère", "Tuteur"]))),
        ("etat", Sort::Choice(coded.to_vec())),
        ("jours", Sort::Choices(pairs(&["lundi", "mardi"]))),
        ("nombre", Sort::Int),
        ("jour", Sort::Date),
        ("accord", Sort::Bool),
        ("pieces", Sort::List),
    ] {
        names.declare(format!("form_var_{name}"), Variable::plain(name, sort));
    }
    names.constant("form_option_tarif", Literal::Text("12,50".into()));
    names.constant("form_option_villes", Literal::Text("69001,69002".into()));
    names
}

fn scope() -> Scope {
    let files = Type::list(Type::Text);
    [
        ("nom", Type::Text),
        ("lien", Type::Text),
        ("etat", Type::Text),
        ("jours", Type::list(Type::Text)),
        ("nombre", Type::Int),
        ("jour", Type::Date),
        ("accord", Type::Bool),
        ("pieces", files),
    ]
    .into_iter()
    .fold(Scope::new(), |scope, (name, ty)| scope.with(name, ty))
}

fn translated(source: &str) -> String {
    match condition(source, &names(), &scope()) {
        Ok(Cond::Always) => "toujours".into(),
        Ok(Cond::Never) => "jamais".into(),
        Ok(Cond::When(formula, _)) => formula,
        Err(Untranslated(why)) => format!("non : {why}"),
    }
}

#[test]
fn conditions_are_translated_by_type() {
    for (django, ours) in [
        (r#"form_var_nom == "Dupont""#, "nom == 'Dupont'"),
        (r#"form_var_nom != "Dupont""#, "nom == null || nom != 'Dupont'"),
        ("form_var_nom", "has(nom)"),
        ("not form_var_nom", "!has(nom)"),
        ("form_var_nom == None", "!has(nom)"),
        (r#"form_var_nom != """#, "has(nom)"),
        (r#"form_var_lien == "Père""#, "lien == 'Père'"),
        (r#"form_var_lien != "Père""#, "lien == null || lien != 'Père'"),
        (r#"form_var_lien|lower == "père""#, "lien == 'Père'"),
        (r#""ère" in form_var_lien"#, "lien != 'Tuteur'"),
        (r#"form_var_lien in "Père, Mère""#, "lien != 'Tuteur'"),
        (r#"form_var_lien == "Oncle""#, "jamais"),
        (r#"form_var_etat == "Marié""#, "etat == 'm'"),
        (r#"form_var_etat_raw == "m""#, "etat == 'm'"),
        (r#"form_var_etat_id == "m" and form_var_etat_text != "Autre""#, "etat == 'm'"),
        ("form_var_jours_structured|length == 1", "(has(jours) ? size(jours) : 0) == 1"),
        (r#""lundi" in form_var_jours"#, "'lundi' in jours"),
        (r#""lundi" not in form_var_jours"#, "jours == null || !('lundi' in jours)"),
        ("form_var_nombre > 3", "nombre > 3"),
        (r#"form_var_nombre|add:0 >= "3""#, "nombre >= 3"),
        ("form_var_nom|length > 3", "(has(nom) ? size(nom) : 0) > 3"),
        ("form_var_jour|date < today", "jour < today()"),
        (r#"form_var_jour|date >= today|add_days:10"#, "jour >= add_days(today(), 10)"),
        (r#"form_var_jour|date:"Y-m-d" == "2026-05-03""#, "jour == date('2026-05-03')"),
        ("form_var_jour|age_in_years >= 18", "age(jour) >= 18"),
        ("form_var_accord", "accord"),
        ("not form_var_accord", "accord == null || !accord"),
        (r#"form_var_accord == "True""#, "accord"),
        ("form_var_pieces", "has(pieces)"),
        ("form_option_tarif|decimal > 0", "toujours"),
        ("form_option_inconnue", "jamais"),
        ("form_var_nom in form_option_villes|split:\",\"", "nom in ['69001', '69002']"),
        ("form_var_nom in form_option_villes", "'69001,69002'.contains(nom)"),
        (r#"form_var_nom == "a" and form_var_nombre > 1 or form_var_accord"#, "nom == 'a' && nombre > 1 || accord"),
        (r#"(form_var_nom == "a" or form_var_accord) and form_var_nombre > 1"#, "(nom == 'a' || accord) && nombre > 1"),
        (r#"len(form_var_nom) == 5 and form_var_nom.startswith("6")"#, "(has(nom) ? size(nom) : 0) == 5 && nom.startsWith('6')"),
        (r#"vars().get("form_var_nom") is not None"#, "has(nom)"),
        (r#"form_var_nom == "l'été""#, r"nom == 'l\'été'"),
    ] {
        assert_eq!(translated(django), ours, "{django}");
    }
}

#[test]
fn what_no_field_gives_is_empty() {
    let fields = "<formdef><fields><field><type>string</type><varname>plus_loin</varname></field></fields></formdef>";
    let mut names = names();
    names.own(Own::of(&fields_of(&parse_xml(fields.as_bytes()).unwrap())));
    let translated = |source: &str| match condition(source, &names, &scope()) {
        Ok(Cond::Always) => "toujours".into(),
        Ok(Cond::Never) => "jamais".into(),
        Ok(Cond::When(formula, _)) => formula,
        Err(Untranslated(why)) => format!("non : {why}"),
    };
    for (django, ours) in [
        ("form_var_envoi", "jamais"),
        ("not form_var_envoi_payant", "toujours"),
        ("form_var_envoi_raw == 'poste' or form_var_accord", "accord"),
        ("form_var_envoi is None", "toujours"),
        ("'porte' in form_var_envoi", "jamais"),
        ("form_var_envoi and 'porte' not in form_var_envoi or form_var_nom == 'a'", "nom == 'a'"),
        ("form_var_envoi and webservice.prix.montant > 3", "jamais"),
        ("form_var_nom == 'a' or not form_var_envoi or inconnu", "toujours"),
    ] {
        assert_eq!(translated(django), ours, "{django}");
    }
    // Django says no to this one too
    assert!(translated("'porte' not in form_var_envoi").starts_with("non : on cherche"));
    assert!(translated("form_var_plus_loin == 'a'").contains("n’existe pas ici"), "a field below is not empty for ever");
    assert!(translated("form_workflow_data_x").contains("n’existe pas ici"));
}

#[test]
fn what_cannot_be_said_tells_why() {
    for (django, why) in [
        ("form_var_inconnu == 1", "form_var_inconnu"),
        ("form_var_nom|frobnicate", "frobnicate"),
        ("re.match('a', form_var_nom)", "re"),
        ("form_var_nom ==", "pas finie"),
        ("form_var_nom == \"a", "pas fermé"),
        ("form_var_citizen|date < 3", "form_var_citizen"),
        (&"(".repeat(5_000), "trop longue"),
        (&"(".repeat(200), "imbriquée"),
        (&format!("form_var_nom{}", "|lower".repeat(60)), "filtres"),
    ] {
        let got = translated(django);
        assert!(got.starts_with("non") && got.contains(why), "{django}: {got}");
    }
}

/// What Django would answer, on the same values.
fn django(ast: &Ast, given: &[(&str, Option<&str>)]) -> bool {
    let text = |ast: &Ast| match ast {
        Ast::Name(name) => {
            given.iter().find(|(known, _)| format!("form_var_{known}") == *name).and_then(|(_, value)| value.map(str::to_owned))
        }
        Ast::Text(text) => Some(text.clone()),
        _ => None,
    };
    match ast {
        Ast::Not(inner) => !django(inner, given),
        Ast::And(parts) => parts.iter().all(|part| django(part, given)),
        Ast::Or(parts) => parts.iter().any(|part| django(part, given)),
        Ast::Compare(Comparison::In, a, b) => matches!((text(a), text(b)), (Some(a), Some(b)) if b.contains(&a)),
        Ast::Compare(_, a, b) => text(a) == text(b),
        other => text(other).is_some_and(|text| !text.is_empty()),
    }
}

fn leaf() -> impl Strategy<Value = Ast> {
    let name = |name: &str| Ast::Name(format!("form_var_{name}"));
    let value = prop_oneof![Just("Père"), Just("Mère"), Just("Tuteur"), Just("autre")];
    prop_oneof![
        Just(name("nom")),
        Just(name("lien")),
        value.clone().prop_map(move |text| Ast::Compare(Comparison::Equal, Box::new(name("lien")), Box::new(Ast::Text(text.into())))),
        value.clone().prop_map(move |text| Ast::Compare(Comparison::Equal, Box::new(name("nom")), Box::new(Ast::Text(text.into())))),
        value.prop_map(move |text| Ast::Compare(Comparison::In, Box::new(Ast::Text(text.into())), Box::new(name("nom")))),
    ]
}

fn tree() -> impl Strategy<Value = Ast> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|ast| Ast::Not(Box::new(ast))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Ast::And),
            proptest::collection::vec(inner, 2..4).prop_map(Ast::Or),
        ]
    })
}

proptest! {
    #[test]
    fn a_condition_says_what_django_says(ast in tree(), nom in proptest::option::of(prop_oneof![Just("Père"), Just("autre"), Just("x")]), lien in proptest::option::of(prop_oneof![Just("Père"), Just("Mère"), Just("Tuteur")])) {
        let expected = django(&ast, &[("nom", nom), ("lien", lien)]);
        let values: Values = [("nom", nom), ("lien", lien)].into_iter().filter_map(|(name, value)| Some((name.to_owned(), Datum::from(value?)))).collect();
        let today = Today { now: "2026-05-04T08:00:00Z".parse().unwrap() };
        for total in [false, true] {
            let got = match holds(&ast, &names(), true, total).unwrap() {
                Cond::Always => true,
                Cond::Never => false,
                Cond::When(formula, _) => {
                    let compiled = Expr::condition(&formula, &scope()).unwrap();
                    prop_assert!(!total || compiled.eval(&values, today).unwrap() != Datum::Null, "{formula}");
                    compiled.holds(&values, today)
                }
            };
            prop_assert_eq!(got, expected);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(source in "\\PC{0,200}") {
        let _ = condition(&source, &names(), &scope());
        let _ = parse_assignments(&source);
    }

    #[test]
    fn any_formula_is_read_or_refused(words in proptest::collection::vec(prop_oneof![Just("form_var_nom"), Just("("), Just(")"), Just("|"), Just(":"), Just("=="), Just("not"), Just("in"), Just("'a'"), Just("1"), Just("."), Just("[") , Just("]"), Just(","), Just("and")], 0..40)) {
        let _ = condition(&words.join(" "), &names(), &scope());
    }
}
