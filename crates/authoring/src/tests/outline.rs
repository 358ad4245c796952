//! What the studio shows of a document.

use super::{school, slug};
use crate::{
    Group, Place, label,
    outline::{Needed, outline},
    uses,
};

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn conditions_are_read_in_french_with_labels() {
    let shown = outline(&school());
    let page = |slug: &str| shown.pages.iter().find(|page| page.slug == slug).unwrap();
    assert_eq!(
        plain(page("sante").condition.as_deref().unwrap()),
        "au moins un élément de « Les enfants à inscrire » vérifie (« A-t-il une allergie ou un besoin de santé à l’école ? » : oui)"
    );
    let raison = page("ecole").fields.iter().find(|field| field.at.slug == "explication").unwrap();
    let Needed::When(needed) = &raison.needed else { panic!("{:?}", raison.needed) };
    assert_eq!(plain(needed), "« Pourquoi cette école ? » est « Une autre raison »");
    assert_eq!(plain(raison.condition.as_deref().unwrap()), "« Quelle école demandez-vous ? » est « Une autre école »");
    assert_eq!(page("enfants").fields[0].children.len(), 5);
}

#[test]
fn routes_start_under_the_question_they_depend_on() {
    let shown = outline(&school());
    let separes = shown.pages.iter().flat_map(|page| &page.fields).find(|field| field.at.slug == "separes").unwrap();
    let garde = &separes.routes[0];
    assert_eq!(
        (garde.place.to_string().as_str(), plain(&garde.what).as_str(), garde.how),
        ("pages/garde", "la page « La garde des enfants »", "condition")
    );
    assert_eq!(plain(&garde.sentence), "« Les parents sont-ils séparés ? » : oui");
}

#[test]
fn uses_are_told_before_removing() {
    let found = |place: Place| uses(&school(), &place).into_iter().map(|one| (one.place.to_string(), one.how)).collect::<Vec<_>>();
    let secteur = found(Place::Field(Group::page("ecole").field("secteur")));
    assert!(secteur.contains(&("pages/ecole/questions/raison".into(), "condition")), "{secteur:?}");
    assert!(secteur.iter().any(|(place, how)| place.starts_with("essais/") && *how == "essai"), "{secteur:?}");
    let status = found(Place::Status(slug("deposee")));
    assert!(status.contains(&("circuit".into(), "nom")) && status.iter().any(|(place, _)| place.starts_with("actions/")), "{status:?}");
    let message = uses(&school(), &Place::Message(slug("relance_place")));
    assert!(message.iter().any(|one| matches!(one.place, Place::Effect(..))));
    assert_eq!(label(&school(), &Place::Input(slug("refus"))), "Refuser");
}

#[test]
fn the_table_tells_where_each_action_leads() {
    let shown = outline(&school()).workflow;
    let column = shown.transitions.iter().position(|transition| transition.slug == slug("proposer")).unwrap();
    let complete = shown.statuses.iter().position(|status| status.slug == slug("complete")).unwrap();
    let cell = &shown.table.rows[complete].cells[column];
    let place_proposee = shown.statuses.iter().find(|status| status.slug == slug("place_proposee")).unwrap();
    assert_eq!(cell.as_deref(), Some(place_proposee.agent_label.as_str()));
    assert!(shown.automations.iter().any(|automation| automation.when == "après 7\u{a0}jours"), "{:?}", shown.automations);
}
