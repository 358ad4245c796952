//! Each page of partners, tried by whoever may not open it.

use super::{
    members::join,
    staff::{ANA, BEA, CARL, live, organisation, service, staff},
};
use crate::tests::bench::{Browser, PASSWORD, journey};

#[tokio::test]
async fn what_is_not_hers_is_not_found() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let page = live(&world, &ana, &trial).await;
        world.wait(30);
        let bea = staff(&world, BEA).await;
        organisation(&world, &bea, "Ville d’Oullins").await;
        world.account(CARL, None).await;
        let carl = Browser::default();
        carl.sign_in(&world, "/connexion", CARL, PASSWORD).await;

        let of_organisation = ["", "/membres", "/invitation", "/depart", "/service"].map(|page| format!("{bron}{page}"));
        let of_service = ["", "/reglages", "/donnees", "/secret", "/production", "/assistance"];
        let of_services = of_service.iter().flat_map(|path| [format!("{trial}{path}"), format!("{page}{path}")]);
        for path in of_organisation.into_iter().chain(of_services) {
            for (who, browser) in [("a developer of another organisation", &bea), ("a citizen", &carl)] {
                assert_eq!(browser.get(&world, &path).await.status, 404, "{path} for {who}");
                let posted = browser.ask(&world, "/partenaires/demande", "/partenaires/demande", &path, &[("acte", "creer")], None).await;
                assert!([404, 405].contains(&posted.status), "{path} posted by {who}: {}", posted.status);
            }
            assert_eq!(Browser::default().get(&world, &path).await.location(), "/connexion", "{path} for nobody");
        }
    })
    .await;
}

#[tokio::test]
async fn support_and_testers_have_their_pages_only() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let support = join(&world, &ana, &bron, BEA, "support").await;
        let tester = join(&world, &ana, &bron, CARL, "tester").await;
        for (who, browser, may_assist) in [("support", &support, true), ("tester", &tester, false), ("developer", &ana, false)] {
            let expected = if may_assist { 200 } else { 404 };
            assert_eq!(browser.get(&world, &format!("{trial}/assistance")).await.status, expected, "{who}");
        }
        let for_developers = ["", "/reglages", "/donnees", "/secret", "/production"].map(|page| format!("{trial}{page}"));
        let of_team = ["/membres", "/invitation", "/service"].map(|page| format!("{bron}{page}"));
        for path in for_developers.into_iter().chain(of_team) {
            for (who, browser) in [("support", &support), ("tester", &tester)] {
                assert_eq!(browser.get(&world, &path).await.status, 404, "{path} for {who}");
            }
        }
        let seen = tester.get(&world, &bron).await.body;
        assert!(seen.contains("Essayer") && !seen.contains("Assistance<") && !seen.contains(ANA), "a tester sees where to try");
        let seen = support.get(&world, &bron).await.body;
        assert!(seen.contains("/assistance\"") && !seen.contains("Changer les rôles"));
    })
    .await;
}
