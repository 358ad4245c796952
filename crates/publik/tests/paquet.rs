//! A package of téléservices that communes share, with the shapes of the public
//! ones: old and new exports, a great workflow for several forms, cards and
//! their views, calls, mail templates. All is our own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{path::PathBuf, sync::LazyLock};

use definition::{Compiled, Definition, run_tests};
use forms::{Field, Lookups};
use publik::{Count, FileState, FormReport, Import, Verdict, Weight, import, read_paths};
use workflow::{EffectSpec, Transition};

static IMPORT: LazyLock<Import> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/paquet");
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

fn body(slug: &str, message: &str) -> &'static str {
    let messages = &definition(slug).messages;
    messages.iter().find(|(name, _)| name.as_str() == message).map(|(_, message)| message.body.as_str()).unwrap()
}

fn report(slug: &str) -> &'static FormReport {
    IMPORT.report.forms.iter().find(|form| form.slug == slug).unwrap()
}

fn tells(slug: &str, weight: Weight, words: &str) -> bool {
    report(slug).notes.iter().any(|note| note.weight == weight && note.message.contains(words))
}

#[test]
fn all_can_be_used() {
    assert_eq!(IMPORT.definitions.len(), 14);
    for (one, told) in IMPORT.definitions.iter().zip(&IMPORT.report.forms) {
        assert_ne!(told.verdict, Verdict::ToRedo, "{}: {:#?}", one.slug, told.findings);
        let compiled = Compiled::new(one.definition.clone()).map_err(|findings| format!("{}: {findings:#?}", one.slug)).unwrap();
        let tried = run_tests(&compiled, &one.definition.tests, &Lookups::default());
        assert!(tried.iter().all(|report| report.passed), "{}", one.slug);
    }
    let tested = IMPORT.definitions.iter().filter(|one| !one.definition.tests.is_empty()).count();
    assert!(tested >= 6, "{tested} are tried by filling them in");
}

#[test]
fn most_conditions_and_all_texts_are_carried() {
    let of = |constructs: &[&str]| {
        let counts: Vec<&Count> = IMPORT.report.counts.iter().filter(|count| constructs.contains(&count.construct.as_str())).collect();
        let (left, all) =
            counts.iter().fold((0, 0), |(left, all), count| (left + count.left, all + count.as_is + count.changed + count.left));
        (all - left, all)
    };
    let (kept, all) = of(&["condition de champ", "condition de page"]);
    assert!(all > 40 && kept * 10 >= all * 8, "{kept} of {all} conditions of the form");
    let (kept, all) = of(&["condition d’action"]);
    assert!(all > 20 && kept * 10 >= all * 7, "{kept} of {all} conditions of the workflow");
    let (kept, all) = of(&["modèle de texte"]);
    assert!(all > 40 && kept == all, "{kept} of {all} texts");
}

#[test]
fn files_that_are_no_teleservice_are_told() {
    let aside: Vec<_> = IMPORT.report.files.iter().filter(|file| file.state != FileState::Read).collect();
    assert_eq!(aside.len(), 5);
    assert!(aside.iter().all(|file| file.state == FileState::Ignored && !file.message.contains("n’est pas connu")), "{aside:#?}");
    for one in &IMPORT.definitions {
        assert!(!one.toml.contains("exemple.invalid") && !one.toml.contains("13245"), "{}", one.slug);
    }
}

#[test]
fn a_shared_workflow_reads_nothing_in_what_a_form_does_not_ask() {
    let residence = "certificat-residence";
    assert_eq!(transition(residence, "Terminer").condition, None, "no way of sending: the button is always there");
    let asked = "has(destinations) && (destinations == null || destinations == 'poste') || !has(destinations)";
    assert_eq!(transition("copie-acte", "Terminer").condition.as_deref(), Some(asked));
    let values: Vec<&str> = definition(residence)
        .workflow
        .effects()
        .filter_map(|effect| if let EffectSpec::SetData(data) = effect { Some(data.value.as_str()) } else { None })
        .collect();
    let own = ["(!has(concerne) || has(concerne) && concerne == 'moi' ? true : false)", "(has(nom) ? nom : '')"];
    assert!(own.iter().all(|own| values.contains(own)), "whom it is for: {values:?}");
    assert!(!body(residence, "usager-traitee").contains("porte-documents"));
    assert!(body("copie-acte", "usager-traitee").contains("{% if answers.destinations %}"));
    assert!(tells(residence, Weight::Info, "form_var_destinations"), "{:#?}", report(residence).notes);
}

#[test]
fn a_status_that_only_an_action_of_everywhere_leads_to_stays() {
    let cancel = transition("location-salle-vdo", "Annulation");
    assert_eq!((cancel.to.as_str(), cancel.by.len()), ("annulation", 2));
    assert!(definition("certificat-residence").workflow.statuses.iter().any(|status| status.slug == "supprime-du-panier"));
}

#[test]
fn nothing_to_do_is_missed_on_the_way_out_of_a_status() {
    let call = transition("copie-acte", "Appeler le service\u{a0}: Récupération");
    assert_eq!((call.from[0].as_str(), call.by.len()), ("recuperation", 1));
    let after = transition("copie-acte", "Passer à\u{a0}: Acte délivré");
    assert!(after.by.len() == 1 && after.from.iter().any(|from| from.as_str() == "recuperation"), "the case waits: {after:?}");
}

#[test]
fn a_call_without_address_did_nothing() {
    assert!(tells("demande", Weight::Info, "n’avait pas d’adresse"));
    assert!(!definition("demande").connectors.iter().any(|connector| connector.slug == "service-appele"));
}

#[test]
fn letters_say_nothing_cut_short() {
    let letter = body("prime-recuperateur", "usager-nouvelle-demande");
    assert!(letter.starts_with("Bonjour {{ answers.prenom }} {{ answers.nom }},"), "{letter}");
    let accepted = body("prime-recuperateur", "usager-acceptee");
    assert!(!accepted.contains("passé de") && accepted.contains("Cette demande est acceptée"), "{accepted}");
    assert!(tells("prime-recuperateur", Weight::Info, "il est passé de « … » à"), "{:#?}", report("prime-recuperateur").notes);
}

#[test]
fn what_another_workflow_asks_is_empty_in_this_one() {
    let refused = body("prime-recuperateur", "usager-refusee");
    assert!(refused.contains("est refusée") && !refused.contains("Motif"), "{refused}");
    assert!(body("changer-adresse", "usager-refusee").contains("{% if data.refus_motif %}"));
    assert!(tells("prime-recuperateur", Weight::Info, "refus_var_motif"));
    assert!(!tells("prime-recuperateur", Weight::Check, "refus_var_motif"));
}

#[test]
fn answers_closed_in_the_source_are_not_offered() {
    let options = question("copie-acte", "destinations").settings["options"].as_array().unwrap();
    assert_eq!(options.len(), 2);
    assert!(tells("copie-acte", Weight::Check, "«\u{a0}Par coursier\u{a0}»"));
}

#[test]
fn a_view_of_cards_is_a_list_of_its_own() {
    let table = |slug: &str| IMPORT.referentials.iter().find(|table| table.slug == slug).unwrap();
    assert_eq!(table("metiers-ouverts-administration").columns, table("metiers-ouverts").columns);
    assert!(table("metiers-ouverts-administration").origin.as_ref().unwrap().contains("la vue «\u{a0}administration\u{a0}»"));
}

#[test]
fn patterns_are_found_where_old_sites_put_them() {
    assert_eq!(question("candidature-libre", "numero").settings["format"], "digits", "in the width of the field");
    for phone in ["tel", "tel_p"] {
        assert_eq!(question("copie-acte", phone).kind, "phone", "in the condition to leave the page");
    }
    assert!(definition("copie-acte").form.pages.iter().all(|page| page.exit.is_empty()));
    assert_eq!(question("declaration-union", "heure").kind, "time");
    assert_eq!(question("candidature-libre", "site").settings["format"], "url");
    assert!(tells("copie-acte", Weight::Info, "est maintenant celui de la question"));
}

#[test]
fn the_first_line_of_a_list_is_no_help() {
    assert_eq!(question("transfert-sepulture", "emplacement").hint, None);
    assert_eq!(question("copie-acte", "langue").hint, None);
    assert_eq!(question("copie-acte", "document").hint.as_deref(), Some("Sélectionnez le type."));
}

#[test]
fn settings_are_told_as_they_are() {
    assert!(tells("copie-acte", Weight::Info, "sans page de relecture"));
    assert!(tells("declaration-union", Weight::Check, "n’est plus verrouillée"), "locked unless it is empty");
    assert!(tells("location-salle-vdo", Weight::Decide, "calendrier_salles"));
    let tracking = report("prime-recuperateur").form_counts.iter().any(|count| count.construct == "réglage enable_tracking_codes");
    assert!(!tracking, "what is off is not carried");
}

#[test]
fn a_question_asked_on_one_page_or_on_another_is_one_for_the_calls() {
    let arguments: Vec<_> = definition("location-salle-vdo")
        .workflow
        .effects()
        .filter_map(|effect| if let EffectSpec::CallConnector(call) = effect { call.arguments.get("salle") } else { None })
        .collect();
    assert_eq!(arguments, ["(has(salle_2.id) ? salle_2.id : salle.id)"; 2]);
}
