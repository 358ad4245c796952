use kernel::Slug;

use super::*;
use crate::{entry::Kind, starter};

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn index() -> Index {
    let communes = ["lyon", "villeurbanne", "bron"].map(slug);
    let entries = starter::catalogue(&slug("metropole"), &communes).unwrap();
    Index::build(entries.into(), &Synonyms::bundled().unwrap()).unwrap()
}

fn ids(index: &Index, text: &str, commune: Option<&str>) -> Vec<String> {
    let query = Query { text: text.to_owned(), commune: commune.map(slug), theme: None, limit: 8 };
    index.search(&query).unwrap().into_iter().map(|hit| hit.id).collect()
}

/// What people type, and the téléservice that must come first.
const QUERIES: &[(&str, &str)] = &[
    ("poubelle cassée", "bac-poubelle"),
    ("extrait de naisance", "acte-naissance"),
    ("inscrire mon fils à l'école", "inscription-scolaire"),
    ("ma poubelle a perdu une roue", "bac-poubelle"),
    ("poubelle", "bac-poubelle"),
    ("changer mon bac de tri", "bac-poubelle"),
    ("poubelle pleine dans la rue", "signalement"),
    ("trou dans la rue", "signalement"),
    ("nid de poule", "signalement"),
    ("trous dans la route", "signalement"),
    ("caf", "quotient-familial"),
    ("lampadaire", "signalement"),
    ("lampadaire cassé devant chez moi", "signalement"),
    ("lanpadaire étein", "signalement"),
    ("crottes de chien", "signalement"),
    ("crotte", "signalement"),
    ("voiture abandonnée", "signalement"),
    ("feu rouge en panne", "signalement"),
    ("tag sur le mur", "signalement"),
    ("dépôt sauvage", "signalement"),
    ("rats", "signalement"),
    ("matelas à jeter", "encombrants"),
    ("enlèvement encombrant", "encombrants"),
    ("vieux frigo", "electromenager"),
    ("machine à laver", "electromenager"),
    ("compost", "composteur"),
    ("dechetterie", "decheterie"),
    ("carte grise", "carte-grise"),
    ("cantine", "restauration-scolaire"),
    ("cantine du collège", "college-cantine"),
    ("garde", "creche"),
    ("garderie du soir", "periscolaire"),
    ("centre aéré", "periscolaire"),
    ("place en creche", "creche"),
    ("mon bébé est né", "declarer-naissance"),
    ("acte de naissance", "acte-naissance"),
    ("certificat de naissance", "acte-naissance"),
    ("mon père est mort", "acte-deces"),
    ("acte deces", "acte-deces"),
    ("tombe de mes parents", "concession-cimetiere"),
    ("me marier", "mariage"),
    ("je veux me pacser", "pacs"),
    ("extrait acte de mariage", "acte-mariage"),
    ("livret de famille perdu", "livret-famille"),
    ("papiers", "carte-identite-passeport"),
    ("refaire mes papiers", "carte-identite-passeport"),
    ("passport", "carte-identite-passeport"),
    ("carte d’identité périmée", "carte-identite-passeport"),
    ("rdv passeport", "carte-identite-passeport"),
    ("carte électeur", "inscription-electorale"),
    ("voter", "inscription-electorale"),
    ("recensement 16 ans", "recensement-citoyen"),
    ("inviter un étranger", "attestation-accueil"),
    ("changer de prénom", "changement-prenom"),
    ("hlm", "logement-social"),
    ("logement sociale", "logement-social"),
    ("mon loyer est trop cher", "loyer-de-reference"),
    ("construire une maison", "permis-construire"),
    ("permi de construire", "permis-construire"),
    ("installer une piscine", "declaration-prealable"),
    ("changer mes fenêtres", "declaration-prealable"),
    ("échafaudage", "occupation-rue"),
    ("je déménage réserver une place pour le camion", "autorisation-stationnement"),
    ("fermer la rue pour une fête", "arrete-circulation"),
    ("me garer moins cher", "stationnement-resident"),
    ("horaire bus", "horaires-transports"),
    ("zfe", "derogation-zfe"),
    ("vignette critair", "derogation-zfe"),
    ("prime voiture électrique", "aide-vehicule-propre"),
    ("poêle à bois", "prime-air-bois"),
    ("maison de retraite", "apa"),
    ("mdph", "handicap"),
    ("carte stationnement handicapé", "handicap"),
    ("plus d'argent pour payer mes factures", "aide-financiere"),
    ("rsj", "revenu-solidarite-jeunes"),
    ("salle des fêtes", "location-salle"),
    ("salle pour un anniversaire", "location-salle"),
    ("subvention association", "subvention"),
    ("emprunter des chaises", "pret-materiel"),
    ("bibliotèque", "bibliotheque"),
    ("buvette", "buvette"),
    ("terrasse de café", "terrasse"),
    ("airbnb", "taxe-de-sejour"),
    ("j'ai perdu mes clés", "objet-perdu"),
    ("pitbull", "chien-categorie"),
    ("partir en vacances maison vide", "operation-vacances"),
    ("effacer mes données", "donnees-personnelles"),
    ("mot de passe oublié", "creer-mon-compte"),
    ("je ne peux plus payer", "aide-financiere"),
    ("je viens d'avoir un enfant", "declarer-naissance"),
    ("assistante maternelle", "creche"),
    ("inscription cp", "inscription-scolaire"),
    ("permis de conduire", "permis-de-conduire"),
    ("toboggan cassé au parc", "signalement"),
    ("nuisance sonore", "signalement"),
    ("velov", "signalement"),
    ("sapin de noel", "decheterie"),
    ("horaires de la piscine", "mon-quartier"),
    ("parler à quelqu'un", "contacter"),
    ("mon lave linge est en panne il faut le jeter", "electromenager"),
    ("stationement résidant", "stationnement-resident"),
    ("mettre une cloture", "declaration-prealable"),
    ("chat perdu", "objet-perdu"),
    ("bénévolat", "annuaire-associations"),
    ("suivre ma demande", "mes-demandes"),
    ("idée pour mon quartier", "budget-participatif"),
];

#[test]
fn citizens_find_what_they_mean() {
    let index = index();
    let wrong: Vec<_> = QUERIES
        .iter()
        .map(|(text, expected)| (text, expected, ids(&index, text, Some("bron"))))
        .filter(|(_, expected, found)| found.first().is_none_or(|id| id.split_once('/').is_none_or(|(_, name)| name != **expected)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(QUERIES.len() >= 60);
}

#[test]
fn what_a_guess_alone_finds_is_not_shown() {
    for text in ["extrait de naisance", "extrait de naissance", "extrait de nessance"] {
        let found = ids(&index(), text, Some("bron"));
        assert_eq!(found.first().map(String::as_str), Some("bron/acte-naissance"), "{text}");
        assert!(!found.iter().any(|id| id.ends_with("/signalement")), "{text}: {found:?}");
    }
}

#[test]
fn words_are_completed_while_they_are_typed() {
    let index = index();
    for (typed, expected) in [
        ("poub", "metropole/bac-poubelle"),
        ("encomb", "metropole/encombrants"),
        ("passep", "bron/carte-identite-passeport"),
        ("acte de nais", "bron/acte-naissance"),
        ("biblio", "bron/bibliotheque"),
        ("lampad", "metropole/signalement"),
    ] {
        assert_eq!(ids(&index, typed, Some("bron")).first().map(String::as_str), Some(expected), "{typed}");
    }
}

#[test]
fn a_person_sees_her_commune_s_services_and_no_other_s() {
    let index = index();
    for (text, _) in QUERIES {
        let found = ids(&index, text, Some("villeurbanne"));
        assert!(found.iter().all(|id| id.starts_with("villeurbanne/") || id.starts_with("metropole/")), "{text}: {found:?}");
    }
    assert_eq!(ids(&index, "façade nette", Some("lyon"))[0], "lyon/lyon-facade-nette");
    assert!(ids(&index, "façade nette", Some("bron")).iter().all(|id| !id.contains("facade")));
}

#[test]
fn a_commune_that_publishes_nothing_still_has_the_metropole() {
    let found = ids(&index(), "acte de naissance", Some("givors"));
    assert!(found.iter().all(|id| id.starts_with("metropole/")), "{found:?}");
    assert_eq!(ids(&index(), "poubelle", Some("givors"))[0], "metropole/bac-poubelle");
}

#[test]
fn without_a_commune_each_title_comes_once() {
    let found = ids(&index(), "acte de naissance", None);
    assert_eq!(found.iter().filter(|id| id.ends_with("/acte-naissance")).count(), 1);
    assert!(found[0].ends_with("/acte-naissance"));
}

#[test]
fn a_commune_s_own_version_comes_before_the_shared_one() {
    let own = |authority: &str, communes| Entry {
        id: format!("{authority}/aide"),
        title: "Demander une aide".to_owned(),
        summary: format!("Aide de {authority}."),
        keywords: Vec::new(),
        themes: vec![slug("solidarites")],
        life_events: Vec::new(),
        responder: crate::entry::Responder::Commune,
        authority: slug(authority),
        communes,
        url: String::new(),
        kind: Kind::Filing,
    };
    let entries = [own("metropole", None), own("bron", Some(vec![slug("bron")]))];
    let index = Index::build(entries.into(), &Synonyms::bundled().unwrap()).unwrap();
    assert_eq!(ids(&index, "aide", Some("bron")), ["bron/aide"]);
    assert_eq!(ids(&index, "aide", Some("lyon")), ["metropole/aide"]);
}

#[test]
fn a_theme_can_be_browsed_or_searched() {
    let index = index();
    let waste = |text: &str| Query { text: text.to_owned(), commune: Some(slug("bron")), theme: Some(slug("dechets")), limit: 50 };
    let listed = index.search(&waste(" ")).unwrap();
    assert!(listed.len() >= 5 && listed.iter().any(|hit| hit.id == "metropole/composteur"), "{listed:?}");
    assert_eq!(index.search(&waste("rendez-vous")).unwrap()[0].id, "metropole/encombrants");
    assert!(index.search(&waste("passeport")).unwrap().is_empty());
}

#[test]
fn words_that_say_nothing_find_nothing() {
    let index = index();
    for text in ["je voudrais", "???", "xylophone", "de la"] {
        assert!(ids(&index, text, Some("bron")).is_empty(), "{text}");
    }
    let none = Query { text: "poubelle".to_owned(), limit: 0, ..Query::default() };
    assert!(index.search(&none).unwrap().is_empty());
}

#[test]
fn a_wall_of_text_is_read_to_a_point_only() {
    let index = index();
    let wall = format!("poubelle {}", "xyzt ".repeat(50_000));
    assert_eq!(ids(&index, &wall, Some("bron"))[0], "metropole/bac-poubelle");
    assert!(ids(&index, &"a".repeat(50_000), Some("bron")).is_empty());
    let all = Query { text: "acte".to_owned(), limit: usize::MAX, ..Query::default() };
    assert!(!index.search(&all).unwrap().is_empty());
}

#[test]
fn an_empty_catalogue_is_searched_too() {
    let index = Index::build(Arc::new([]), &Synonyms::bundled().unwrap()).unwrap();
    assert!(ids(&index, "poubelle", None).is_empty());
    assert!(ids(&index, "", None).is_empty());
}

#[test]
fn an_index_is_shared_between_requests() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&index());
}
