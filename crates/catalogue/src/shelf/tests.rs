use super::*;
use crate::{seed, urls};

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn shelf(published: &[Entry]) -> Shelf {
    let mut entries = seed::entries().unwrap();
    entries.retain(|entry| published.iter().all(|one| one.id != entry.id));
    entries.extend_from_slice(published);
    Shelf::build(entries, &Synonyms::bundled().unwrap()).unwrap()
}

fn form(id: &str, like: &Entry, communes: Option<&[&str]>) -> Entry {
    let (authority, _) = id.split_once('/').unwrap();
    let communes = communes.map(|communes| communes.iter().map(|commune| slug(commune)).collect());
    Entry { id: id.to_owned(), authority: slug(authority), communes, url: format!("/{id}"), kind: Kind::Filing, ..like.clone() }
}

#[test]
fn before_anything_is_published_each_commune_has_sheets_and_links() {
    let shelf = shelf(&[]);
    let birth = shelf.entry("bron/acte-naissance").unwrap();
    assert_eq!((Access::of(birth), birth.url.as_str()), (Access::Information, "/fiches/bron/acte-naissance"));
    assert_eq!(birth.url, urls::sheet(&slug("bron"), "acte-naissance"));
    assert_eq!(Access::of(shelf.entry("metropole/horaires-transports").unwrap()), Access::Link);
    assert_eq!(shelf.authorities_of("acte-naissance"), 58);
    assert!(shelf.of(&slug("bron")).len() > 20);
}

#[test]
fn a_form_takes_the_place_of_the_sheets_it_makes_useless() {
    let birth = shelf(&[]).entry("bron/acte-naissance").unwrap().clone();
    let shared = shelf(&[form("metropole/acte-naissance", &birth, None)]);
    assert_eq!(shared.authorities_of("acte-naissance"), 1);
    let own = shelf(&[form("metropole/acte-naissance", &birth, Some(&["bron"]))]);
    assert!(own.entry("bron/acte-naissance").is_none());
    assert!(own.entry("ecully/acte-naissance").is_some(), "the form does not serve Écully");
    assert_eq!(own.for_commune("acte-naissance", &slug("bron")).unwrap().url, "/metropole/acte-naissance");
}

#[test]
fn a_commune_s_own_form_comes_before_the_shared_one() {
    let birth = shelf(&[]).entry("bron/acte-naissance").unwrap().clone();
    let shelf = shelf(&[form("metropole/acte-naissance", &birth, None), form("bron/acte-naissance", &birth, Some(&["bron"]))]);
    assert_eq!(shelf.for_commune("acte-naissance", &slug("bron")).unwrap().id, "bron/acte-naissance");
    assert_eq!(shelf.for_commune("acte-naissance", &slug("ecully")).unwrap().id, "metropole/acte-naissance");
    assert_eq!(shelf.browse(Some(&slug("bron")), |entry| teleservice(entry) == "acte-naissance").len(), 1);
}

#[test]
fn what_can_be_done_online_is_listed_first() {
    let marriage = shelf(&[]).entry("bron/acte-mariage").unwrap().clone();
    let shelf = shelf(&[form("bron/acte-mariage", &marriage, Some(&["bron"]))]);
    let papers = slug("papiers");
    let listed = shelf.browse(Some(&slug("bron")), |entry| entry.themes.contains(&papers));
    let first_sheet = listed.iter().position(|entry| Access::of(entry) == Access::Information).unwrap();
    assert!(listed[..first_sheet].iter().any(|entry| entry.id == "bron/acte-mariage"));
    assert!(listed[first_sheet..].iter().all(|entry| Access::of(entry) == Access::Information));
}
