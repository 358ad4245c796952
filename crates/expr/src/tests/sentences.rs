use super::scope;
use crate::{Expr, sentence};

fn read(source: &str) -> String {
    let label = |path: &str| match path {
        "age_declare" => "Âge".to_owned(),
        "enfants.prenom" => "Prénom de l’enfant".to_owned(),
        "enfants.naissance" => "Date de naissance de l’enfant".to_owned(),
        "adresse.voie" => "Voie".to_owned(),
        path => {
            let mut chars = path.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
        }
    };
    sentence(&Expr::compile(source, &scope()).unwrap(), &label).replace('\u{a0}', " ")
}

#[test]
fn conditions_read_as_french() {
    for (source, expected) in [
        ("age_declare > 3 && commune == 'Bron'", "Âge est supérieur à 3 et Commune est « Bron »"),
        (
            "(accord || age_declare >= 18) && revenu < 1200.5",
            "(Accord : oui ou Âge est supérieur ou égal à 18) et Revenu est inférieur à 1200,5",
        ),
        ("!(accord && commune != 'Bron')", "Accord : non ou Commune est « Bron »"),
        ("accord == false", "Accord : non"),
        ("commune in ['Bron', 'Lyon', 'Oullins']", "Commune est « Bron », « Lyon » ou « Oullins »"),
        ("!(commune in ['Bron', 'Lyon'])", "Commune n’est ni « Bron » ni « Lyon »"),
        ("!(commune in ['Bron'])", "Commune n’est pas « Bron »"),
        ("age_declare in notes", "Notes contient Âge"),
        ("has(adresse.voie) && commune != null", "Voie a une réponse et Commune a une réponse"),
        ("!has(naissance)", "Naissance n’a pas de réponse"),
        ("naissance < date('2026-05-01')", "Naissance est avant le 1er mai 2026"),
        ("date(depot) >= today()", "le jour de Depot n’est pas avant aujourd’hui"),
        ("add_working_days(date(depot), 10) < today()", "le jour de Depot plus 10 jours ouvrés est avant aujourd’hui"),
        (
            "enfants.exists(e, age(e.naissance) < 3)",
            "au moins un élément de Enfants vérifie (l’âge compté depuis Date de naissance de l’enfant est inférieur à 3)",
        ),
        ("notes.all(n, n > 10)", "tous les éléments de Notes vérifient (cet élément est supérieur à 10)"),
        ("enfants[0].prenom == 'Ana'", "Prénom de l’enfant de élément 1 de Enfants est « Ana »"),
        ("commune.contains('{0}')", "Commune contient « {0} »"),
        ("!commune.contains('on')", "il est faux que Commune contient « on »"),
        ("(age_declare + 1) * 2 == 4", "(Âge + 1) × 2 est 4"),
        ("accord ? 'a' : 'b'", "si Accord : oui alors « a » sinon « b »"),
    ] {
        assert_eq!(read(source), expected, "{source}");
    }
}
