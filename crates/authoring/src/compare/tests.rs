use super::*;
use crate::{
    ChoiceEdit, Edit, FieldEdit, Group, PageEdit, Properties, SettingsEdit, Spot, Step, apply, fields,
    tests::{school, shipped},
};

fn edited(edits: impl IntoIterator<Item = Edit>) -> definition::Definition {
    edits.into_iter().fold(school(), |definition, edit| apply(&definition, &edit).unwrap())
}

fn relabelled(label: &str) -> Edit {
    let field = Group::page("garde").field("garde");
    let properties = Properties { label: label.into(), ..Properties::of(&fields::one(&school(), &field).unwrap()) };
    FieldEdit::Set { field, properties }.into()
}

fn told(definition: &definition::Definition) -> Vec<String> {
    differences(&school(), definition).iter().map(|difference| difference.to_string().replace('\u{a0}', " ")).collect()
}

#[test]
fn a_document_taken_apart_is_put_together_as_it_was() {
    for definition in shipped() {
        assert_eq!(together::together(&apart::apart(&definition)), Some(definition));
    }
}

#[test]
fn differences_are_sentences_in_the_order_of_the_document() {
    let changed = edited([
        SettingsEdit::Title { title: "Inscrire un enfant".into() }.into(),
        relabelled("Qui a fixé la garde ?"),
        PageEdit::Remove { page: "annee".into() }.into(),
        PageEdit::Move { page: "estimation".into(), to: Step::Down }.into(),
        FieldEdit::Add { to: Group::page("adresse"), kind: "text".into(), label: "Étage".into(), spot: Spot::Last }.into(),
        ChoiceEdit::Remove { field: Group::page("services").field("menu"), value: "classique".into() }.into(),
    ]);
    assert_eq!(
        told(&changed),
        [
            "La présentation : titre changé de « Inscrire mon enfant à l’école » en « Inscrire un enfant »",
            "La page « L’année scolaire » : suppression",
            "La question « Année de la rentrée » : suppression",
            "La question « Qui a fixé la garde ? » : libellé changé de « Qui a décidé de la garde ? » en « Qui a fixé la garde ? »",
            "La question « Étage » : ajout",
            "La question « Quel menu ? » : réponses possibles changé de « Tous les plats ; Sans viande » en « Sans viande »",
            "La page « Votre estimation par mois » : déplacement",
        ]
    );
    assert_eq!(told(&school()), [] as [&str; 0]);
}

#[test]
fn conditions_are_compared_in_french() {
    let field = Group::page("garde").field("jugement");
    let properties = Properties {
        condition: Some("garde in ['jugement', 'accord']".into()),
        ..Properties::of(&fields::one(&school(), &field).unwrap())
    };
    let changed = edited([FieldEdit::Set { field, properties }.into()]);
    assert_eq!(
        told(&changed),
        [
            "La question « Le jugement de garde » : condition changé de « « Qui a décidé de la garde ? » est « Un juge » » en « « Qui a décidé de la garde ? » est « Un juge » ou « Les deux parents, d’accord entre eux » »"
        ]
    );
}

#[test]
fn a_question_moved_to_another_page_is_the_same_question() {
    let field = Group::page("garde").field("informe");
    let changed = edited([FieldEdit::MoveTo { field, to: Group::page("accords"), spot: Spot::First }.into()]);
    assert_eq!(told(&changed), ["La question « L’autre parent sait-il que vous faites cette inscription ? » : déplacement"]);
}

#[test]
fn what_each_did_is_brought_together() {
    let ours = edited([relabelled("Qui a fixé la garde ?"), PageEdit::Move { page: "accords".into(), to: Step::Up }.into()]);
    let add = FieldEdit::Add {
        to: Group::page("garde"),
        kind: "date".into(),
        label: "Date du jugement".into(),
        spot: Spot::After("jugement".into()),
    };
    let theirs = edited([SettingsEdit::Summary { summary: "Inscrivez-le.".into() }.into(), add.into()]);
    let merged = merge(&school(), &ours, &theirs, &Default::default()).unwrap();
    let garde = merged.form.pages.iter().find(|page| page.slug == "garde").unwrap();
    let labels: Vec<_> = garde.fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels[..3], ["Qui a fixé la garde ?", "Le jugement de garde", "Date du jugement"]);
    assert_eq!(merged.summary, "Inscrivez-le.");
    let order: Vec<_> = merged.form.pages.iter().rev().take(2).map(|page| page.slug.as_str()).collect();
    assert_eq!(order, ["pieces", "accords"]);
}

#[test]
fn a_conflict_waits_for_a_choice() {
    let (ours, theirs) = (edited([relabelled("A ?")]), edited([relabelled("B ?")]));
    let found: Vec<_> = three_way(&school(), &ours, &theirs).into_iter().filter(|one| one.state != State::Unchanged).collect();
    assert_eq!((found.len(), found[0].state, found[0].place.to_string().as_str()), (1, State::Conflict, "pages/garde/questions/garde"));
    let key = found[0].key.clone();
    assert_eq!(merge(&school(), &ours, &theirs, &Default::default()), Err(vec![key.clone()]));
    assert_eq!(merge(&school(), &ours, &theirs, &[(key.clone(), Side::Theirs)].into()), Ok(theirs.clone()));
    assert_eq!(merge(&school(), &ours, &theirs, &[(key, Side::Ours)].into()), Ok(ours));
}

#[test]
fn a_page_removed_while_the_other_worked_on_it_comes_back_with_the_work() {
    let ours = edited([PageEdit::Remove { page: "garde".into() }.into()]);
    let theirs = edited([relabelled("B ?")]);
    let conflicts: Vec<_> = three_way(&school(), &ours, &theirs).into_iter().filter(|one| one.state == State::Conflict).collect();
    assert_eq!(conflicts.len(), 1);
    let kept = merge(&school(), &ours, &theirs, &[(conflicts[0].key.clone(), Side::Theirs)].into()).unwrap();
    let garde = kept.form.pages.iter().find(|page| page.slug == "garde").unwrap();
    assert_eq!(garde.fields.iter().map(|field| field.label.as_str()).collect::<Vec<_>>(), ["B ?"]);
    let gone = merge(&school(), &ours, &theirs, &[(conflicts[0].key.clone(), Side::Ours)].into()).unwrap();
    assert_eq!(gone, ours);
}
