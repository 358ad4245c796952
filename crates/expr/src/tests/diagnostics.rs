use super::{mistakes, scope};
use crate::{Expr, Type};

fn says(source: &str, at: std::ops::Range<usize>, words: &str) {
    let found = mistakes(source);
    assert!(found[0].message.contains(words), "{source}: {found:?}");
    assert_eq!(found[0].at, at, "{source}");
}

#[test]
fn syntax_mistakes_say_what_to_write() {
    says("commune = 'Bron'", 8..9, "écrivez ==");
    says("accord et accord", 7..9, "écrivez &&");
    says("accord or accord", 7..9, "écrivez ||");
    says("commune == ", 11..11, "n’est pas finie");
    says("(accord", 7..7, "Il manque ) à la fin");
    says("has(accord", 10..10, "Il manque ) à la fin");
    says("accord accord", 7..13, "Il manque un signe");
    says("1.1234567", 0..9, "six décimales");
    says("99999999999999999999", 0..20, "trop grand");
    says("", 0..0, "n’est pas finie");
    says("âge > 3", 0..2, "sans accent");
}

#[test]
fn unknown_names_suggest_the_nearest() {
    says("comune == 'Bron'", 0..6, "Vouliez-vous écrire «\u{a0}commune\u{a0}»");
    says("adresse.vole == ''", 8..12, "«\u{a0}voie\u{a0}»");
    says("ages(naissance) > 3", 0..4, "«\u{a0}age\u{a0}»");
    says("commune.startswith('B')", 8..18, "«\u{a0}startsWith\u{a0}»");
    says("naissance.year == 1984", 10..14, ".year()");
    says("enfants.prenom == 'Ana'", 8..14, ".exists(e, …)");
}

#[test]
fn type_mistakes_say_how_to_compare() {
    says("naissance < '2026-05-01'", 0..24, "date('2026-05-01')");
    says("naissance < depot", 0..17, "garder le jour");
    says("age_declare == '42'", 0..19, "sans guillemets");
    says("commune in 'Bron'", 0..17, "contains");
    says("naissance + 10", 0..14, "add_days");
    says("today() - naissance", 0..19, "days_between");
    says("accord < true", 0..13, "Utilisez ==");
    says("jamais_compte < null", 0..20, "== ou !=");
    says("age(commune)", 0..3, "prend\u{a0}: une date. Ici\u{a0}: un texte.");
    says("date('2026-02-30')", 5..17, "n’existe pas");
    says("[1, 'a']", 0..8, "même type");
    says("commune && accord", 0..7, "oui ou non");
    says("notes.exists(n > 1)", 6..12, "liste.exists(e, …)");
    says("[].all(e, e == 1)", 0..2, "jamais d’élément");
    says("exists(notes, n > 1)", 0..6, "liste.exists(e, …)");
}

#[test]
fn all_mistakes_of_names_are_told_at_once() {
    let found: Vec<_> = mistakes("nom == 'a' && prenom == 'b'").into_iter().map(|mistake| mistake.at).collect();
    assert_eq!(found, [0..3, 14..20]);
}

#[test]
fn of_thousands_of_mistakes_a_few_are_told() {
    let source = format!("[{}] == []", vec!["inconnu"; 400].join(","));
    assert_eq!(mistakes(&source).len(), 10);
}

#[test]
fn a_condition_answers_yes_or_no() {
    let found = Expr::condition("commune", &scope()).unwrap_err();
    assert!(found[0].message.contains("Ici, c’est un texte"), "{found:?}");
    assert_eq!(Expr::compile("commune", &scope()).unwrap().result(), &Type::Text);
}

#[test]
fn formulas_too_long_too_deep_or_too_costly_are_refused() {
    let long = format!("commune == '{}'", "a".repeat(4_000));
    assert!(mistakes(&long)[0].message.contains("trop longue"));
    for deep in [
        format!("{}1{}", "(".repeat(70), ")".repeat(70)),
        format!("{}1", "-".repeat(3_000)),
        format!("{}accord", "!".repeat(70)),
        vec!["1"; 100].join("+"),
        format!("{}1", "accord ? 1 : ".repeat(70)),
        format!("commune{}", ".trim()".repeat(70)),
        "[".repeat(3_999),
    ] {
        assert!(mistakes(&deep)[0].message.contains("trop imbriquée"), "{deep}");
    }
    assert!(mistakes("notes.exists(a, notes.exists(b, a == b))")[0].message.contains("trop long"));
    let many = vec!["commune == 'Bron'"; 150].join(" || ");
    assert!(Expr::condition(&many, &scope()).is_ok(), "long chains are flat");
}
