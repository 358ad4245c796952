//! The téléservices of `fixtures`, imported as a commune would.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{collections::BTreeSet, path::PathBuf, sync::LazyLock};

use definition::{Compiled, Definition, from_toml, run_tests};
use forms::Lookups;
use publik::{FileState, Import, Report, Verdict, Weight, import, read_paths};
use workflow::{EffectSpec, Nature, Transition};

static IMPORT: LazyLock<Import> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    // the package that communes share is a site of its own
    let parts = ["README.md", "blocs", "cartes", "circuits", "courriels", "formulaires", "sources", "terrain"];
    import(&read_paths(&parts.map(|part| folder.join(part))).unwrap())
});

fn definition(slug: &str) -> &'static Definition {
    &IMPORT.definitions.iter().find(|one| one.slug == slug).unwrap().definition
}

fn verdict(slug: &str) -> Verdict {
    IMPORT.report.forms.iter().find(|form| form.slug == slug).unwrap().verdict
}

fn transition<'a>(definition: &'a Definition, label: &str) -> &'a Transition {
    definition.workflow.transitions.iter().find(|transition| transition.label == label).unwrap()
}

/// The condition of a question or of a page.
fn condition(slug: &str, name: &str) -> Option<String> {
    let pages = &definition(slug).form.pages;
    let page = pages.iter().find(|page| page.slug == name).map(|page| page.condition.clone());
    page.unwrap_or_else(|| pages.iter().flat_map(|page| &page.fields).find(|field| field.slug == name).unwrap().condition.clone())
}

#[test]
fn nine_in_ten_can_be_used() {
    let all = IMPORT.report.forms.len();
    let usable = IMPORT.report.verdicts(Verdict::Ready) + IMPORT.report.verdicts(Verdict::ToCheck);
    assert!(usable * 10 >= all * 9, "{usable} of {all}");
    assert_eq!(verdict("composteur"), Verdict::Ready);
    assert_eq!(verdict("carte-stationnement"), Verdict::ToCheck);
    assert_eq!(verdict("sans-circuit"), Verdict::ToRedo);
}

#[test]
fn what_is_imported_can_be_published() {
    for one in &IMPORT.definitions {
        assert_eq!(from_toml(&one.toml).unwrap(), one.definition, "{}", one.slug);
        let compiled = Compiled::new(one.definition.clone()).map_err(|findings| format!("{}: {findings:#?}", one.slug)).unwrap();
        for report in run_tests(&compiled, &one.definition.tests, &Lookups::default()) {
            assert!(report.passed, "{}: {:?}", one.slug, report.failures);
        }
    }
    let tested = IMPORT.definitions.iter().filter(|one| !one.definition.tests.is_empty()).count();
    assert!(tested * 2 > IMPORT.definitions.len(), "{tested} are tried by filling them in");
}

#[test]
fn no_address_nor_personal_subject_is_carried() {
    for one in &IMPORT.definitions {
        assert!(!one.toml.contains("exemple.invalid"), "{}", one.slug);
        for message in one.definition.messages.values() {
            assert!(!message.subject.contains("answers.") && !message.subject.contains("data."), "{}: {}", one.slug, message.subject);
        }
    }
}

#[test]
fn conditions_are_those_of_the_form() {
    for (slug, name, expected) in [
        ("inscription-scolaire", "jugement", "lien == 'Tuteur'"),
        ("inscription-scolaire", "cantine", "(has(enfants) ? size(enfants) : 0) > 0"),
        ("acte-naissance", "la-personne-concernee", "pour == null || pour != 'Moi'"),
        ("acte-naissance", "carte", "lien in ['Avocat', 'Notaire']"),
        ("carte-stationnement", "employeur", "societe == 'Oui'"),
        ("place-creche", "precisions", "'Mercredi' in jours || horaires == 'Après-midi'"),
        ("badge-dechetterie", "pieces", "lower(ville) == 'lyon' || (has(cp) ? size(cp) : 0) == 5"),
        ("occupation-domaine", "urgent", "debut < add_working_days(today(), 10)"),
    ] {
        assert_eq!(condition(slug, name).as_deref(), Some(expected), "{slug} {name}");
    }
    let wedding = definition("dossier-mariage").form.pages.iter().find(|page| !page.exit.is_empty()).unwrap();
    assert_eq!(wedding.exit[0].condition, "age(naissance) >= 18 && age(naissance_2) >= 18");
}

#[test]
fn fields_have_the_types_they_deserve() {
    let kinds = |slug: &str| {
        definition(slug)
            .form
            .pages
            .iter()
            .flat_map(|page| &page.fields)
            .map(|field| (field.slug.clone(), field.kind.clone()))
            .collect::<BTreeSet<_>>()
    };
    for (slug, field, kind) in [
        ("inscription-scolaire", "enfants", "block"),
        ("inscription-scolaire", "ecole", "choice"),
        ("inscription-scolaire", "telephone", "phone"),
        ("reservation-salle", "salle", "referential"),
        ("reservation-salle", "siret", "siret"),
        ("signalement-voirie", "lieu", "place"),
        ("carte-stationnement", "plaque", "plate"),
        ("subvention-association", "budget", "table"),
        ("subvention-association", "projets", "block"),
        ("subvention-association", "iban", "iban"),
        ("place-creche", "creches", "ranked"),
        ("benevolat", "metier", "referential"),
        ("benevolat", "charte", "acceptance"),
        ("changement-adresse", "mel", "email"),
    ] {
        assert!(kinds(slug).contains(&(field.to_owned(), kind.to_owned())), "{slug}: {field} is no {kind}: {:?}", kinds(slug));
    }
    assert!(!kinds("subvention-association").iter().any(|(field, _)| field == "mdp"), "a password is never asked");
}

#[test]
fn statuses_that_nobody_stays_in_disappear() {
    let definition = definition("occupation-domaine");
    let statuses: Vec<&str> = definition.workflow.statuses.iter().map(|status| status.slug.as_str()).collect();
    assert_eq!(
        statuses,
        [
            "a-l-etude",
            "en-attente-de-complement",
            "en-attente-apres-relance",
            "a-valider-par-le-chef",
            "accord-donne",
            "refusee",
            "classee-sans-suite"
        ]
    );
    assert_eq!(definition.workflow.initial, "a-l-etude");
    let natures: Vec<Nature> = definition.workflow.statuses.iter().map(|status| status.nature).collect();
    assert_eq!(
        natures,
        [Nature::Filed, Nature::Waiting, Nature::Waiting, Nature::InProgress, Nature::Closed, Nature::Closed, Nature::Closed]
    );
}

#[test]
fn a_form_alone_in_a_status_is_asked_by_the_button_that_leads_there() {
    let refuse = transition(definition("occupation-domaine"), "Refuser");
    assert_eq!(refuse.input.as_ref().unwrap().as_str(), "refus");
    assert_eq!(refuse.to, "refusee");
    let effects: Vec<_> = refuse.effects.iter().map(|guarded| &guarded.effect).collect();
    let [EffectSpec::SetData(motif), EffectSpec::Message(_)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((motif.slug.as_str(), motif.value.as_str()), ("refus_motif", "input.motif"));
    let letter = &definition("occupation-domaine").messages["demande-refusee"];
    assert!(letter.body.contains("{% if data.refus_motif %}Motif : {{ data.refus_motif }}{% endif %}"), "{}", letter.body);
}

#[test]
fn everybody_keeps_what_she_could_do() {
    let booking = definition("reservation-salle");
    assert_eq!(transition(booking, "J’accepte cette date").by, ["citizen"]);
    assert_eq!(transition(booking, "Annuler ma réservation").confirmation.as_deref(), Some("Annuler ma réservation\u{a0}?"));
    assert_eq!(transition(booking, "Proposer une autre date").input.as_ref().unwrap().as_str(), "proposition");
    assert_eq!(
        booking.workflow.automations.iter().find(|automation| automation.condition.is_some()).unwrap().condition.as_deref(),
        Some("personnes <= 30")
    );
    let street = definition("signalement-voirie");
    let teams = street.workflow.effects().filter(|effect| matches!(effect, EffectSpec::Transfer(_))).count();
    assert_eq!(teams, 2, "each rule gives the case to its team");
    assert_eq!(street.connectors[0].slug, "transmettre-au-partenaire");
}

#[test]
fn cards_and_sources_are_tables() {
    let table = |slug: &str| IMPORT.referentials.iter().find(|table| table.slug == slug).unwrap();
    assert_eq!(table("salle").columns.iter().map(|column| column.kind.as_str()).collect::<Vec<_>>(), ["text", "number", "text"]);
    assert_eq!(table("ecoles").rows[1], ["curie", "École Marie-Curie"]);
    assert_eq!(table("metiers").rows.len(), 45);
    assert!(table("pays").rows.is_empty() && table("pays").origin.is_some());
}

#[test]
fn the_report_says_all_in_french_and_as_data() {
    let report = &IMPORT.report;
    let text = report.to_markdown();
    for words in [
        "23 démarches",
        "## Pour toutes les démarches",
        "## Ce qui est repris",
        "### À décider",
        "### Fonctions à relier",
        "Mot de passe du dossier",
        "Le circuit «\u{a0}Circuit disparu\u{a0}»",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let aside: Vec<_> = report.files.iter().filter(|file| file.state != FileState::Read).collect();
    assert!(matches!(aside.as_slice(), [file] if file.name.ends_with("README.md")), "{aside:?}");
    let places: Vec<_> = report.forms.iter().flat_map(|form| &form.notes).filter(|note| note.weight >= Weight::Check).collect();
    assert!(
        places.iter().all(|note| !note.place.is_empty() && note.message.ends_with(['.', '?', ')']) || note.message.contains("avant")),
        "each says where and what"
    );
    let json = serde_json::to_string(report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), *report);
}
