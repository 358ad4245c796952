use db::testing::{Bench, on_each_engine};

use super::{house::Portal, seeded};
use crate::{
    Catalogue, MIGRATIONS,
    entry::{Entry, Kind},
    put, urls,
};

async fn on_the_portal(test: impl AsyncFn(&Portal, &Catalogue, &Bench)) {
    on_each_engine(&[territory::MIGRATIONS, MIGRATIONS], async |bench| {
        let catalogue = seeded(&bench).await;
        test(&Portal::of(&catalogue, &bench), &catalogue, &bench).await;
    })
    .await;
}

/// What is read between `>` and `<` after each `<h2 class="card-title">`.
fn titles(body: &str) -> Vec<&str> {
    let cards = body.split("card-title\"><a ").skip(1);
    cards.map(|card| card.split_once('>').unwrap().1.split_once('<').unwrap().0).collect()
}

#[tokio::test]
async fn every_page_has_one_heading_and_one_title_of_its_own() {
    on_the_portal(async |portal, catalogue, _| {
        let headings = catalogue.headings();
        let browsed = headings
            .themes
            .iter()
            .map(|theme| urls::theme(&theme.slug))
            .chain(headings.life_events.iter().map(|event| urls::event(&event.slug)));
        let fixed = [
            "/",
            "/recherche",
            "/recherche?q=zzzz",
            "/themes",
            "/aide",
            "/accessibilite",
            "/mentions-legales",
            "/donnees-personnelles",
            "/plan-du-site",
            "/metropole",
            "/bron",
            "/demarches/acte-naissance",
            "/fiches/bron/acte-naissance",
        ];
        let mut seen = std::collections::BTreeSet::new();
        for path in fixed.into_iter().map(str::to_owned).chain(browsed) {
            let page = portal.get(&path, "").await;
            assert_eq!((page.status, page.body.matches("<h1").count()), (200, 1), "{path}");
            let title = page.body.split_once("<title>").unwrap().1.split_once('<').unwrap().0.to_owned();
            assert!(seen.insert(title.clone()), "{path}: {title}");
        }
    })
    .await;
}

#[tokio::test]
async fn citizens_find_with_their_own_words_and_learn_who_answers() {
    on_the_portal(async |portal, _, _| {
        for (words, first, who) in [
            ("poubelle cassée", "bac", "La Métropole de Lyon"),
            ("extrait de naisance", "naissance", "La Ville de Bron"),
            ("inscrire mon fils à l'école", "école", "La Ville de Bron"),
        ] {
            let body = portal.get(&urls::search(words), "bron").await.body;
            assert!(titles(&body)[0].contains(first), "{words}: {:?}", titles(&body));
            let first_card = body.split("<li class=\"card\">").nth(1).unwrap();
            assert!(first_card.contains(who), "{words}: {first_card}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_commune_she_is_asked_which_one_only_when_it_matters() {
    on_the_portal(async |portal, _, _| {
        let body = portal.get(&urls::search("acte de naissance"), "").await.body;
        assert!(body.contains("Votre commune") && body.contains("/demarches/acte-naissance"));
        let asked = portal.get("/demarches/acte-naissance", "").await;
        assert!(asked.status == 200 && asked.body.contains("Dites-nous laquelle"));
        let led = portal.get("/demarches/acte-naissance", "bron").await;
        assert_eq!((led.status, led.location.as_str()), (303, "/fiches/bron/acte-naissance"));
        assert_eq!(portal.get("/demarches/bac-poubelle", "").await.location, "/fiches/metropole/bac-poubelle");
        assert_eq!(portal.get("/demarches/nowhere", "").await.status, 404);
        let elsewhere = portal.get("/demarches/lyon-facade-nette", "bron").await.body;
        assert!(elsewhere.contains("La Ville de Bron ne propose pas cette démarche ici"));
    })
    .await;
}

#[tokio::test]
async fn nothing_found_tells_what_to_do_next() {
    on_the_portal(async |portal, _, _| {
        let body = portal.get(&urls::search("xyzzyx"), "bron").await.body;
        assert!(
            body.contains("Rien trouvé pour «\u{a0}xyzzyx\u{a0}»") && body.contains("href=\"/aide\"") && body.contains("href=\"/themes\"")
        );
        assert!(body.contains("Appeler ou écrire à la Ville de Bron") && body.contains("Appeler ou écrire à la Métropole de Lyon"));
        assert!(!portal.get(&urls::search("<b>x</b>"), "").await.body.contains("<b>x"));
    })
    .await;
}

#[tokio::test]
async fn a_commune_is_chosen_once_and_can_be_changed() {
    on_the_portal(async |portal, _, _| {
        let chosen = portal.choose("bron", "/themes/papiers").await;
        assert_eq!((chosen.status, chosen.location.as_str()), (303, "/themes/papiers"));
        assert!(chosen.cookies.contains("-commune=bron;") && chosen.cookies.contains("Max-Age=31536000"));
        let elsewhere = portal.choose("bron", "https://evil.example/").await;
        assert_eq!(elsewhere.location, "/", "never another site");
        assert!(portal.choose("", "/").await.cookies.contains("Max-Age=0"));
        assert_eq!(portal.choose("paris", "/").await.status, 422);
        assert!(portal.get("/", "bron").await.body.contains("Votre commune\u{a0}: <a href=\"/bron\">Bron</a>"));
        assert!(!portal.get("/", "paris").await.body.contains("Changer de commune"));
    })
    .await;
}

#[tokio::test]
async fn a_commune_in_the_address_counts_for_the_page() {
    on_the_portal(async |portal, _, _| {
        let body = portal.get("/recherche?q=acte+de+naissance&commune=ecully", "bron").await.body;
        assert!(body.contains("La Ville d’Écully") && body.contains("name=\"commune\" value=\"ecully\""));
        assert!(portal.get("/recherche?commune=paris", "").await.body.contains("Toutes les démarches"));
    })
    .await;
}

#[tokio::test]
async fn an_authority_s_page_bears_her_name_her_colours_and_her_town_hall() {
    on_the_portal(async |portal, catalogue, _| {
        let body = portal.get("/bron", "").await.body;
        let theme = catalogue.territory().directory().provider(&"bron".parse().unwrap()).theme.unwrap();
        assert!(body.contains(&theme) && body.contains("Ville de Bron") && body.contains("04 65 71 00 02"));
        assert!(body.contains("Papiers et état civil") && body.contains("/fiches/bron/acte-naissance"));
        assert_eq!(portal.get("/nowhere", "").await.status, 404);
        assert_eq!(portal.get("/Bron", "").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_sheet_leads_to_the_form_once_it_is_published() {
    on_the_portal(async |portal, catalogue, bench| {
        let sheet = portal.get("/fiches/bron/acte-naissance", "").await.body;
        assert!(sheet.contains("Cette démarche ne se fait pas encore en ligne") && sheet.contains("mairie@bron.example"));
        let entry = catalogue.shelf().entry("bron/acte-naissance").unwrap().clone();
        let form = Entry { kind: Kind::Filing, url: "/bron/acte-naissance".to_owned(), ..entry };
        let mut tx = bench.databases.platform_write().await.unwrap();
        put(&mut tx, &bench.moment(), &form).await.unwrap();
        tx.commit().await.unwrap();
        catalogue.reload().await.unwrap();
        assert_eq!(portal.get("/fiches/bron/acte-naissance", "").await.location, "/bron/acte-naissance");
        assert!(portal.get(&urls::search("acte de naissance"), "bron").await.body.contains("En ligne"));
        assert_eq!(portal.get("/fiches/bron/nowhere", "").await.status, 404);
    })
    .await;
}
