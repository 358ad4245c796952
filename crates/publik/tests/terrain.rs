//! Exports with the shapes of real ones: old encodings and Python, lists of
//! options, chains of calls, files handed over, computed blocks. All is our own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{path::PathBuf, sync::LazyLock};

use definition::{Compiled, Definition, run_tests};
use forms::{Field, Lookups};
use publik::{FormReport, Import, Verdict, Weight, import, read_paths};
use workflow::{EffectSpec, Transition};

static IMPORT: LazyLock<Import> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/terrain");
    import(&read_paths(&[folder]).unwrap())
});

fn definition(slug: &str) -> &'static Definition {
    &IMPORT.definitions.iter().find(|one| one.slug == slug).unwrap().definition
}

fn question(slug: &str, name: &str) -> &'static Field {
    definition(slug).form.pages.iter().flat_map(|page| &page.fields).find(|field| field.slug == name).unwrap()
}

fn transition(slug: &str, label: &str) -> &'static Transition {
    definition(slug).workflow.transitions.iter().find(|transition| transition.label == label).unwrap()
}

fn report(slug: &str) -> &'static FormReport {
    IMPORT.report.forms.iter().find(|form| form.slug == slug).unwrap()
}

/// Whether a note of a form says these words, at this weight.
fn tells(slug: &str, weight: Weight, words: &str) -> bool {
    report(slug).notes.iter().any(|note| note.weight == weight && note.message.contains(words))
}

#[test]
fn all_of_them_can_be_used() {
    for form in &IMPORT.report.forms {
        assert_eq!(form.verdict, Verdict::ToCheck, "{}: {:#?}", form.slug, form.findings);
    }
    for one in &IMPORT.definitions {
        assert!(!one.toml.is_empty(), "{} is written", one.slug);
        let compiled = Compiled::new(one.definition.clone()).map_err(|findings| format!("{}: {findings:#?}", one.slug)).unwrap();
        assert!(run_tests(&compiled, &one.definition.tests, &Lookups::default()).iter().all(|report| report.passed), "{}", one.slug);
    }
}

#[test]
fn an_old_export_is_read_with_its_encoding_its_patterns_and_its_python() {
    let old = "copie-acte-ancien";
    assert_eq!(question(old, "forme").settings["options"][1]["label"], "Copie entière");
    assert_eq!(question(old, "cp").settings["format"], "postcode", "the pattern stands alone");
    assert!(question(old, "cp").listed, "`in_listing` says it");
    assert_eq!(question(old, "nombre").settings["format"], "digits");
    assert_eq!(question(old, "nombre").default.as_deref(), Some("string(1)"), "a default in Python");
    let pages = &definition(old).form.pages;
    assert_eq!(pages[0].exit[0].condition, "'69000,69100'.contains(cp)");
    assert_eq!(pages[1].condition.as_deref(), Some("pour == 'autre'"), "`var_pour_raw` is `form_var_pour_raw`");
    let values: Vec<&str> = definition(old)
        .workflow
        .effects()
        .filter_map(|effect| if let EffectSpec::SetData(data) = effect { Some(data.value.as_str()) } else { None })
        .collect();
    assert_eq!(values[..2], ["(has(pour) && pour == 'moi' ? (has(nom) ? nom : '') : (has(nom_autre) ? nom_autre : ''))", "true"]);
    assert!(!values.iter().any(|value| value.contains("script")), "what cannot be computed is no text: {values:?}");
    assert!(tells(old, Weight::Check, "«\u{a0}script\u{a0}» n’existe pas ici"));
}

#[test]
fn links_lead_to_the_request_or_are_words() {
    let old = "copie-acte-ancien";
    let text = &question(old, "vos_donnees_ont_change_voyez_votre_compte").settings["text"];
    assert_eq!(text, "Vos données ont changé\u{a0}? Voyez votre compte, puis l'aide.");
    let messages = &definition(old).messages;
    let body = |name: &str| messages.iter().find(|(slug, _)| slug.as_str() == name).map(|(_, message)| message.body.as_str()).unwrap();
    assert!(body("modele-absent").contains("Voir la demande\u{a0}: {{ case.url }}"));
    assert!(body("modele-absent").ends_with("L'espace"));
    assert!(body("aux-archives").ends_with("{{ case.reference }}"), "an agent finds the request by its number");
    assert!(tells(old, Weight::Check, "Le modèle de courriel «\u{a0}modele-absent\u{a0}»"));
    assert!(tells(old, Weight::Info, "portal_url"));
}

#[test]
fn options_are_lists_and_choices() {
    let care = "carnet-accueil";
    assert_eq!(question(care, "natation").condition, None, "the option asks this question");
    assert_eq!(question(care, "groupe").condition.as_deref(), Some("false"), "and not that one");
    let found = definition(care).workflow.transitions.iter().any(|transition| transition.label == "Passer à\u{a0}: En attente de paiement");
    assert!(found, "the option is compared as it reads: {:#?}", definition(care).workflow.transitions);
    assert!(!definition(care).form.pages[0].fields.iter().any(|field| field.label.contains("collègues")), "a note for colleagues");
}

#[test]
fn answers_come_from_the_source_when_it_is_there() {
    let care = "carnet-accueil";
    assert_eq!(question(care, "natation").settings["options"][0]["value"], "oui", "the source, not what is left of a list");
    assert_eq!(question(care, "niveau").condition.as_deref(), Some("natation == 'oui'"));
    assert_eq!(question(care, "groupe").settings["options"][0]["value"], "O", "the list, for want of the source");
    assert!(tells(care, Weight::Check, "n’est pas parmi les fichiers. Celles qui sont écrites"));
    let several = question(care, "autorisations");
    assert_eq!((several.kind.as_str(), &several.settings["fields"][0]["list"]), ("block", &"autorisations-du-jour".into()));
    assert_eq!((&question(care, "enfant").hint, question(care, "national").settings["max_length"].as_u64()), (&None, Some(11)));
}

#[test]
fn a_failed_call_leads_where_the_author_said() {
    let care = "carnet-accueil";
    let rescue = transition(care, "L’appel a échoué\u{a0}: Erreur de lecture");
    assert!(rescue.by.is_empty() && rescue.to == "erreur-de-lecture", "{rescue:?}");
    let named = definition(care).workflow.effects().any(
        |effect| matches!(effect, EffectSpec::CallConnector(call) if call.connector == "lecture-du-solde" && call.on_failure.as_ref() == Some(&rescue.slug)),
    );
    assert!(named);
    let from: Vec<&str> = rescue.from.iter().map(|from| from.as_str()).collect();
    assert_eq!(from, ["lecture-du-solde"], "where the call is made, and nowhere else");
    assert!(!tells(care, Weight::Check, "Aucune action ne mène à ce statut"), "{:#?}", report(care).notes);
    let again = "rendez-vous-guichet";
    assert_eq!(
        transition(again, "L’appel a échoué\u{a0}: Créneau déjà pris").to,
        "creneau-deja-pris",
        "not the status that only calls again"
    );
}

#[test]
fn who_decides_of_a_jump_decides_of_the_next() {
    let care = "carnet-accueil";
    for label in ["Passer à\u{a0}: En attente de paiement", "Passer à\u{a0}: Enregistrement"] {
        let found = transition(care, label);
        assert_eq!((found.by.len(), found.from.contains(&"lecture-du-solde".parse().unwrap())), (1, true), "{label}");
    }
}

#[test]
fn buttons_of_everywhere_stay_where_they_were() {
    let cancel = transition("carnet-accueil", "Annulation");
    assert_eq!(cancel.from.iter().map(|from| from.as_str()).collect::<Vec<_>>(), ["en-attente-de-paiement"]);
    assert_eq!(cancel.confirmation.as_deref(), Some("Annulation\u{a0}?"));
    assert!(tells("carnet-accueil", Weight::Decide, "Un appel venu d’ailleurs"));
}

#[test]
fn a_role_of_the_form_is_its_function() {
    let closing = transition("carnet-accueil", "Tenir pour régularisée");
    assert_eq!(closing.by, ["agent-traitant"]);
}

#[test]
fn handing_a_file_over_goes_on() {
    let given = transition("attestation-domicile", "Envoyer le document");
    assert_eq!((given.to.as_str(), given.by.len()), ("traitee", 1));
    assert!(given.condition.is_some());
    assert!(tells("attestation-domicile", Weight::Decide, "Le service rendait un fichier"));
}

#[test]
fn a_call_that_sent_nothing_does_not_send_the_whole_request() {
    let care = definition("carnet-accueil");
    let sent = |effect: &EffectSpec| if let EffectSpec::CallConnector(call) = effect { Some(call.arguments.len()) } else { None };
    let sent: Vec<usize> = care.workflow.effects().filter_map(sent).collect();
    assert!(!sent.is_empty() && sent.iter().all(|count| *count > 0), "{sent:?}");
}

#[test]
fn an_address_is_offered_by_the_browser() {
    assert_eq!(question("rendez-vous-guichet", "rue").settings["autocomplete"], "street-address");
    assert_eq!(question("rendez-vous-guichet", "code_postal").settings["autocomplete"], "postal-code");
}

#[test]
fn a_loop_goes_on_and_a_computed_count_has_a_bound() {
    let check = transition("rendez-vous-guichet", "Vérifier les dossiers");
    assert_eq!((check.to.as_str(), check.from[0].as_str()), ("en-attente-du-rendez-vous", "en-attente-du-rendez-vous"), "it comes back");
    assert!(check.effects.iter().any(|guarded| matches!(guarded.effect, EffectSpec::CallConnector(_))));
    assert!(tells("rendez-vous-guichet", Weight::Decide, "pour chaque élément d’une liste"));
    assert_eq!(question("foyer-changement", "personnes").settings["max"], 10);
    assert!(tells("foyer-changement", Weight::Check, "Le nombre d’éléments était calculé"));
}
