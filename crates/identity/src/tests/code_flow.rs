use http::{Request, header};

use super::bench::{Browser, CHALLENGE, ISSUER, NONCE, PASSWORD, STATE, VERIFIER, code_for, journey, tokens_for};
use crate::Profile;

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn a_person_signs_in_agrees_and_is_known_to_the_client() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();

        let begun = browser.get(&world, &client.authorize(&[])).await;
        assert_eq!(begun.status, 303);
        let page = browser.get(&world, begun.location()).await;
        assert!(page.body.contains("Pour continuer vers\u{a0}: Ville de bron"), "{}", page.body);
        assert!(page.header(header::CONTENT_SECURITY_POLICY).contains("form-action 'self' https://bron.example;"));

        let signed_in = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        let consent = browser.get(&world, signed_in.location()).await;
        for words in [
            "Ville de bron veut vous reconnaître",
            "Prénoms de naissance",
            "Nom de naissance",
            "Adresse e-mail",
            "Accepter et continuer",
            "Refuser",
        ] {
            assert!(consent.body.contains(words), "{words}");
        }
        let back = browser.fill(&world, signed_in.location(), "/autorisation", &[("choix", "accepter")]).await;
        assert!(back.location().starts_with("https://bron.example/retour?code="));
        assert_eq!(back.parameter("state").as_deref(), Some(STATE));
        assert_eq!(back.parameter("iss").as_deref(), Some(ISSUER));

        let tokens = world.exchange(&client, &back.code()).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        assert_eq!(tokens.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(tokens.json()["expires_in"], 600);
        let id = world.claims(&tokens.text("id_token"), "bron").await;
        assert_eq!((id["nonce"].as_str(), id["acr"].as_str()), (Some(NONCE), Some("glc:password")));
        assert!(id["email"].is_null(), "no identity in the ID token");

        let person = world.userinfo(&tokens.text("access_token")).await;
        assert_eq!(person.text("sub"), id["sub"].as_str().unwrap());
        assert_eq!(
            (person.text("given_name"), person.text("family_name"), person.text("email")),
            ("Ana".into(), "Perrin".into(), ANA.into())
        );
        assert_eq!(person.json()["email_verified"], true);
    })
    .await;
}

#[tokio::test]
async fn a_code_shown_twice_revokes_what_it_gave() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let tokens = world.exchange(&client, &code).await;
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 200);

        let again = world.exchange(&client, &code).await;
        assert_eq!((again.status, again.text("error")), (400, "invalid_grant".into()));
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
        assert_eq!(world.refresh(&client, &tokens.text("refresh_token")).await.text("error"), "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn a_code_is_worth_nothing_elsewhere_and_survives_the_attempt() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let code = code_for(&world, &Browser::default(), &bron, ANA, &[]).await;
        let base =
            [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", &*bron.redirect_uri), ("code_verifier", VERIFIER)];
        let with = |name: &str, value: Option<&'static str>| {
            let mut fields: Vec<(&str, &str)> = base.iter().filter(|(known, _)| *known != name).copied().collect();
            fields
                .extend(value.map(|value| ("", value)).map(|(_, value)| (base.iter().find(|(known, _)| *known == name).unwrap().0, value)));
            fields
        };
        for (case, client, fields) in [
            ("another client", &lyon, base.to_vec()),
            ("a wrong verifier", &bron, with("code_verifier", Some("aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))),
            ("the challenge as verifier", &bron, with("code_verifier", Some(CHALLENGE))),
            ("no verifier", &bron, with("code_verifier", None)),
            ("another address", &bron, with("redirect_uri", Some("https://bron.example/retour/"))),
        ] {
            let refused = world.post_form("/token", Some(&client.basic()), &fields).await;
            assert_eq!((refused.status, refused.text("error")), (400, "invalid_grant".into()), "{case}");
            assert!(!refused.body.contains(&code), "an error never repeats what was sent");
        }
        let unknown = format!("Basic {}", base64::Engine::encode(&base64::engine::general_purpose::STANDARD, "bron:faux"));
        assert_eq!(world.post_form("/token", Some(&unknown), &base).await.status, 401, "a wrong secret");
        assert_eq!(world.exchange(&bron, &code).await.status, 200, "none of this consumed the code");
    })
    .await;
}

#[tokio::test]
async fn a_code_lives_one_minute() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        world.wait(60);
        assert_eq!(world.exchange(&client, &code).await.text("error"), "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn of_eight_redemptions_at_once_at_most_one_wins() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let once = || world.exchange(&client, &code);
        let (a, b, c, d, e, f, g, h) = tokio::join!(once(), once(), once(), once(), once(), once(), once(), once());
        let won = [a, b, c, d, e, f, g, h].iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_cannot_be_trusted_is_a_page_and_leads_nowhere() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        for redirect_uri in [
            "https://bron.example/retour/x",
            "https://bron.example/reto",
            "https://bron.example/Retour",
            "https://bron.example:444/retour",
            "https://bron.example/retour#a",
            "https://evil.example/retour",
        ] {
            let page = browser.get(&world, &client.authorize(&[("redirect_uri", redirect_uri)])).await;
            assert_eq!((page.status, page.location()), (400, ""), "{redirect_uri}");
            assert!(!page.body.contains("evil.example"));
        }
        let unknown = browser.get(&world, &client.authorize(&[("client_id", "<script>")])).await;
        assert_eq!(unknown.status, 400);
        assert!(!unknown.body.contains("<script>alert") && !unknown.body.contains("&lt;script"));
        let short = browser.get(&world, &client.authorize(&[("nonce", "court")])).await;
        assert_eq!(short.parameter("error").as_deref(), Some("invalid_request"));
        assert_eq!((short.parameter("state").as_deref(), short.parameter("iss").as_deref()), (Some(STATE), Some(ISSUER)));
    })
    .await;
}

#[tokio::test]
async fn two_clients_share_one_sign_in_but_not_one_identifier() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let browser = Browser::default();
        let first = tokens_for(&world, &browser, &bron, ANA).await;

        let second = browser.get(&world, &lyon.authorize(&[])).await;
        assert!(second.location().starts_with("/autorisation?"), "signed in already; the other client asks for itself");
        let back = browser.fill(&world, second.location(), "/autorisation", &[("choix", "accepter")]).await;
        let second = world.exchange(&lyon, &back.code()).await;
        let (here, there) = (world.claims(&first.text("id_token"), "bron").await, world.claims(&second.text("id_token"), "lyon").await);
        assert_ne!(here["sub"], there["sub"]);
        assert_ne!(here["sid"], there["sid"]);

        for client in [&bron, &lyon] {
            let again = browser.get(&world, &client.authorize(&[])).await;
            assert!(again.location().starts_with(&client.redirect_uri), "agreed once: asked no more");
        }
    })
    .await;
}

#[tokio::test]
async fn the_certification_profile_lives_without_state_nonce_and_proof() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("suite", |client| client.profile = Profile::Certification).await;
        let browser = Browser::default();
        let bare = "/authorize?client_id=suite&redirect_uri=https%3A%2F%2Fsuite.example%2Fretour&response_type=code&scope=openid";
        let begun = browser.get(&world, bare).await;
        let signed_in = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        let back = browser.fill(&world, signed_in.location(), "/autorisation", &[("choix", "accepter")]).await;
        assert_eq!(back.parameter("state"), None);
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &*back.code()),
            ("redirect_uri", &*client.redirect_uri),
            ("client_id", "suite"),
            ("client_secret", &*client.secret),
        ];
        let tokens = world.post_form("/token", None, &fields).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        assert!(world.claims(&tokens.text("id_token"), "suite").await["nonce"].is_null());
    })
    .await;
}

#[tokio::test]
async fn a_posted_request_becomes_a_read_one() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let request = client.authorize(&[]);
        let fields = request.split_once('?').unwrap().1;
        let answer =
            world.send(Request::post("/authorize").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), fields).await;
        assert_eq!((answer.status, answer.location()), (303, &*request));
    })
    .await;
}
