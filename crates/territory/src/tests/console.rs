use db::testing::on_each_engine;
use web::Site;

use super::{house::Console, seeded, slug};
use crate::{MIGRATIONS, directory::Offer};

#[tokio::test]
async fn operators_see_every_authority_and_filter_them() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let console = Console::of(&territory, &bench, true);
        let all = console.get(Site::Console, "/").await;
        assert_eq!((all.status, all.body.matches("<h1").count()), (200, 1));
        assert!(all.body.contains("59 collectivités") && all.body.contains("/collectivites/bron"));
        let found = console.get(Site::Console, "/?q=ECUL").await.body;
        assert!(found.contains("1 collectivité<") && found.contains("/collectivites/ecully"));
        let partners = console.get(Site::Console, "/?offre=partenaire").await.body;
        assert!(partners.contains("10 collectivités") && partners.contains("Retirer le filtre"));
        assert!(console.get(Site::Console, "/?q=zzz").await.body.contains("Aucune collectivité trouvée"));
    })
    .await;
}

#[tokio::test]
async fn nobody_else_may_know_that_there_is_a_door() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let console = Console::of(&seeded(&bench).await, &bench, false);
        for path in ["/", "/collectivites/bron", "/collectivites/bron/offre/abonne"] {
            assert_eq!(console.get(Site::Console, path).await.status, 404);
        }
        assert_eq!(console.post("/collectivites/bron/ouvrir", &[(ui::KEY_FIELD, "k")]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_operator_opens_a_commune_s_spaces_from_her_page() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let console = Console::of(&territory, &bench, true);
        let before = console.get(Site::Console, "/collectivites/bron").await.body;
        assert!(before.contains("Ville de Bron") && before.contains("Ouvrir ses espaces") && before.contains("Rien pour le moment."));
        for _ in 0..2 {
            let sent = console.post("/collectivites/bron/ouvrir", &[(ui::KEY_FIELD, "key-1")]).await;
            assert_eq!((sent.status, sent.location.as_str()), (303, "/collectivites/bron"));
        }
        let after = console.get(Site::Console, "/collectivites/bron").await.body;
        assert!(!after.contains("Ouvrir ses espaces"));
        assert_eq!(after.matches("Ouverture d’espaces").count(), 1);
        assert_eq!(console.post("/collectivites/bron/ouvrir", &[]).await.status, 422, "a form of ours has a key");
        assert_eq!(console.post("/collectivites/albigny-sur-saone/ouvrir", &[(ui::KEY_FIELD, "key-2")]).await.status, 422);
        assert_eq!(console.get(Site::Console, "/collectivites/nowhere").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_operator_changes_an_offer_after_seeing_what_changes() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let console = Console::of(&territory, &bench, true);
        let page = console.get(Site::Console, "/collectivites/bron/offre/abonne").await.body;
        let (gained, lost) = page.split_once("Ce qu’elle perd").unwrap();
        assert!(gained.contains("Accès des agents gérés par la Métropole") && lost.contains("Participation à la gouvernance"));
        let path = "/collectivites/bron/offre/abonne";
        assert_eq!(console.post(path, &[("version", "7")]).await.status, 409, "she saw another version");
        assert_eq!(console.post(path, &[("version", "1")]).await.status, 303);
        assert_eq!(console.post(path, &[("version", "1")]).await.status, 303, "sent twice");
        assert_eq!(territory.directory().authority(&slug("bron")).unwrap().offer, Some(Offer::Subscriber));
        assert!(console.get(Site::Console, "/collectivites/bron").await.body.contains("Partenaire → Abonné"));
        assert_eq!(console.get(Site::Console, "/collectivites/metropole/offre/abonne").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn style_sheets_are_kept_for_ever_under_their_present_name() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let console = Console::of(&territory, &bench, false);
        let theme = territory.directory().provider(&slug("bron")).theme.unwrap();
        let present = console.get(Site::Portal, &theme).await;
        assert!(present.status == 200 && present.cache.contains("immutable") && present.body.contains("--brand:#4c4d99"));
        let old = console.get(Site::Portal, "/theme/bron.00000000.css").await;
        assert_eq!((old.status, old.cache.as_str(), old.body == present.body), (200, "no-store", true));
        assert_eq!(console.get(Site::Portal, "/theme/nowhere.css").await.status, 404);
    })
    .await;
}
