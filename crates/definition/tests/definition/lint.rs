//! What is said of a definition.

use crate::common::{changed, example, said};
use definition::{Compiled, Definition, Severity, lint};
use serde_json::json;

/// What is found, as « path », by severity.
fn found(definition: &Definition, severity: Severity) -> Vec<String> {
    lint(definition).into_iter().filter(|finding| finding.severity == severity).map(|finding| finding.path).collect()
}

fn errors(from: &str, to: &str) -> Vec<String> {
    found(&changed(from, to), Severity::Error)
}

fn warnings(from: &str, to: &str) -> Vec<String> {
    found(&changed(from, to), Severity::Warning)
}

#[test]
fn the_example_has_nothing_to_correct() {
    assert_eq!(said(lint(&example())), "");
}

#[test]
fn an_incomplete_record_of_processing_forbids_publishing() {
    assert_eq!(errors("legal_basis = \"Mission d’intérêt public.\"", "legal_basis = \" \""), ["settings.processing.legal_basis"]);
    assert_eq!(errors("retention_months = 24", "retention_months = 0"), ["settings.processing.retention_months"]);
    assert_eq!(errors("\"Le service Voirie\", \"La police municipale\"", ""), ["settings.processing.recipients"]);
    assert!(Compiled::new(changed("retention_months = 24", "retention_months = 0")).is_err());
}

#[test]
fn settings_that_cannot_be_are_found() {
    assert_eq!(errors("place = \"adresse\"", "place = \"lieu\""), ["settings.competence.place"]);
    assert_eq!(errors("from = \"2026-01-01\"", "from = \"2026-02-01\", to = \"2026-01-01\""), ["settings.opening"]);
    assert_eq!(errors("minutes = 5", "minutes = 0"), ["settings.minutes"]);
    assert_eq!(errors("schema_version = 1", "schema_version = 2"), ["schema_version"]);
}

#[test]
fn mistakes_of_the_form_and_of_the_workflow_are_told_where_they_stand() {
    assert_eq!(errors("condition = \"entreprise\"", "condition = \"entreprise == 3\""), ["form.pages.entreprise.condition"]);
    assert_eq!(errors("\"jour >= today()\"", "\"jours >= today()\""), ["workflow.transitions.accepter.condition"]);
    assert_eq!(
        errors("slug = \"liste\"", "slug = \"list-e\"").first().map(String::as_str),
        Some("inputs.pieces.pages.saisie.fields.list-e.slug")
    );
    assert!(errors("slug = \"nom_entreprise\"", "slug = \"data\"").contains(&"form.pages".to_owned()));
}

#[test]
fn a_page_cannot_take_the_address_of_what_one_does_with_a_draft() {
    for name in ["resume", "plus-tard", "envoi", "suppression", "fichiers"] {
        let mut definition = example();
        definition.form.pages[0].slug = name.to_owned();
        let told = said(lint(&definition));
        assert!(told.contains(&format!("form.pages.{name}.slug")), "{told}");
        assert!(told.contains(&format!("Une page ne peut pas s’appeler «\u{a0}{name}\u{a0}»")), "{told}");
        assert!(Compiled::new(definition).is_err());
    }
}

#[test]
fn questions_hard_to_read_out_are_found() {
    let long = format!("label = \"{}\"", "mot ".repeat(40));
    assert_eq!(warnings("label = \"Devis\"", &long), ["form.pages.entreprise.fields.devis"]);
    assert_eq!(warnings("hint = \"De 1 à 5 jours.\"", "hint = \"nombre de JOURS\""), ["form.pages.date.fields.duree"]);
    assert_eq!(warnings("label = \"Devis\"", "label = \"Véhicule\""), ["form.pages.entreprise.fields.devis"]);
    let many: String = (0..31).map(|index| format!("{{ value = \"v{index}\", label = \"V{index}\" }},")).collect();
    assert_eq!(warnings("{ value = \"fourgon\", label = \"Un fourgon\" },", &many), ["form.pages.date.fields.vehicule"]);
}

#[test]
fn long_sentences_are_only_advice() {
    let long = changed("intro = \"Faites votre demande 10 jours avant.\"", &format!("intro = \"{}\"", "mot ".repeat(26)));
    assert_eq!(found(&long, Severity::Advice), ["form.pages.date.intro"]);
    assert!(Compiled::new(long).is_ok());
}

#[test]
fn what_nothing_uses_is_found() {
    let unused = warnings("template = \"recue\"", "template = \"piece\"");
    assert_eq!(unused, ["messages.recue"]);
    let silent = errors("body = \"L’usager a répondu. {{ case.url }}\"", "body = \"\"");
    assert_eq!(silent, ["messages.reprise.body"]);
    assert!(
        errors("template = \"reprise\"", "template = \"rien\"").contains(&"workflow.transitions.reprendre.effects.0.template".to_owned())
    );
    assert!(
        errors("connector = \"pose_panneaux\"", "connector = \"rien\"")
            .contains(&"workflow.transitions.accepter.effects.2.connector".to_owned())
    );
}

#[test]
fn the_gravest_comes_first() {
    let mut definition = example();
    definition.settings.minutes = 0;
    definition.settings.after.clear();
    definition.tests.clear();
    let severities: Vec<_> = lint(&definition).into_iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Warning, Severity::Advice]);
}

#[test]
fn what_a_sensitive_answer_cannot_serve_for_is_told() {
    let mut definition = example();
    let address = &mut definition.form.pages[1].fields[0];
    (address.sensitive, address.listed) = (true, true);
    let told = found(&definition, Severity::Warning);
    assert!(told.contains(&"form.pages.lieu.fields.adresse".to_owned()), "it is listed too: {told:?}");
    assert!(told.iter().any(|path| path.starts_with("documents.arrete.")), "its document would not show it: {told:?}");
    assert!(Compiled::new(definition.clone()).is_ok(), "what is live goes on compiling");
    let courriel = &mut definition.form.pages[3].fields[0];
    courriel.sensitive = true;
    assert!(found(&definition, Severity::Warning).contains(&"form.pages.contact.fields.courriel".to_owned()));
}

#[test]
fn a_copy_of_a_sensitive_answer_is_told() {
    let mut definition = example();
    definition.inputs.values_mut().flatten().for_each(|field| field.sensitive = field.slug == "motif");
    let told = found(&definition, Severity::Warning);
    assert!(told.contains(&"workflow.transitions.refuser.effects".to_owned()), "input.motif becomes a datum: {told:?}");
}

#[test]
fn what_is_computed_from_a_sensitive_answer_is_told_like_it() {
    let with = |public: bool| {
        let mut definition = example();
        let ask = json!({ "slug": "revenu", "label": "Revenu du mois", "type": "amount", "sensitive": true });
        let price = json!({ "slug": "prix", "label": "Prix du camion", "type": "computed", "expression": "revenu * 0.1", "result": "amount",
            "listed": true, "public": public });
        definition.form.pages[0].fields.extend([ask, price].map(|field| serde_json::from_value(field).unwrap()));
        definition.workflow.data.push(serde_json::from_value(json!({ "slug": "du", "label": "Montant dû", "type": "number" })).unwrap());
        let copy = json!({ "do": "set_data", "slug": "du", "value": "prix" });
        definition.workflow.on_filed.push(serde_json::from_value(copy).unwrap());
        definition.messages.values_mut().next().unwrap().body.push_str(" {{ answers.prix }}");
        definition.tests.clear();
        [Severity::Error, Severity::Warning].map(|severity| found(&definition, severity))
    };
    let [errors, warnings] = with(false);
    assert!(errors.iter().any(|path| path.starts_with("messages.")), "{errors:?}");
    let listed = warnings.iter().any(|path| path.starts_with("form.pages.") && path.ends_with(".prix"));
    assert!(listed && warnings.contains(&"workflow.on_filed".to_owned()), "{warnings:?}");
    let [errors, warnings] = with(true);
    assert!(
        errors.is_empty() && !warnings.iter().any(|path| path.ends_with(".prix") || path == "workflow.on_filed"),
        "{errors:?} {warnings:?}"
    );
}

#[test]
fn sensitive_answers_are_not_kept_longer_than_the_rest() {
    let with = |days: u16, months: u16| {
        let mut definition = example();
        let processing = &mut definition.settings.processing;
        (processing.sensitive_days, processing.retention_months) = (Some(days), months);
        found(&definition, Severity::Error)
    };
    assert_eq!(with(90, 1), ["settings.processing.sensitive_days"]);
    assert!(with(0, 1).is_empty() && with(90, 12).is_empty());
    let mut processing = example().settings.processing;
    assert_eq!(processing.sensitive_days(), 90, "unless told");
    processing.retention_months = 1;
    assert_eq!(processing.sensitive_days(), 28, "and never after the rest");
}
