//! The tests that a definition carries.

use crate::common::{EXAMPLE, changed, compiled, example};
use definition::{Compiled, Definition, TestReport, complete_test, from_toml, run_tests};
use forms::Lookups;

fn run(definition: definition::Definition) -> Vec<TestReport> {
    let tests = definition.tests.clone();
    run_tests(&compiled(definition), &tests, &Lookups::default())
}

/// What the first test says when one of its lines is changed.
fn failure(from: &str, to: &str) -> String {
    let (before, tests) = EXAMPLE.split_once("[[tests]]").unwrap();
    assert!(tests.contains(from), "{from} is not in the tests");
    let definition = from_toml(&format!("{before}[[tests]]{}", tests.replacen(from, to, 1))).unwrap();
    let reports = run(definition);
    let failed: Vec<_> = reports.into_iter().filter(|report| !report.passed).collect();
    assert_eq!(failed.len(), 1, "{failed:?}");
    failed[0].failures.join("\n")
}

#[test]
fn a_test_begins_on_its_own_day() {
    let mut definition = example();
    let late = definition.tests.remove(0);
    definition.tests = vec![
        definition::Test { starts_on: Some("2026-05-04".parse().unwrap()), ..late.clone() },
        // every day that it asks for is past by then
        definition::Test { starts_on: Some("2031-01-06".parse().unwrap()), ..late },
    ];
    assert_eq!(run(definition).iter().map(|report| report.passed).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn the_tests_of_the_example_pass() {
    let reports = run(example());
    assert_eq!(reports.len(), 3);
    for report in reports {
        assert!(report.passed, "{}: {:?}", report.name, report.failures);
    }
}

#[test]
fn a_test_fails_when_the_definition_changes_its_mind() {
    let reports = run(changed("max = 5", "max = 9"));
    let failures: Vec<_> = reports.iter().flat_map(|report| &report.failures).collect();
    assert_eq!(failures, ["Étape 2 (vérifier une erreur)\u{a0}: On attendait une erreur sur «\u{a0}duree\u{a0}». La page est acceptée."]);
}

#[test]
fn what_was_expected_and_what_was_found_are_told() {
    let status = failure("status = \"acceptee\"", "status = \"refusee\"");
    assert!(status.contains("le statut «\u{a0}refusee\u{a0}». On trouve «\u{a0}acceptee\u{a0}»"), "{status}");
    let message = failure("message = \"acceptee\"", "message = \"refusee\"");
    assert!(message.contains("le message «\u{a0}refusee\u{a0}» à l’adresse du champ «\u{a0}courriel\u{a0}»"), "{message}");
    assert!(message.contains("Messages envoyés\u{a0}: «\u{a0}acceptee\u{a0}»"), "{message}");
    let document = failure("document = \"arrete\"", "document = \"autre\"");
    assert!(document.contains("Documents faits\u{a0}: «\u{a0}arrete\u{a0}»"), "{document}");
    let journal = failure("journal = \"délai légal\"", "journal = \"accord\"");
    assert!(journal.contains("Le délai légal est passé sans réponse."), "{journal}");
    let tag = failure("tag = \"urgent\"", "tag = \"calme\"");
    assert!(tag.contains("Étiquettes\u{a0}: «\u{a0}urgent\u{a0}»"), "{tag}");
    let data = failure("data = { motif = \"La rue est trop étroite.\" }", "data = { motif = \"Non\" }");
    assert!(data.contains("La rue est trop étroite."), "{data}");
    let page = failure("page_hidden = \"entreprise\", page_shown = \"contact\"", "page_hidden = \"contact\"");
    assert_eq!(page, "Étape 3 (vérifier)\u{a0}: La page «\u{a0}contact\u{a0}» ne devrait pas être posée.");
}

#[test]
fn what_cannot_be_done_is_told() {
    let page = failure("page = \"lieu\"", "page = \"contact\"");
    assert!(page.contains("Page attendue\u{a0}: «\u{a0}lieu\u{a0}»"), "{page}");
    let field = failure("vehicule = \"camion\" }", "vehicule = \"camion\", couleur = \"bleu\" }");
    assert!(field.contains("«\u{a0}couleur\u{a0}» n’est pas sur la page «\u{a0}date\u{a0}»"), "{field}");
    let press = failure("transition = \"prendre\"", "transition = \"refuser\"");
    assert!(press.contains("La saisie est refusée"), "{press}");
    let who = failure("by = \"instructeur\"", "by = \"maire\"");
    assert!(who.contains("«\u{a0}maire\u{a0}» ne peut pas faire «\u{a0}prendre\u{a0}» dans le statut «\u{a0}recue\u{a0}»"), "{who}");
    let wrong = failure("courriel = \"ana@example.org\"", "courriel = \"ana\"");
    assert!(wrong.contains("Écrivez une adresse e-mail complète."), "{wrong}");
}

#[test]
fn a_compiled_definition_is_shared_between_threads() {
    fn shared<T: std::marker::Send + Sync>(_: &T) {}
    shared(&compiled(example()));
}

#[test]
fn a_test_brings_the_records_that_only_an_instance_has() {
    let school = r#"
[[form.pages.fields]]
slug = "quartier"
label = "Quartier"
type = "referential"
list = "quartiers"

[[form.pages.fields]]
slug = "ecole"
label = "École"
type = "referential"
list = "ecoles"
depends_on = "quartier.id"

[[form.pages]]
slug = "entreprise"
"#;
    let (before, tests) = EXAMPLE.split_once("[[tests]]").unwrap();
    let form = before.replacen("\n[[form.pages]]\nslug = \"entreprise\"\n", school, 1);
    let record = |id: &str, label: &str| format!("{{ id = \"{id}\", label = \"{label}\" }}");
    let filled = format!("quartier = {}, ecole = {}, entreprise = false", record("nord", "Nord"), record("e1", "École Jean-Macé"));
    let told = |tests: &str| run(from_toml(&format!("{form}[[tests]]{tests}")).unwrap());
    let last = tests.rsplit("[[tests]]").next().unwrap();
    assert!(told(last).iter().all(|report| !report.passed), "the school is asked");
    let reports = told(&last.replace("entreprise = false", &filled));
    assert!(reports.iter().all(|report| report.passed), "{reports:?}");
    let wrong = filled.replace("id = \"e1\", label = \"École Jean-Macé\"", "id = \"e1\"");
    assert!(told(&last.replace("entreprise = false", &wrong)).iter().all(|report| !report.passed), "half a record brings nothing");
}

#[test]
fn a_test_is_brought_up_to_a_form_that_changed() {
    let mut definition = example();
    let rooms = serde_json::json!({ "slug": "etage", "label": "Étage", "type": "number", "min": 0, "max": 12 });
    definition.form.pages[0].fields.push(serde_json::from_value(rooms).unwrap());
    let why = serde_json::json!({ "slug": "ascenseur", "label": "Y a-t-il un ascenseur ?", "type": "yes_no", "condition": "etage >= 0" });
    definition.form.pages[0].fields.push(serde_json::from_value(why).unwrap());
    let red = |definition: &Definition| {
        let compiled = Compiled::new(definition.clone()).unwrap();
        let reports = run_tests(&compiled, &definition.tests, &Lookups::default());
        reports.into_iter().filter(|report| !report.passed).count()
    };
    assert!(red(&definition) > 0);
    let compiled = Compiled::new(definition.clone()).unwrap();
    let completed = definition.tests.iter().map(|test| complete_test(&compiled, &Lookups::default(), &Lookups::default(), test)).collect();
    let completed = Definition { tests: completed, ..definition };
    assert_eq!(red(&completed), 0);
    // nothing to add: it stays as it is
    let compiled = Compiled::new(completed.clone()).unwrap();
    for test in &completed.tests {
        assert_eq!(&complete_test(&compiled, &Lookups::default(), &Lookups::default(), test), test);
    }
}

#[test]
fn a_test_chooses_in_the_lists_of_an_instance_and_needs_no_instance_after() {
    let mut definition = example();
    let room = serde_json::json!({ "slug": "salle", "label": "Salle", "type": "referential", "list": "salles" });
    definition.form.pages[0].fields.push(serde_json::from_value(room).unwrap());
    let compiled = Compiled::new(definition.clone()).unwrap();
    let rooms = forms::List::new(vec![forms::Item::new("fetes", "Salle des fêtes")]);
    let offered = Lookups { lists: [("salles".to_owned(), std::sync::Arc::new(rooms))].into(), ..Lookups::default() };
    let complete = |offered: &Lookups| -> Vec<TestReport> {
        let tests: Vec<_> = definition.tests.iter().map(|test| complete_test(&compiled, &Lookups::default(), offered, test)).collect();
        run_tests(&compiled, &tests, &Lookups::default())
    };
    assert!(complete(&Lookups::default()).iter().any(|report| !report.passed), "nothing to choose from");
    assert!(complete(&offered).iter().all(|report| report.passed), "{:?}", complete(&offered));
}

/// The example whose calls are read, and lead somewhere.
fn calling(steps: &str) -> Vec<TestReport> {
    let call = "arguments = { jour = \"jour\", duree = \"duree\", rue = \"adresse.street\" }";
    let reads = format!("{call}\nanswer = {{ motif = \"pose.numero\" }}\non_success = \"noter\"\non_refused = \"noter\"");
    let noted = "[[workflow.transitions]]\nslug = \"noter\"\nfrom = [\"acceptee\"]\nto = \"same\"\nlabel = \"Noter\"\neffects = [{ do = \"tag\", tag = \"notee\" }]\n";
    let (before, tests) = EXAMPLE.split_once("[[tests]]").unwrap();
    assert!(before.contains(call) && before.contains("[[connectors]]"));
    let before = before.replace(call, &reads).replacen("[[connectors]]", &format!("{noted}\n[[connectors]]"), 1);
    let first = tests.split("[[tests]]").next().unwrap();
    let accepted = first.find("transition = \"accepter\"").and_then(|at| first[at..].find('\n').map(|end| at + end)).unwrap();
    let definition = from_toml(&format!("{before}[[tests]]{}\n{steps}\n]\n", &first[..accepted])).unwrap();
    run(definition)
}

#[test]
fn a_call_is_expected_then_answered() {
    let reports = calling(
        r#"{ do = "expect", call = "pose_panneaux" },
           { do = "answer_call", connector = "pose_panneaux", with = { pose = { numero = "P-7" } } },
           { do = "expect", tag = "notee", data = { motif = "P-7" } },"#,
    );
    assert!(reports[0].passed, "{:?}", reports[0].failures);
    let missing = calling(r#"{ do = "expect", call = "autre" },"#).remove(0).failures.join("");
    assert!(missing.contains("Appels faits\u{a0}: «\u{a0}pose_panneaux\u{a0}»"), "{missing}");
}

#[test]
fn a_call_that_fails_follows_its_transition_or_stops_the_case() {
    let followed = calling(r#"{ do = "fail_call", connector = "pose_panneaux", how = "refused" }, { do = "expect", tag = "notee" },"#);
    assert!(followed[0].passed, "{:?}", followed[0].failures);
    for stops in [
        r#"{ do = "fail_call", connector = "pose_panneaux", how = "unreachable" },"#,
        r#"{ do = "answer_call", connector = "pose_panneaux", with = { pose = "P-7" } },"#,
    ] {
        let stopped = calling(&format!(r#"{stops} {{ do = "expect", status = "acceptee", stopped = true }},"#));
        assert!(stopped[0].passed, "{:?}", stopped[0].failures);
    }
    let twice = calling(&r#"{ do = "fail_call", connector = "pose_panneaux", how = "refused" },"#.repeat(2)).remove(0).failures.join("");
    assert!(twice.contains("n’attend de réponse"), "{twice}");
    let going = calling(r#"{ do = "expect", stopped = true },"#).remove(0).failures.join("");
    assert!(going.contains("On attendait une demande bloquée."), "{going}");
}

#[test]
fn a_test_joins_a_piece_with_the_date_that_it_bears() {
    let permit = r#"
[[form.pages.fields]]
slug = "permis"
label = "Permis de conduire"
type = "files"
dated = "until"

[[form.pages]]
slug = "entreprise"
"#;
    let (before, tests) = EXAMPLE.split_once("[[tests]]").unwrap();
    let form = before.replacen("\n[[form.pages]]\nslug = \"entreprise\"\n", permit, 1);
    let last = tests.rsplit("[[tests]]").next().unwrap();
    let told = |piece: &str| {
        let filled = last.replace("entreprise = false", &format!("permis = {piece}, entreprise = false"));
        run(from_toml(&format!("{form}[[tests]]{filled}")).unwrap()).iter().all(|report| report.passed)
    };
    assert!(told("{ files = [\"permis.pdf\"], date = \"2026-05-04\" }"), "its last day is today");
    assert!(!told("{ files = [\"permis.pdf\"], date = \"2026-05-03\" }"), "it was valid until yesterday");
    assert!(!told("[\"permis.pdf\"]"), "the date is asked");
}
