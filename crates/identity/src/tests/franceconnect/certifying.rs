use super::{ANA, ARRIVAL, ana, certify, identity, is_claire, letters};
use crate::tests::bench::{Browser, PASSWORD, certified_journey, journey, keyed_journey};

#[tokio::test]
async fn an_account_is_certified_locked_and_told() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        assert_eq!(certify(&world, &browser, "claire").await.location(), "/compte");
        let page = identity(&world, &browser).await;
        for words in ["Claire Odile", "VASSIEUX", "12/04/1979", "Certifié par FranceConnect", "certifiée par FranceConnect", ANA] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(!page.contains("Perrin") && !page.contains("claire@example.org"), "names are replaced, the address is not");
        assert!(browser.get(&world, "/compte").await.body.contains("VASSIEUX"));

        let path = "/compte/identite/etat-civil";
        browser.fill(&world, path, path, &[("family_name", "Autre"), ("birthdate", "01/01/2000")]).await;
        let page = identity(&world, &browser).await;
        assert!(page.contains("VASSIEUX") && !page.contains("Autre"), "locked");
        assert_eq!(letters(&world).await, [(ANA.to_owned(), "Votre identité est certifiée".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn another_name_than_hers_is_shown_before_it_is_taken() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        assert_eq!(browser.by_franceconnect(&world, "/compte/identite", "claire").await.location(), ARRIVAL);
        let page = browser.get(&world, ARRIVAL).await.body;
        assert!(page.contains("Donner cette identité à votre compte") && page.contains("VASSIEUX"), "{page}");
        browser.fill(&world, ARRIVAL, ARRIVAL, &[("choix", "laisser")]).await;
        assert!(identity(&world, &browser).await.contains("Perrin"), "nothing changed");

        is_claire(&world, &browser).await;
        assert_eq!(browser.by_franceconnect(&world, "/compte/identite", "claire").await.location(), "/compte", "her own name, at once");
        assert!(identity(&world, &browser).await.contains("Certifié par"));
    })
    .await;
}

#[tokio::test]
async fn an_old_session_gives_no_identity_to_the_account() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        assert_eq!(browser.by_franceconnect(&world, "/compte/identite", "claire").await.location(), ARRIVAL);
        world.wait(600);
        let check = "/compte/verification?vers=%2Ffranceconnect%2Farrivee";
        assert_eq!(browser.get(&world, ARRIVAL).await.location(), check);
        let asked = browser.fill(&world, "/compte/identite", "/franceconnect/debut", &[("certifier", "oui")]).await;
        assert_eq!(asked.location(), "/compte/verification?vers=%2Fcompte%2Fidentite");
        assert!(!identity(&world, &browser).await.contains("Certifié par"));
        assert_eq!(browser.fill(&world, check, "/compte/verification", &[("password", PASSWORD)]).await.location(), ARRIVAL);
        assert_eq!(browser.fill(&world, ARRIVAL, ARRIVAL, &[("choix", "rattacher")]).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn what_is_partial_missing_or_unknown_is_shown_as_it_came() {
    certified_journey(async |world| {
        for (login, words, absent) in [
            ("jour_presume", ["07/1988", "Idir"], "Commune de naissance"),
            ("jour_et_mois_presumes", ["1961", "Aïcha"], "01/01/1961"),
            ("genre_indefini", ["Non précisée", "Camille"], "Madame"),
            ("nom_usage", ["BERTHILLON", "ROCHETAILLÉE"], "Perrin"),
            ("algerie", ["Algérie", "Lila"], "Commune de naissance"),
            ("corse_2a", ["Ajaccio (2A)", "Letizia"], "Perrin"),
        ] {
            let address = format!("{login}@exemple.fr");
            world.account(&address, None).await;
            let browser = Browser::default();
            browser.sign_in(&world, "/connexion", &address, crate::tests::bench::PASSWORD).await;
            certify(&world, &browser, login).await;
            let page = identity(&world, &browser).await;
            for word in words {
                assert!(page.contains(word), "{login}: {word} in {page}");
            }
            assert!(!page.contains(absent), "{login}: {absent}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_civil_status_that_she_wrote_gives_way_to_the_certified_one() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        let path = "/compte/identite/etat-civil";
        let written = [("given_name", "Ana"), ("family_name", "Perrin"), ("birthplace", "Villeurbanne"), ("birthdepartment", "69")];
        browser.fill(&world, path, path, &written).await;
        assert!(identity(&world, &browser).await.contains("Villeurbanne"));
        certify(&world, &browser, "algerie").await;
        let page = identity(&world, &browser).await;
        assert!(!page.contains("Villeurbanne") && !page.contains("Département de naissance"), "born abroad: {page}");
    })
    .await;
}

#[tokio::test]
async fn without_a_configuration_nothing_speaks_of_it() {
    journey(async |world| {
        let browser = ana(&world).await;
        for path in ["/connexion", "/compte/identite", "/compte", "/.well-known/openid-configuration"] {
            let page = browser.get(&world, path).await;
            assert!(!page.body.contains("FranceConnect") && !page.body.contains("eidas1"), "{path}");
        }
        for path in ["/franceconnect/retour", "/franceconnect/arrivee", "/compte/franceconnect", "/compte/certification"] {
            assert_eq!(browser.get(&world, path).await.status, 404, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_private_key_proves_who_we_are_as_well_as_a_secret() {
    keyed_journey(async |world| {
        let browser = ana(&world).await;
        assert_eq!(certify(&world, &browser, "claire").await.location(), "/compte");
        assert!(identity(&world, &browser).await.contains("VASSIEUX"));
    })
    .await;
}
