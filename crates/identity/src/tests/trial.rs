//! « Tester mon service »: a developer and his service, good or careless, from
//! the first sign-in to the last check.

mod bench;

use http::header;

use self::bench::{Fault, Workshop};
use super::bench::{Browser, TOTP, journey};
use crate::model::{
    reason,
    trial::{
        check::CHECKS,
        finding::{self, Finding},
        lie::Lie,
        report::State,
        sight::Sight,
    },
};

#[tokio::test]
async fn a_good_service_passes_everything() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        let published = world.send(http::Request::get("/jwks"), "").await.body;
        shop.start().await;
        let page = shop.page("essai").await;
        assert!(page.contains("Connectez-vous à votre service, comme d’habitude."), "{page}");
        shop.whole(None).await;
        let report = shop.report().await;
        let left: Vec<_> =
            CHECKS.iter().map(|check| (check.name(), report.state(check))).filter(|(_, state)| *state != State::Passed).collect();
        assert!(left.is_empty(), "{left:?}");
        shop.enter().await;
        let page = shop.page("essai").await;
        assert!(page.contains("Votre service a tout réussi.") && !page.contains("À corriger"), "{page}");
        let kit = shop.page("kit").await;
        let tried = crate::model::kit::checklist::all().iter().filter(|each| report.standing(&each.id).is_some()).count();
        assert_eq!(kit.matches("Vu par l’essai").count(), tried);
        assert_eq!(world.send(http::Request::get("/jwks"), "").await.body, published, "strangers’ keys are published nowhere");
    })
    .await;
}

#[tokio::test]
async fn a_service_that_believes_a_lie_fails_that_check_alone() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        for lie in Lie::ALL {
            shop.start().await;
            shop.whole(Some(Fault::Believes(*lie))).await;
            let why = if lie.betrayed_by().is_some() { Finding::WentOn } else { Finding::LetIn };
            assert_eq!(shop.failures().await, [(lie.as_str(), finding::words(why.as_str()))], "{lie:?}");
            shop.enter().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_service_with_a_bad_habit_fails_that_check_alone() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        let repeated = finding::words(Finding::Repeated.as_str());
        for (fault, sight, why) in [
            (Fault::SameState, Sight::State, repeated),
            (Fault::ShortState, Sight::State, reason::STATE.explanation),
            (Fault::SameNonce, Sight::Nonce, repeated),
            (Fault::SameChallenge, Sight::Pkce, repeated),
            (Fault::NoPkce, Sight::Pkce, reason::CHALLENGE_MISSING.explanation),
            (Fault::WrongVerifier, Sight::Pkce, reason::CODE_VERIFIER.explanation),
            (Fault::AnotherReturn, Sight::ReturnAddress, reason::REDIRECT_UNKNOWN.explanation),
            (Fault::CodeTwice, Sight::Code, reason::REPLAYED.explanation),
            (Fault::SlowCode, Sight::Code, reason::CODE_WORTHLESS.explanation),
            (Fault::NoHint, Sight::SignOut, finding::words(Finding::NoHint.as_str())),
            (Fault::Gullible, Sight::SignOutDoubted, finding::words(Finding::Fooled.as_str())),
            // last: it is told again later
            (Fault::Deaf, Sight::SignOutHeard, finding::words(Finding::Answer.as_str())),
        ] {
            shop.start().await;
            shop.whole(Some(fault)).await;
            assert_eq!(shop.failures().await, [(sight.as_str(), why)], "{fault:?}");
            shop.enter().await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_said_with_what_to_do_and_can_be_tried_again() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        shop.start().await;
        assert!(shop.visit(None).await, "the first sign-in is honest");
        let page = shop.page("essai").await;
        assert!(page.contains("À la prochaine connexion, un autre state revient. Votre service doit refuser."), "{page}");
        assert!(page.contains("href=\"https://bron.example/entrer\""));
        assert!(shop.visit(Some(Fault::Believes(Lie::State))).await);
        let page = shop.page("essai").await;
        for words in ["Votre service a continué", "comparez state avec celui de la session", "RFC 6749, § 10.12", "Refaire"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        shop.press(&[("verification", Lie::State.as_str()), ("acte", "refaire")]).await;
        assert!(shop.failures().await.is_empty());
        assert!(!shop.visit(None).await, "the same lie again");
        shop.press(&[("acte", "refuse")]).await;
        assert_eq!(shop.state(Lie::State.as_str()).await, State::Passed);
    })
    .await;
}

#[tokio::test]
async fn the_page_says_which_check_is_under_way_and_lets_it_go() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        shop.start().await;
        assert!(shop.visit(None).await && !shop.visit(None).await);
        let page = shop.page("essai").await;
        for words in [
            "Vérification en cours\u{a0}: <strong>Il refuse un state qui n’est pas le sien<",
            "chaque connexion redit ce même mensonge",
            "Revoir ce mensonge (nouvel onglet)",
            "Abandonner cette vérification",
        ] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(!page.contains("Ouvrir mon service (nouvel onglet)") && !page.contains("button danger"), "{page}");
        let state = ("verification", Lie::State.as_str());
        shop.press(&[state, ("acte", "laisser")]).await;
        assert_eq!(shop.state(Lie::State.as_str()).await, State::Skipped);
        let page = shop.page("essai").await;
        assert!(page.contains("<strong>Il refuse la réponse d’un autre fournisseur<") && page.contains("Abandonnée"), "{page}");
        assert!(page.contains("Ouvrir mon service (nouvel onglet)"));
        shop.press(&[state, ("acte", "refaire")]).await;
        assert!(shop.page("essai").await.contains("<strong>Il refuse un state qui n’est pas le sien<"));
        shop.visit(None).await;
        shop.press(&[state, ("acte", "refuse")]).await;
        shop.press(&[state, ("acte", "laisser")]).await;
        assert_eq!(shop.state(Lie::State.as_str()).await, State::Passed, "what is known is not left aside");
    })
    .await;
}

#[tokio::test]
async fn before_signing_out_the_page_says_where_to_come_back() {
    journey(async |world| {
        let shop = Workshop::open(&world).await;
        shop.start().await;
        for check in CHECKS.iter().filter(|check| !check.ends_session()) {
            assert!(!shop.page("essai").await.contains("Gardez cet onglet"));
            shop.press(&[("verification", check.name()), ("acte", "laisser")]).await;
        }
        let page = shop.page("essai").await;
        for words in ["Vous serez aussi déconnecté d’ici.", "Gardez cet onglet, et revenez-y ensuite", "Voir ce qui s’est passé</a>"]
        {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(shop.page("").await.contains("Reprendre le test"), "and the page of the service leads there");
        for check in CHECKS.iter().filter(|check| check.ends_session()) {
            shop.press(&[("verification", check.name()), ("acte", "laisser")]).await;
        }
        assert!(shop.page("essai").await.contains("sauf ce que vous avez abandonné"));
    })
    .await;
}

#[tokio::test]
async fn nobody_judges_a_lie_that_was_not_told() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        shop.start().await;
        for acte in ["refuse", "connecte"] {
            shop.press(&[("acte", acte), ("verification", Lie::Nonce.as_str())]).await;
            assert_eq!(shop.state(Lie::Nonce.as_str()).await, State::Waiting);
        }
        shop.visit(None).await;
        assert!(!shop.visit(None).await);
        assert_eq!(shop.state(Lie::State.as_str()).await, State::Told);
        world.wait(crate::model::trial::LASTS);
        shop.enter().await;
        shop.press(&[("acte", "refuse"), ("verification", Lie::State.as_str())]).await;
        assert_eq!(shop.state(Lie::State.as_str()).await, State::Told, "the trial is over");
    })
    .await;
}

#[tokio::test]
async fn a_service_that_serves_everybody_is_never_lied_to() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        shop.start().await;
        assert!(shop.visit(None).await);
        shop.move_to("production").await;
        for _ in 0..3 {
            assert!(shop.visit(None).await, "the truth, though a trial of it is kept");
        }
        assert_eq!(shop.browser.get(&world, "/partenaires/services/bron/essai").await.status, 404);
        assert!(!shop.page("kit").await.contains("Tester mon service"), "its kit is there");
        shop.move_to("integration").await;
        assert!(!shop.visit(None).await, "the trial goes on where it was");
    })
    .await;
}

#[tokio::test]
async fn lies_are_for_whoever_began_and_end_with_the_trial() {
    journey(async |world| {
        let mut shop = Workshop::open(&world).await;
        shop.join("bea@exemple.fr").await;
        shop.start().await;
        assert!(shop.visit(None).await);
        let ana = std::mem::take(&mut shop.browser);
        shop.enter_as("bea@exemple.fr").await;
        assert!(shop.visit(None).await, "a colleague works as usual");
        let page = shop.page("essai").await;
        assert!(page.contains("Un autre membre a commencé ce test"), "{page}");
        shop.browser = ana;
        assert!(!shop.visit(None).await);
        shop.press(&[("acte", "arreter")]).await;
        assert!(shop.visit(None).await, "stopped: the truth");
        assert!(shop.page("essai").await.contains("GrandLyon Connect ne ment plus."));
        shop.start().await;
        assert!(shop.visit(None).await && !shop.visit(None).await);
        world.wait(crate::model::trial::LASTS);
        shop.enter().await;
        assert!(shop.visit(None).await, "over: the truth");
    })
    .await;
}

#[tokio::test]
async fn wrong_requests_that_anybody_brings_do_not_count() {
    journey(async |world| {
        let shop = Workshop::open(&world).await;
        shop.start().await;
        let wrong = shop.client.authorize(&[("redirect_uri", "https://evil.example/")]);
        assert_eq!(Browser::default().get(&world, &wrong).await.status, 400);
        assert!(shop.failures().await.is_empty());
        shop.browser.get(&world, &wrong).await;
        assert_eq!(shop.state("return-address").await, State::Failed(reason::REDIRECT_UNKNOWN.explanation));
    })
    .await;
}

#[tokio::test]
async fn kit_and_trial_are_for_the_developers_of_the_service_alone() {
    journey(async |world| {
        let shop = Workshop::open(&world).await;
        world.account("eve@exemple.fr", Some(TOTP)).await;
        let eve = bench::signed_in(&world, "eve@exemple.fr").await;
        for page in ["kit", "kit.zip", "essai"] {
            let path = format!("/partenaires/services/bron/{page}");
            assert_eq!(eve.get(&world, &path).await.status, 404, "{page}");
            assert_eq!(Browser::default().get(&world, &path).await.status, 303, "{page}");
            assert_eq!(shop.browser.get(&world, &path).await.status, 200, "{page}");
        }
        let archive = shop.browser.get(&world, "/partenaires/services/bron/kit.zip").await;
        assert_eq!(archive.header(header::CONTENT_TYPE), "application/zip");
        assert!(archive.body.starts_with("PK") && archive.body.contains("kit-grandlyon-connect/samples/node/glc.env"));
    })
    .await;
}
