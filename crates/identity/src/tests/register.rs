//! The register of consents shows what was changed, and gives what proves it.

use super::bench::{Browser, World, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";
/// The page, once it was asked to read the register again.
const VERIFIED: &str = "/accords?maillon=";

/// One consent given, then taken back.
async fn written(world: &World) {
    world.account(ANA, None).await;
    let client = world.client("bron", |_| {}).await;
    let browser = Browser::default();
    tokens_for(world, &browser, &client, ANA).await;
    browser.fill(world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "")]).await;
    seal(world).await;
}

async fn seal(world: &World) {
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    while db::audit::seal(&mut tx).await.unwrap() > 0 {}
    tx.commit().await.unwrap();
}

async fn change(world: &World, sql: &'static str) {
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    tx.execute(sql, db::args![]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The last link, as the page shows it.
async fn last(world: &World) -> String {
    let page = world.operator(VERIFIED).await.body;
    page.split("Dernier maillon").nth(1).unwrap().split(['>', '<']).find(|it| it.contains(':') && it.len() > 64).unwrap().to_owned()
}

/// What was done behind the program's back, and what the page says of it.
const TAMPERED: [(&str, &str); 5] = [
    ("UPDATE audit SET subject = 'x' WHERE action = 'identity.consent-given'", "La chaîne est rompue."),
    ("UPDATE audit SET detail = NULL, salt = '' WHERE action = 'identity.consent-given'", "La chaîne est rompue."),
    ("UPDATE audit SET detail = NULL, salt = '' WHERE action = 'identity.consent-withdrawn'", "La chaîne est rompue."),
    ("UPDATE consent_texts SET text = 'Tout, pour toujours.'", "Un texte a changé."),
    ("DELETE FROM consent_texts", "Un texte a changé."),
];

#[tokio::test]
async fn whatever_is_changed_in_the_register_shows() {
    for (sql, said) in TAMPERED {
        journey(async |world| {
            written(&world).await;
            assert!(!world.operator("/accords").await.body.contains("La chaîne est"), "nobody asked");
            assert!(world.operator(VERIFIED).await.body.contains("La chaîne est intacte."));
            change(&world, sql).await;
            let page = world.operator(VERIFIED).await.body;
            assert!(page.contains(said) && !page.contains("intacte"), "{sql}: {page}");
        })
        .await;
    }
}

#[tokio::test]
async fn acts_cut_from_the_end_show_beside_a_link_kept_elsewhere() {
    journey(async |world| {
        written(&world).await;
        let kept = last(&world).await;
        let beside = format!("/accords?maillon={}", kept.replace(':', "%3A"));
        assert!(world.operator(&beside).await.body.contains("Le maillon que vous avez gardé y est toujours."));
        change(&world, "DELETE FROM audit WHERE position = (SELECT MAX(position) FROM audit)").await;
        assert!(world.operator(VERIFIED).await.body.contains("La chaîne est intacte."), "alone, it does not show");
        assert!(world.operator(&beside).await.body.contains("La chaîne est rompue."));

        let mistyped = world.operator("/accords?maillon=51").await;
        assert_eq!(mistyped.status, 422);
        assert!(mistyped.body.contains("Copiez toute la ligne") && mistyped.body.contains("value=\"51\""));
    })
    .await;
}

#[tokio::test]
async fn the_files_hold_the_texts_and_what_a_link_is_made_from_and_taking_them_is_an_act() {
    journey(async |world| {
        written(&world).await;
        let acts = world.operator("/accords/registre.csv").await.body;
        let cells: Vec<&str> = acts.lines().nth(1).unwrap().trim_matches('"').split("\";\"").collect();
        let texts = world.operator("/accords/textes.csv").await.body;
        let digest = cells[7];
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let text = crate::store::agreements::text(&mut tx, digest).await.unwrap().unwrap();
        assert!(texts.contains(&format!("\"{digest}\";\"{text}\"")), "{texts}");

        let sealed = db::audit::sealed(&mut tx, crate::flow::sharing::GIVEN, 0, 9).await.unwrap().remove(0);
        assert_eq!(cells[9..12], [&sealed.chain, &sealed.previous, &sealed.id.to_string()]);
        assert_eq!(cells[14..16], ["identity.consent-given", &sealed.salt]);

        let looks = db::audit::of_subject(&mut tx, "register", kernel::Timestamp::MAX, 9).await.unwrap();
        let [act] = &looks[..] else { panic!("{looks:?}") };
        assert_eq!((act.action.as_str(), act.detail.as_ref().unwrap()["acts"].as_i64()), ("identity.register-exported", Some(2)));
        assert!(act.actor.contains("operator"), "{}", act.actor);
    })
    .await;
}
