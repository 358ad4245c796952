//! Choices in lists: those that follow another choice, those that are searched.

use super::*;

#[test]
fn a_list_may_follow_another_choice() {
    let item = |id: &str, parent: &str| crate::Item { parent: Some(parent.into()), ..crate::Item::new(id, id) };
    let list = crate::List::new(vec![item("rue-a", "690"), item("rue-b", "691")]);
    let mut lookups = lookups();
    lookups.lists.insert("rues".into(), std::sync::Arc::new(list));
    let form = compile(json!([{ "slug": "p", "title": "P", "fields": [
        { "slug": "commune", "label": "Commune", "type": "commune" },
        { "slug": "rue", "label": "Rue", "type": "referential", "list": "rues", "depends_on": "commune" } ] }]));
    assert_eq!(form.lists().into_iter().collect::<Vec<_>>(), ["communes", "rues"]);
    let empty = Answers::new();
    let send =
        |rue: &str| journey(&form, &empty, &lookups).submit("p", &Submitted::default().with("commune", "690").with("rue", rue)).unwrap();
    assert!(send("rue-a").may_go_on());
    assert!(send("rue-b").state.has_errors());
}

#[test]
fn a_long_list_is_searched_without_script() {
    let (form, lookups, empty) = (
        compile(json!([{ "slug": "p", "title": "P", "fields": [{ "slug": "ville", "label": "Ville", "type": "commune" }] }])),
        lookups(),
        Answers::new(),
    );
    let fresh = journey(&form, &empty, &lookups);
    let page = |typed: &[(&str, &str)]| {
        let outcome = fresh.submit("p", &typed.iter().fold(Submitted::default(), |page, (name, value)| page.with(name, value))).unwrap();
        (outcome.may_go_on(), edit_page(&fresh, "p", &outcome.state, Links::NONE).into_string())
    };
    let opened = edit_page(&fresh, "p", &fresh.state("p"), Links::NONE).into_string();
    assert!(opened.contains("search:ville") && !opened.contains("type=\"radio\""));
    let (may_go_on, found) = page(&[("ville.search", "numéro 1"), ("_action", "search:ville")]);
    assert!(!may_go_on && found.contains("Lieu 69 numéro 12") && !found.contains("Il y a un problème"));
    assert!(page(&[("ville.search", "rien de tel"), ("_action", "search:ville")]).1.contains("Aucun résultat."));
    assert!(page(&[("ville.search", "numéro 1"), ("ville", "6912")]).0);
    let suggesting = Links { suggest: &|list, _| Some(format!("/listes/{list}")), ..Links::NONE };
    assert!(edit_page(&fresh, "p", &fresh.state("p"), suggesting).into_string().contains("/listes/communes"));
}
