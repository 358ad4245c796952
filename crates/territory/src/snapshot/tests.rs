use kernel::Timestamp;

use super::*;
use crate::competence::Categories;

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn open(authority: &str) -> Instance {
    Instance {
        authority: slug(authority),
        stage: Stage::Production,
        state: InstanceState::Open,
        opened_at: Timestamp::UNIX_EPOCH,
        version: 1,
    }
}

fn directory(instances: Vec<Instance>) -> Directory {
    Directory::new(Authority::bundled(), instances)
}

#[test]
fn cases_go_to_the_commune_s_own_space_once_it_is_open() {
    let key = |authority: &str, instances: &[&str]| {
        directory(instances.iter().map(|authority| open(authority)).collect()).instance_of(&slug(authority)).to_string()
    };
    assert_eq!(key("bron", &["metropole"]), "metropole", "Bron is Partenaire, without a space yet");
    assert_eq!(key("bron", &["metropole", "bron"]), "bron");
    assert_eq!(key("bron", &["metropole", "lyon"]), "metropole");
    assert_eq!(key("albigny-sur-saone", &["metropole", "albigny-sur-saone"]), "metropole", "Albigny is Connecté");
    assert_eq!(key("metropole", &["metropole"]), "metropole");
}

#[test]
fn a_space_that_is_not_open_carries_nothing() {
    for state in [InstanceState::Opening, InstanceState::Closed] {
        let directory = directory(vec![Instance { state, ..open("bron") }]);
        assert!(!directory.is_open(&InstanceKey::production(slug("bron"))));
        assert_eq!(directory.instance_of(&slug("bron")).to_string(), "metropole");
    }
}

#[test]
fn there_is_always_a_metropole() {
    let empty = Directory::new(Vec::new(), Vec::new());
    assert_eq!(empty.metropole().slug, *"metropole");
    assert!(empty.communes().is_empty());
    assert_eq!(empty.provider(&slug("nowhere")).name, "Métropole de Lyon");
}

#[test]
fn each_authority_surrounds_her_pages_with_her_name_and_colours() {
    let directory = directory(Vec::new());
    let bron = directory.provider(&slug("bron"));
    assert_eq!((bron.name.as_str(), bron.home.as_str()), ("Ville de Bron", "/bron"));
    assert_eq!(bron.baseline.as_deref(), Some("avec la Métropole de Lyon"));
    let file = bron.theme.unwrap().strip_prefix("/theme/").unwrap().to_owned();
    assert!(directory.sheet(&file).is_some_and(|(sheet, is_present)| is_present && sheet.css.contains("--brand:#4c4d99")));
    assert!(directory.sheet("bron.00000000.css").is_some_and(|(_, is_present)| !is_present));
    assert!(directory.sheet("nowhere.00000000.css").is_none() && directory.sheet("bron.js").is_none());
    assert_eq!(directory.provider(&slug("metropole")).home, "/");
}

#[test]
fn who_answers_depends_on_the_category_and_the_place() {
    let directory = directory(Vec::new());
    let category = |slug| Categories::bundled().by_slug(slug).unwrap();
    let bron = directory.authorities().find(|authority| authority.slug == *"bron").unwrap();
    assert_eq!(directory.competent(category("eclairage"), None, &bron.slug), bron.slug);
    assert_eq!(directory.competent(category("trou-chaussee"), None, &bron.slug), *"metropole");
    let centre = crate::directory::Communes::bundled().by_slug("bron").unwrap().centre;
    assert_eq!(directory.competent_at(category("eclairage"), None, centre), Some(slug("bron")));
    assert_eq!(directory.competent_at(category("eclairage"), None, Point { lat: 48.85, lon: 2.35 }), None, "Paris");
}
