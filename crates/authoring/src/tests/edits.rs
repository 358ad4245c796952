//! What an author sees of each edit.

use serde_json::json;
use workflow::Nature;

use super::{school, slug};
use crate::{
    ChoiceEdit, Edit, EffectEdit, Effects, FieldEdit, Group, PageEdit, PageProperties, Place, Properties, SettingsEdit, Spot, StatusEdit,
    apply, describe, fields, place,
};

fn told(edit: impl Into<Edit>) -> (String, String) {
    let (edit, before) = (edit.into(), school());
    apply(&before, &edit).unwrap();
    (describe(&edit, &before), place(&edit, &before).to_string())
}

#[test]
fn the_history_reads_as_sentences() {
    let enfants = || Group::page("enfants").field("enfants");
    let effect = serde_json::from_value(json!({ "do": "tag", "tag": "vu" })).unwrap();
    for (edit, sentence, shown) in [
        (
            FieldEdit::Add { to: Group::page("adresse"), kind: "date".into(), label: "Date d’arrivée".into(), spot: Spot::Last }.into(),
            "Question « Date d’arrivée » ajoutée à la page « Votre adresse »",
            "pages/adresse/questions/date_d_arrivee",
        ),
        (
            FieldEdit::Add { to: enfants().inside(), kind: "text".into(), label: "Surnom".into(), spot: Spot::Last }.into(),
            "Question « Surnom » ajoutée au bloc « Les enfants à inscrire »",
            "pages/enfants/questions/enfants/surnom",
        ),
        (
            FieldEdit::Remove { field: enfants().inside().field("sante") }.into(),
            "Question « A-t-il une allergie ou un besoin de santé à l’école ? » supprimée de la question « Les enfants à inscrire »",
            "pages/enfants/questions/enfants",
        ),
        (
            FieldEdit::SetKind { field: Group::page("garde").field("garde"), kind: "choices".into() }.into(),
            "Question « Qui a décidé de la garde ? » : son type devient « Choix multiples »",
            "pages/garde/questions/garde",
        ),
        (
            FieldEdit::MoveTo { field: Group::page("garde").field("garde"), to: Group::page("ecole"), spot: Spot::First }.into(),
            "Question « Qui a décidé de la garde ? » déplacée à la page « L’école »",
            "pages/ecole/questions/garde",
        ),
        (
            ChoiceEdit::Remove { field: Group::page("garde").field("garde"), value: "accord".into() }.into(),
            "Réponse « Les deux parents, d’accord entre eux » de la question « Qui a décidé de la garde ? » supprimée",
            "pages/garde/questions/garde",
        ),
        (PageEdit::Add { title: "Votre enfant".into(), spot: Spot::Last }.into(), "Page « Votre enfant » ajoutée", "pages/votre-enfant"),
        (PageEdit::Remove { page: "garde".into() }.into(), "La page « La garde des enfants » supprimée", "formulaire"),
        (
            EffectEdit::Add { owner: Effects::Filed, effect, at: None }.into(),
            "Effet « Poser une étiquette » du dépôt ajouté",
            &format!("depot/effets/{}", school().workflow.on_filed.len()),
        ),
        (SettingsEdit::Title { title: "Inscrire".into() }.into(), "Titre : « Inscrire »", "presentation"),
    ] as [(Edit, &str, &str); 10]
    {
        let (told, place) = told(edit);
        assert_eq!((told.replace('\u{a0}', " ").as_str(), place.as_str()), (sentence, shown));
    }
}

#[test]
fn a_label_that_changes_leaves_the_name() {
    let field = Group::page("garde").field("garde");
    let one = fields::one(&school(), &field).unwrap();
    let properties = Properties { label: "La garde est décidée par".into(), ..Properties::of(&one) };
    let edited = apply(&school(), &FieldEdit::Set { field: field.clone(), properties }.into()).unwrap();
    let changed = fields::one(&edited, &field).unwrap();
    assert_eq!((changed.label.as_str(), changed.settings), ("La garde est décidée par", one.settings));
    let properties = PageProperties { title: "Autre titre".into(), ..PageProperties::default() };
    let edited = apply(&school(), &PageEdit::Set { page: "garde".into(), properties }.into()).unwrap();
    assert_eq!(edited.form.pages.iter().find(|page| page.slug == "garde").unwrap().fields.len(), 4);
}

#[test]
fn what_is_gone_is_told() {
    let refusal = |edit: Edit| apply(&school(), &edit).unwrap_err().message().to_owned();
    assert_eq!(
        refusal(PageEdit::Remove { page: "ailleurs".into() }.into()),
        "La page «\u{a0}ailleurs\u{a0}» n’existe plus. Revenez au sommaire."
    );
    assert_eq!(
        refusal(EffectEdit::Remove { owner: Effects::Filed, at: 99 }.into()),
        "L’effet «\u{a0}n°\u{a0}100\u{a0}» n’existe plus. Revenez au sommaire."
    );
    let add = FieldEdit::Add { to: Group::page("garde"), kind: "zodiaque".into(), label: "Signe".into(), spot: Spot::Last };
    assert_eq!(refusal(add.into()), "Le type de question «\u{a0}zodiaque\u{a0}» n’existe pas.");
    let block = Group::page("enfants").field("enfants");
    let into_itself = FieldEdit::MoveTo { field: block.clone(), to: block.inside(), spot: Spot::Last };
    assert_eq!(refusal(into_itself.into()), "Un bloc ne peut pas entrer dans lui-même.");
}

#[test]
fn settings_of_a_block_leave_its_questions() {
    let field = Group::page("enfants").field("enfants");
    let settings = json!({ "item": "Élève", "max": 3 }).as_object().unwrap().clone();
    let edited = apply(&school(), &FieldEdit::SetSettings { field: field.clone(), settings }.into()).unwrap();
    let block = fields::one(&edited, &field).unwrap();
    assert_eq!((fields::children(&block).unwrap().len(), &block.settings["item"], block.settings.get("min")), (5, &json!("Élève"), None));
}

#[test]
fn a_status_takes_a_free_name() {
    let add = StatusEdit::Add {
        citizen_label: "Dossier complet".into(),
        agent_label: "Complete".into(),
        nature: Nature::InProgress,
        outcome: None,
        spot: Spot::Last,
    };
    assert_eq!(place(&add.clone().into(), &school()), Place::Status(slug("complete_2")));
    assert_eq!(apply(&school(), &add.into()).unwrap().workflow.statuses.last().unwrap().slug, slug("complete_2"));
}

#[test]
fn what_could_not_be_read_again_is_refused() {
    let deep = |levels: usize| (0..levels).fold(json!(1), |inside, _| json!([inside]));
    let settings = |levels: usize| {
        json!({ "of": "field", "do": "set_settings", "field": { "home": { "page": "garde" }, "slug": "garde" },
        "settings": { "options": deep(levels) } })
    };
    let apply = |levels: usize| apply(&school(), &serde_json::from_value(settings(levels)).unwrap());
    assert!(apply(20).is_ok(), "a work in progress may be wrong");
    assert!(apply(100).unwrap_err().message().contains("trop de niveaux"));
}
