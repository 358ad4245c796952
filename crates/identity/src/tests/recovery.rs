use super::bench::{Browser, PASSWORD, TOTP, World, journey};

const ANA: &str = "ana@exemple.fr";
const CODES: &str = "/compte/codes-de-secours";

fn code(world: &World) -> String {
    crate::one_time_code(TOTP, world.moment().wall).unwrap()
}

async fn signed_in(world: &World) -> Browser {
    world.account(ANA, Some(TOTP)).await;
    let browser = Browser::default();
    let step = browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser.fill(world, step.location(), "/connexion/code", &[("code", &code(world))]).await;
    browser
}

/// The codes that are shown.
pub(super) async fn make(world: &World, browser: &Browser) -> Vec<String> {
    let made = browser.fill(world, "/compte/securite", CODES, &[]).await;
    let page = browser.get(world, made.location()).await.body;
    let shown = page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    let file = browser.get(world, &made.location().replace(CODES, &format!("{CODES}/fichier"))).await;
    assert!(file.header(http::header::CONTENT_DISPOSITION).starts_with("attachment") && file.body.contains(&shown.replace('\n', "\r\n")));
    assert_eq!(Browser::default().get(world, made.location()).await.location(), "/connexion");
    world.wait(601);
    assert_eq!(browser.get(world, made.location()).await.status, 410, "shown this once");
    shown.lines().map(str::to_owned).collect()
}

/// Signs in with a recovery code.
async fn recover(world: &World, typed: &str) -> (Browser, super::bench::Answer) {
    let browser = Browser::default();
    let step = browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    let page = step.location().replace("/connexion/code", "/connexion/secours");
    let answer = browser.fill(world, &page, "/connexion/secours", &[("code", typed)]).await;
    (browser, answer)
}

#[tokio::test]
async fn each_code_serves_once_and_counts_as_a_second_factor() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let codes = make(&world, &browser).await;
        assert_eq!(codes.len(), 10);
        world.told().await;
        let (other, answer) = recover(&world, &codes[3].to_lowercase().replace('-', " ")).await;
        assert_eq!(answer.location(), "/compte/securite?fait=secours");
        assert!(world.told().await.contains(&"Un code de secours a servi".to_owned()));
        let client = world.client("desk", |client| client.asks_consent = false).await;
        let back = other.get(&world, &client.authorize(&[("acr_values", "glc:mfa")])).await;
        let tokens = world.exchange(&client, &back.code()).await;
        assert_eq!(world.claims(&tokens.text("id_token"), "desk").await["amr"], serde_json::json!(["pwd", "recovery", "mfa"]));
        let (_, again) = recover(&world, &codes[3]).await;
        assert!(again.status == 422 && again.body.contains("a déjà servi"));
    })
    .await;
}

#[tokio::test]
async fn a_new_set_voids_the_old_one_and_few_left_are_told() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        assert!(browser.get(&world, "/compte/securite").await.body.contains("Vous n’avez pas de code de secours"));
        let old = make(&world, &browser).await;
        let step = browser.fill(&world, "/compte/securite", CODES, &[]).await;
        assert!(step.location().starts_with("/connexion/code?"), "a fresh proof is asked");
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code(&world))]).await;
        let new = make(&world, &browser).await;
        assert_eq!(recover(&world, &old[0]).await.1.status, 422);
        for (used, typed) in new.iter().take(7).enumerate() {
            let (browser, answer) = recover(&world, typed).await;
            assert_eq!(answer.status, 303, "code {used}");
            let page = browser.get(&world, "/compte/securite").await.body;
            assert_eq!(page.contains("Il vous reste 3\u{a0}codes de secours"), used == 6, "after {used}");
        }
    })
    .await;
}

#[tokio::test]
async fn codes_are_guessed_three_times_and_kept_as_hashes() {
    journey(async |world| {
        let codes = make(&world, &signed_in(&world).await).await;
        for _ in 0..3 {
            assert_eq!(recover(&world, "AAAA-AAAA-AAAA").await.1.status, 422);
        }
        assert_eq!(recover(&world, &codes[0]).await.1.status, 429);
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        for code in &codes {
            let rows: i64 = tx
                .value(
                    "SELECT COUNT(*) AS value FROM recovery_codes WHERE hash LIKE $1 OR salt LIKE $1",
                    db::args![format!("%{}%", &code[..4])],
                )
                .await
                .unwrap();
            assert_eq!(rows, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn codes_replace_something() {
    journey(async |world| {
        world.account(ANA, None).await;
        let plain = Browser::default();
        plain.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(plain.get(&world, "/compte/securite").await.body.contains("Ajoutez d’abord"));
        let refused = plain.ask(&world, "/compte/securite", "/compte/code-de-securite/debut", CODES, &[], None).await;
        assert_eq!(refused.status, 409);
    })
    .await;
}

#[tokio::test]
async fn codes_go_with_the_last_factor() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        make(&world, &browser).await;
        let step = browser.fill(&world, "/compte/securite", "/compte/code-de-securite/retrait", &[]).await;
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code(&world))]).await;
        browser.fill(&world, "/compte/securite", "/compte/code-de-securite/retrait", &[]).await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let left: i64 = tx.value("SELECT COUNT(*) AS value FROM recovery_codes", db::args![]).await.unwrap();
        assert_eq!(left, 0);
    })
    .await;
}
