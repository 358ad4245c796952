//! A name that changes changes everywhere: what compiled still does, what was
//! tested still passes.

use definition::{Compiled, Definition, run_tests};
use forms::Lookups;

use super::{school, shipped, slug};
use crate::{ChoiceEdit, FieldEdit, Group, PageEdit, Place, Rename, Spot, apply, edit::offered, fields};

fn is_green(definition: &Definition) {
    let before: Vec<_> = definition::lint(definition).into_iter().filter(definition::Finding::is_error).collect();
    assert_eq!(before, [], "compiles");
    let compiled = Compiled::new(definition.clone()).unwrap_or_else(|findings| panic!("{findings:?}"));
    for report in run_tests(&compiled, &definition.tests, &Lookups::default()) {
        assert!(report.passed, "{report:?}");
    }
}

#[test]
fn everything_renamed_at_once_works_as_before() {
    for definition in shipped() {
        is_green(&definition);
        let mut renamed = definition.clone();
        // ranks do not change while names do
        for rank in 0..fields::all_of_form(&definition).len() {
            let (at, _) = fields::all_of_form(&renamed).remove(rank);
            renamed = apply(&renamed, &Rename { place: Place::Field(at), to: format!("champ_{rank}") }.into()).unwrap();
        }
        for (rank, page) in definition.form.pages.iter().enumerate() {
            renamed = apply(&renamed, &Rename { place: Place::Page(page.slug.clone()), to: format!("page-{rank}") }.into()).unwrap();
        }
        for input in definition.inputs.keys() {
            for (at, _) in fields::all_in(&renamed, &Group::input(input.clone()).home) {
                let to = format!("{}_{}", at.slug, input.as_str().replace('-', "_"));
                renamed = apply(&renamed, &Rename { place: Place::Field(at), to }.into()).unwrap();
            }
        }
        let workflow = &definition.workflow;
        let mut places: Vec<Place> = workflow.statuses.iter().map(|one| Place::Status(one.slug.clone())).collect();
        places.extend(workflow.transitions.iter().map(|one| Place::Transition(one.slug.clone())));
        places.extend(workflow.automations.iter().map(|one| Place::Automation(one.slug.clone())));
        places.extend(workflow.functions.iter().map(|one| Place::Function(one.slug.clone())));
        places.extend(workflow.data.iter().map(|one| Place::Data(one.slug.clone())));
        places.extend(definition.inputs.keys().cloned().map(Place::Input));
        places.extend(definition.messages.keys().cloned().map(Place::Message));
        places.extend(definition.documents.keys().cloned().map(Place::Document));
        for (rank, place) in places.into_iter().enumerate() {
            renamed = apply(&renamed, &Rename { place, to: format!("nom_{rank}") }.into()).unwrap();
        }
        is_green(&renamed);
    }
}

#[test]
fn the_values_of_answers_change_everywhere_too() {
    for definition in shipped() {
        let mut renamed = definition.clone();
        for (field, one) in fields::all_of_form(&definition) {
            for (rank, (value, _)) in offered(&one).into_iter().enumerate() {
                let to = format!("valeur_{rank}");
                renamed = apply(&renamed, &ChoiceEdit::Rename { field: field.clone(), value, to }.into()).unwrap();
            }
        }
        // the values of categories are read outside the document: by the directory, and computed from one question to another
        if definition.slug != "signalement" {
            is_green(&renamed);
        }
    }
}

#[test]
fn a_name_inside_a_block_is_followed_through_its_items() {
    let naissance = Group::page("enfants").field("enfants").inside().field("naissance");
    let renamed = apply(&school(), &Rename { place: Place::Field(naissance), to: "ne_le".into() }.into()).unwrap();
    let inside = fields::group(&renamed, &Group::page("enfants").field("enfants").inside()).unwrap();
    assert_eq!((inside[1].slug.as_str(), inside[1].checks[0].condition.as_str()), ("ne_le", "rentree - year(ne_le) >= 2"));
    let sante = Group::page("enfants").field("enfants").inside().field("sante");
    let renamed = apply(&school(), &Rename { place: Place::Field(sante), to: "allergie".into() }.into()).unwrap();
    let page = renamed.form.pages.iter().find(|page| page.slug == "sante").unwrap();
    assert_eq!(page.condition.as_deref(), Some("enfants.exists(e, e.allergie)"));
}

#[test]
fn a_name_that_is_taken_or_means_something_else_is_refused() {
    let rename = |to: &str| {
        let place = Place::Field(Group::page("garde").field("garde"));
        apply(&school(), &Rename { place, to: to.into() }.into()).unwrap_err().message().to_owned()
    };
    assert_eq!(rename("cantine"), "Le nom «\u{a0}cantine\u{a0}» est déjà pris.");
    assert_eq!(rename("in"), "«\u{a0}in\u{a0}» ne peut pas servir de nom. Exemple\u{a0}: date_naissance.");
    assert_eq!(rename("garde"), "Le nom «\u{a0}garde\u{a0}» est déjà pris.");
}

#[test]
fn questions_of_the_library_read_one_another_under_their_new_names() {
    let questions = serde_json::from_value(serde_json::json!([
        { "slug": "cantine", "label": "Cantine ?", "type": "yes_no" },
        { "slug": "jours_cantine", "label": "Quels jours ?", "type": "text", "condition": "cantine && habite == 'oui'" },
        { "slug": "2e", "label": "Deuxième", "type": "text" },
    ]));
    let insert = FieldEdit::Insert { to: Group::page("accords"), fields: questions.unwrap(), spot: Spot::First };
    let edited = apply(&school(), &insert.into()).unwrap();
    let page = edited.form.pages.iter().find(|page| page.slug == "accords").unwrap();
    let found: Vec<_> = page.fields.iter().take(3).map(|field| (field.slug.as_str(), field.condition.as_deref())).collect();
    assert_eq!(found, [("cantine_2", None), ("jours_cantine_2", Some("cantine_2 && habite == 'oui'")), ("e", None)]);
}

#[test]
fn a_copy_of_a_page_stands_by_itself() {
    let edited = apply(&school(), &PageEdit::Duplicate { page: "garde".into() }.into()).unwrap();
    let copy = edited.form.pages.iter().find(|page| page.slug == "garde-2").unwrap();
    assert_eq!((copy.title.as_str(), copy.condition.as_deref()), ("La garde des enfants (copie)", Some("separes")));
    assert_eq!(copy.fields[1].condition.as_deref(), Some("garde_2 == 'jugement'"));
    is_green_after_removal(&edited);
}

fn is_green_after_removal(edited: &Definition) {
    let removed = apply(edited, &PageEdit::Remove { page: "garde-2".into() }.into()).unwrap();
    is_green(&removed);
    assert!(edited.workflow.statuses.iter().any(|status| status.slug == slug("deposee")));
}
