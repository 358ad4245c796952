//! The list.

use super::{Fate, Mailbox, Person};

/// Somebody without any particularity.
const ORDINARY: Person = Person {
    login: "claire",
    case: "Cas courant, deux prénoms",
    given_name: "Claire Odile",
    family_name: "Vassieux",
    preferred_username: "",
    gender: "female",
    birthdate: "1979-04-12",
    birthplace: "69029",
    birthcountry: "99100",
    email: Mailbox::Own,
    fate: Fate::Known,
};

const ALGERIA: &str = "99352";
const MOROCCO: &str = "99350";
const PORTUGAL: &str = "99139";

/// A person whom the registers refuse, or cannot answer about.
const fn refused(login: &'static str, code: &'static str, case: &'static str) -> Person {
    Person { login, case, given_name: "Aubin", family_name: "Malpertuis", gender: "male", fate: Fate::Refused(code), ..ORDINARY }
}

/// Everybody.
pub(in super::super) const PEOPLE: &[Person] = &[
    ORDINARY,
    // names
    Person { login: "nom_usage", case: "Nom d’usage", family_name: "Rochetaillée", preferred_username: "Berthillon", ..ORDINARY },
    Person { login: "nom_compose", case: "Nom composé", given_name: "Hector", family_name: "Delorme-Viallet", gender: "male", ..ORDINARY },
    Person {
        login: "prenom_compose",
        case: "Prénom composé",
        given_name: "Jean-Baptiste",
        family_name: "Orsel",
        gender: "male",
        ..ORDINARY
    },
    Person { login: "cinq_prenoms", case: "Cinq prénoms", given_name: "Ninon Ada Lise Marthe Zoé", family_name: "Tassin", ..ORDINARY },
    Person {
        login: "un_seul_nom", case: "Un seul nom, répété", given_name: "Rasolo", family_name: "Rasolo", gender: "male", ..ORDINARY
    },
    Person {
        login: "accents", case: "Caractères spéciaux", given_name: "Maëlys Zoë", family_name: "Le Cœur d'Hÿsse-Ægir", ..ORDINARY
    },
    Person {
        login: "nom_long",
        case: "Nom de plus de 50 caractères",
        family_name: "De La Roche-Saint-André de Montbrison et du Vernay-sur-Saône",
        preferred_username: "De La Roche-Saint-André de Montbrison et du Vernay-les-Étangs",
        ..ORDINARY
    },
    // ages
    Person {
        login: "moins_de_16_ans",
        case: "Moins de 16 ans",
        given_name: "Gaspard",
        birthdate: "2014-09-03",
        gender: "male",
        ..ORDINARY
    },
    Person { login: "moins_de_18_ans", case: "Moins de 18 ans", given_name: "Suzon", birthdate: "2010-01-30", ..ORDINARY },
    Person { login: "centenaire", case: "Plus de 100 ans", given_name: "Eulalie", birthdate: "1921-02-28", ..ORDINARY },
    // dates and places of birth
    Person { login: "genre_indefini", case: "Sexe non précisé", given_name: "Camille", gender: "unspecified", ..ORDINARY },
    Person {
        login: "jour_presume",
        case: "Jour de naissance inconnu",
        given_name: "Idir",
        gender: "male",
        birthdate: "1988-07-00",
        birthplace: "",
        birthcountry: ALGERIA,
        ..ORDINARY
    },
    Person {
        login: "jour_et_mois_presumes",
        case: "Jour et mois de naissance inconnus",
        given_name: "Aïcha",
        birthdate: "1961-00-00",
        birthplace: "",
        birthcountry: MOROCCO,
        ..ORDINARY
    },
    Person {
        login: "corse_2a",
        case: "Née en Corse-du-Sud",
        given_name: "Letizia",
        family_name: "Ornano",
        birthplace: "2A004",
        ..ORDINARY
    },
    Person {
        login: "corse_2b",
        case: "Née en Haute-Corse",
        given_name: "Ghjulia",
        family_name: "Casanova",
        birthplace: "2B033",
        ..ORDINARY
    },
    Person { login: "polynesie", case: "Née en Polynésie française", given_name: "Hinanui", birthplace: "98729", ..ORDINARY },
    Person { login: "algerie", case: "Née en Algérie", given_name: "Lila", birthplace: "", birthcountry: ALGERIA, ..ORDINARY },
    Person { login: "portugal", case: "Née au Portugal", given_name: "Inês", birthplace: "", birthcountry: PORTUGAL, ..ORDINARY },
    // who is who
    Person { login: "homonyme_1", case: "Homonyme, née à Villeurbanne", given_name: "Rose", birthplace: "69266", ..ORDINARY },
    Person { login: "homonyme_2", case: "Homonyme, née à Vénissieux", given_name: "Rose", birthplace: "69259", ..ORDINARY },
    Person {
        login: "couple_1",
        case: "E-mail partagé, première personne",
        given_name: "Paulin",
        email: Mailbox::At("couple@example.org"),
        ..ORDINARY
    },
    Person {
        login: "couple_2",
        case: "E-mail partagé, seconde personne",
        given_name: "Irène",
        email: Mailbox::At("couple@example.org"),
        ..ORDINARY
    },
    Person {
        login: "avant_correction",
        case: "Avant la correction de son état civil",
        given_name: "Dominique",
        family_name: "Perrachon",
        gender: "male",
        email: Mailbox::At("dominique@example.org"),
        ..ORDINARY
    },
    Person {
        login: "apres_correction",
        case: "La même personne, après la correction",
        given_name: "Dominique",
        family_name: "Perrachon",
        email: Mailbox::At("dominique@example.org"),
        ..ORDINARY
    },
    // what identity providers leave out or get wrong
    Person { login: "sans_prenom", case: "Sans prénom", given_name: "", ..ORDINARY },
    Person { login: "sans_nom", case: "Sans nom de naissance", family_name: "", ..ORDINARY },
    Person { login: "sans_email", case: "Sans adresse e-mail", email: Mailbox::Missing, ..ORDINARY },
    Person { login: "sans_genre", case: "Sans sexe", gender: "", ..ORDINARY },
    Person { login: "sans_lieu", case: "Née en France, sans commune", birthplace: "", ..ORDINARY },
    Person { login: "lieu_faux", case: "Commune de naissance fausse", birthplace: "LYON7", ..ORDINARY },
    Person { login: "pays_faux", case: "Pays de naissance faux", birthcountry: "FR", ..ORDINARY },
    Person { login: "mois_00", case: "Mois de naissance inconnu, mais jour connu", birthdate: "1977-00-14", ..ORDINARY },
    // what the registers say
    refused("desactive", "Y180001", "Compte désactivé"),
    refused("fi_bloque", "Y100011", "Fournisseur d’identité bloqué par la personne"),
    refused("rnipp_inconnu", "Y010004", "Registre national : personne ne correspond"),
    refused("rnipp_plusieurs", "Y010006", "Registre national : plusieurs personnes correspondent"),
    refused("rnipp_nom_marital", "Y010007", "Registre national : nom marital"),
    refused("rnipp_aucun", "Y010008", "Registre national : aucune réponse"),
    refused("decede", "Y010015", "Registre national : personne décédée"),
    refused("rnipp_refuse", "Y010011", "Registre national : en panne"),
    refused("rnipp_lent", "Y010012", "Registre national : trop lent"),
];
