//! How services are used: counted from what is there, told without naming anybody.

use super::bench::{Browser, CONSOLE, TestClient, World, journey, tokens_for};
use crate::{flow::figures, pages::figures as shown, store::purge};

const DAY: i64 = 86_400;

async fn count(world: &World) {
    figures::count(&world.bench.databases, world.moment().wall).await.unwrap();
}

/// What a page that shows the figures of this client says.
async fn told(world: &World, client: &TestClient) -> String {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    shown::of(&mut tx, &client.id, world.moment().wall).await.unwrap().into_string()
}

/// Makes so many accounts come to a service.
async fn people_come(world: &World, client: &TestClient, numbers: std::ops::Range<u32>) {
    for number in numbers {
        let email = format!("p{number}@exemple.fr");
        world.account(&email, None).await;
        tokens_for(world, &Browser::default(), client, &email).await;
    }
}

#[tokio::test]
async fn four_people_are_told_as_few_and_five_are_told() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        assert!(told(&world, &client).await.contains("Personne n’est venu"));
        people_come(&world, &client, 0..4).await;
        count(&world).await;
        assert!(told(&world, &client).await.contains("<span>moins de\u{a0}5</span>"));
        people_come(&world, &client, 4..5).await;
        count(&world).await;
        count(&world).await;
        let told = told(&world, &client).await;
        assert!(told.contains("<span>5</span>") && told.contains("max=\"5\""), "counted again, not twice: {told}");
    })
    .await;
}

#[tokio::test]
async fn one_who_comes_twice_is_one_and_refusals_are_counted_apart() {
    journey(async |world| {
        let (client, other) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let browser = Browser::default();
        world.account("ana@exemple.fr", None).await;
        for _ in 0..6 {
            tokens_for(&world, &browser, &client, "ana@exemple.fr").await;
        }
        browser.get(&world, &client.authorize(&[("state", "court")])).await;
        count(&world).await;
        let told_of = told(&world, &client).await;
        assert!(
            told_of.contains("<strong>6</strong>") && told_of.contains("moins de\u{a0}5") && told_of.contains("<span>1</span>"),
            "{told_of}"
        );
        assert!(told(&world, &other).await.contains("Personne n’est venu"));
    })
    .await;
}

#[tokio::test]
async fn a_day_stays_counted_when_its_people_are_forgotten_and_goes_after_two_years() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        people_come(&world, &client, 0..6).await;
        count(&world).await;
        world.wait(3 * DAY);
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        purge::end_expired_sessions(&mut tx, world.moment().wall).await.unwrap();
        tx.commit().await.unwrap();
        world.wait(3 * DAY);
        world.forget().await;
        count(&world).await;
        assert!(told(&world, &client).await.contains("<strong>6</strong>"));
        world.wait(30 * DAY);
        assert!(told(&world, &client).await.contains("Personne n’est venu"), "a month is shown");
        let file = Browser::default().get(&world, &format!("{CONSOLE}/services/chiffres.csv")).await.body;
        assert_eq!(file.lines().count(), 2, "more is kept: {file}");
        world.wait(700 * DAY);
        count(&world).await;
        let file = Browser::default().get(&world, &format!("{CONSOLE}/services/chiffres.csv")).await.body;
        assert_eq!(file.trim(), "\"service\";\"identifiant\";\"jour\";\"connexions\";\"personnes\";\"refus\"");
    })
    .await;
}

#[tokio::test]
async fn an_account_deleted_during_the_day_takes_nothing_away() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        people_come(&world, &client, 0..5).await;
        count(&world).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        tx.execute("DELETE FROM accounts WHERE email_key = 'p0@exemple.fr'", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        count(&world).await;
        assert!(told(&world, &client).await.contains("<span>5</span>"));
    })
    .await;
}

#[tokio::test]
async fn an_operator_reads_the_services_and_finds_which_are_suspended() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        world.client("portail", |client| client.is_ours = true).await;
        people_come(&world, &client, 0..6).await;
        count(&world).await;
        let operator = Browser::default();
        let list = operator.get(&world, &format!("{CONSOLE}/services")).await.body;
        assert!(list.contains("Ville de bron") && list.contains("href=\"/services/bron\"") && list.contains("max=\"6\""), "{list}");
        let file = operator.get(&world, &format!("{CONSOLE}/services/chiffres.csv")).await.body;
        assert!(
            file.lines().nth(1).unwrap().starts_with("\"Ville de bron\";\"bron\";\"20") && file.contains(";\"6\";\"6\";\"0\""),
            "{file}"
        );

        let page = operator.get(&world, &format!("{CONSOLE}/services/bron")).await.body;
        assert!(page.contains("Suspendre le service") && page.contains("<strong>6</strong>"), "{page}");
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.suspend_client(&mut tx, &world.moment(), "bron", true).await.unwrap();
        tx.commit().await.unwrap();
        assert!(operator.get(&world, &format!("{CONSOLE}/services")).await.body.contains("Suspendu"));
        assert!(operator.get(&world, &format!("{CONSOLE}/services/bron")).await.body.contains("Ce service est suspendu."));
        let ours = operator.get(&world, &format!("{CONSOLE}/services/portail")).await.body;
        assert!(!ours.contains("Suspendre le service"), "a site of ours stays");
        assert_eq!(operator.get(&world, &format!("{CONSOLE}/services/personne")).await.status, 404);
    })
    .await;
}
