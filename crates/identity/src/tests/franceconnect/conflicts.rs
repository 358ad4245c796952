use super::{ANA, ana, certify, identity, is_claire, letters};
use crate::tests::bench::{Browser, PASSWORD, TOTP, World, certified_journey, tokens_for};

const BOB: &str = "bob@exemple.fr";
const HERE: &str = "/franceconnect/arrivee";

/// Two accounts; the first is certified, the second meets the same identity.
async fn two(world: &World) -> Browser {
    certify(world, &ana(world).await, "claire").await;
    world.account(BOB, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", BOB, PASSWORD).await;
    assert_eq!(certify(world, &browser, "claire").await.location(), HERE);
    browser
}

#[tokio::test]
async fn one_identity_on_two_accounts_is_one_account_by_choice() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let browser = two(&world).await;
        tokens_for(&world, &Browser::default(), &client, BOB).await;
        let page = browser.get(&world, HERE).await.body;
        for words in [ANA, BOB, "nouvelle personne", "L’autre est fermé."] {
            assert!(page.contains(words), "{words}");
        }
        for (fields, words) in [
            ([("garder", "la-bas"), ("password", "pas le bon")], "Ce mot de passe n’est pas celui"),
            ([("garder", ""), ("password", PASSWORD)], "Choisissez le compte que vous gardez."),
        ] {
            let refused = browser.fill(&world, HERE, HERE, &[("choix", "reunir"), fields[0], fields[1]]).await;
            assert!(refused.status == 422 && refused.body.contains(words), "{words}: {}", refused.body);
        }
        let done = browser.fill(&world, HERE, HERE, &[("choix", "reunir"), ("garder", "la-bas"), ("password", PASSWORD)]).await;
        assert_eq!(done.location(), "/compte", "{}", done.body);
        let page = identity(&world, &browser).await;
        assert!(page.contains(ANA) && page.contains("VASSIEUX"));
        assert!(browser.get(&world, "/compte/services").await.body.contains("Ville de bron"), "agreements moved");
        assert_eq!(Browser::default().sign_in(&world, "/connexion", BOB, PASSWORD).await.status, 422, "closed");
    })
    .await;
}

#[tokio::test]
async fn an_account_with_a_code_is_not_emptied_without_it() {
    certified_journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let hers = Browser::default();
        let code = || crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let step = hers.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        hers.fill(&world, step.location(), "/connexion/code", &[("code", &code())]).await;
        certify(&world, &hers, "claire").await;
        world.account(BOB, None).await;
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", BOB, PASSWORD).await;
        certify(&world, &browser, "claire").await;
        letters(&world).await;

        world.wait(60);
        let ask = [("choix", "reunir"), ("garder", "ici"), ("password", PASSWORD)];
        for typed in ["", "000000"] {
            let refused = browser.fill(&world, HERE, HERE, &[ask[0], ask[1], ask[2], ("code", typed)]).await;
            assert!(refused.status == 422 && refused.body.contains("Ce code n’est pas le bon"), "{}", refused.body);
        }
        let done = browser.fill(&world, HERE, HERE, &[ask[0], ask[1], ask[2], ("code", &code())]).await;
        assert_eq!(done.location(), "/compte", "{}", done.body);
        let mut told: Vec<String> =
            letters(&world).await.into_iter().filter(|(_, subject)| subject.contains("réunis")).map(|(to, _)| to).collect();
        told.sort();
        assert_eq!(told, [ANA, BOB], "both addresses are told");
    })
    .await;
}

#[tokio::test]
async fn she_may_keep_the_account_where_she_is() {
    certified_journey(async |world| {
        let browser = two(&world).await;
        let done = browser.fill(&world, HERE, HERE, &[("choix", "reunir"), ("garder", "ici"), ("password", PASSWORD)]).await;
        assert_eq!(done.location(), "/compte", "{}", done.body);
        let page = identity(&world, &browser).await;
        assert!(page.contains(BOB) && page.contains("VASSIEUX") && page.contains("Certifié"));
        assert_eq!(Browser::default().sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 422, "closed");
        let again = Browser::default();
        again.by_franceconnect(&world, "/connexion", "claire").await;
        assert!(identity(&world, &again).await.contains(BOB), "the identity opens the account kept");
    })
    .await;
}

#[tokio::test]
async fn somebody_else_does_not_take_a_certified_account() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        certify(&world, &browser, "claire").await;
        let other = Browser::default();
        let sent = other.fill(&world, "/connexion", "/franceconnect/debut", &[]).await;
        let back = other.prove(&world, sent.location(), "jour_presume").await;
        assert_eq!(other.get(&world, &back).await.location(), HERE);
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), HERE);
        let refused = other.get(&world, HERE).await;
        assert_eq!(refused.status, 403);
        assert!(refused.body.contains("au nom d’une autre personne") && refused.body.contains("/compte/franceconnect"));
        assert!(identity(&world, &other).await.contains("VASSIEUX"));
    })
    .await;
}

#[tokio::test]
async fn a_civil_status_that_was_corrected_follows_when_she_says_so() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        certify(&world, &browser, "avant_correction").await;
        assert!(identity(&world, &browser).await.contains("Monsieur"));
        let after = Browser::default();
        after.by_franceconnect(&world, "/connexion", "apres_correction").await;
        after.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let page = after.get(&world, HERE).await.body;
        assert!(page.contains("Votre état civil a-t-il changé") && page.contains("Madame"), "{page}");
        assert_eq!(after.fill(&world, HERE, HERE, &[("choix", "corriger")]).await.location(), "/compte");
        assert!(identity(&world, &after).await.contains("Madame"));

        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let lines = db::audit::count(&mut tx, "identity.civil-status-corrected").await.unwrap();
        assert_eq!(lines, 1, "it is in the trail");
        drop(tx);
        let before = Browser::default();
        assert_eq!(before.by_franceconnect(&world, "/connexion", "avant_correction").await.location(), HERE, "the old one opens nothing");
        letters(&world).await;
    })
    .await;
}

#[tokio::test]
async fn of_two_accounts_that_take_one_identity_at_once_one_gets_it() {
    certified_journey(async |world| {
        let mut ways = Vec::new();
        for email in [ANA, BOB] {
            world.account(email, None).await;
            let browser = Browser::default();
            browser.sign_in(&world, "/connexion", email, PASSWORD).await;
            is_claire(&world, &browser).await;
            let sent = browser.fill(&world, "/compte/identite", "/franceconnect/debut", &[]).await;
            let back = browser.prove(&world, sent.location(), "claire").await;
            ways.push((browser, back));
        }
        tokio::join!(ways[0].0.get(&world, &ways[0].1), ways[1].0.get(&world, &ways[1].1));
        let mut certified = 0;
        for (browser, _) in &ways {
            certified += usize::from(identity(&world, browser).await.contains("Certifié par"));
        }
        assert_eq!(certified, 1);
    })
    .await;
}
