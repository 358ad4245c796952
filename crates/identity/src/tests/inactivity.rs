//! Accounts that nobody uses, day after day, and clocks that jump.

use kernel::{id::AccountId, values::Email};

use super::{
    bench::{Browser, PASSWORD, World, journey, tokens_for},
    deleted_accounts::reads_the_feed,
};
use crate::{
    flow::inactivity::{self, Outcome, Tally},
    model::clock_jump::Jump,
    store::accounts,
};

const ANA: &str = "ana@exemple.fr";
const BOB: &str = "bob@exemple.fr";
const DAY: i64 = 86_400;

async fn look(world: &World) -> Outcome {
    inactivity::look(&world.identity, &world.moment(), inactivity::MOST).await.unwrap()
}

async fn account(world: &World, email: &str) -> Option<AccountId> {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    accounts::id_of(&mut tx, email).await.unwrap()
}

/// Lets days pass, with a look every third day.
async fn pass(world: &World, days: i64) {
    for _ in 0..days / 3 {
        world.wait(3 * DAY);
        assert_eq!(look(world).await, Outcome::Looked(Tally::default()));
    }
}

/// An operator says that the time is right.
pub(super) async fn resume(world: &World) {
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    inactivity::resume(&mut tx, &world.moment(), "operator/1".to_owned()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn twenty_five_months_without_use() {
    journey(async |world| {
        let (bron, lyon) = (world.client("bron", reads_the_feed).await, world.client("lyon", reads_the_feed).await);
        for (email, clients) in [(ANA, &[&bron, &lyon][..]), (BOB, &[&bron])] {
            world.account(email, None).await;
            let browser = Browser::default();
            for client in clients {
                tokens_for(&world, &browser, client, email).await;
            }
        }
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let email = Email::parse(ANA).unwrap();
        let at_bron = world.identity.subject_for(&mut tx, &email, "bron").await.unwrap().unwrap();
        let at_lyon = world.identity.subject_for(&mut tx, &email, "lyon").await.unwrap().unwrap();
        drop(tx);
        look(&world).await;
        pass(&world, 699).await;

        let mut told = Vec::new();
        for day in 700..=760 {
            world.wait(DAY);
            let outcome = look(&world).await;
            world.work().await;
            told.extend(world.letters.take().into_iter().map(|(to, subject, _)| (day, to, subject)));
            assert_eq!(account(&world, ANA).await.is_some(), day < 731, "{day} {outcome:?}");
            if day == 710 {
                Browser::default().sign_in(&world, "/connexion", BOB, PASSWORD).await;
            }
        }
        let letter = |day: i32, to: &str| (day, to.to_owned(), "Votre compte va être supprimé".to_owned());
        told.sort();
        assert_eq!(told, [letter(701, ANA), letter(701, BOB), letter(724, ANA)], "22 November 2028 is 731 days later");
        assert!(account(&world, BOB).await.is_some(), "one sign-in is enough");

        for (client, subject) in [(&bron, &at_bron), (&lyon, &at_lyon)] {
            let page = world.deleted(client, "").await;
            assert_eq!(page.json()["accounts"][0]["sub"], **subject);
            assert_eq!(page.json()["accounts"].as_array().unwrap().len(), 1);
            let next = format!("?after={}", page.text("next"));
            assert_eq!(world.deleted(client, &next).await.json()["accounts"], serde_json::json!([]), "once");
            assert_eq!(world.deleted(client, "").await.body, page.body, "read again from the beginning");
        }
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_deletes_nobody_by_itself() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.work().await;
        assert!(world.operator("/comptes").await.body.contains("Le passage quotidien fonctionne."));
        world.wait(900 * DAY);
        world.work().await;
        assert!(world.letters.take().is_empty() && account(&world, ANA).await.is_some());
        let page = world.operator("/comptes").await.body;
        assert!(page.contains("L’horloge a sauté. Les comptes inutilisés attendent.") && page.contains("Cette date est la bonne"));
        let failed = db::jobs::Filter { state: Some(db::jobs::State::Failed), ..Default::default() };
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        assert_eq!(db::jobs::page(&mut tx, &failed, None).await.unwrap().len(), 1, "operators see it");
        drop(tx);
        assert_eq!(look(&world).await, Outcome::Stopped { jump: Jump::Forward, is_new: false });

        resume(&world).await;
        world.work().await;
        assert_eq!(world.letters.take().len(), 1, "warned first, however late");
        assert!(account(&world, ANA).await.is_some());
        for _ in 0..2 {
            world.wait(3 * DAY);
            assert_eq!(look(&world).await, Outcome::Looked(Tally::default()));
        }
        world.wait(DAY);
        assert_eq!(look(&world).await, Outcome::Looked(Tally { closed: 1, ..Tally::default() }));
        assert!(account(&world, ANA).await.is_none());
        world.wait(-2 * DAY);
        assert_eq!(look(&world).await, Outcome::Stopped { jump: Jump::Backward, is_new: true });
        world.wait(2 * DAY);
        assert_eq!(look(&world).await, Outcome::Looked(Tally::default()), "a clock that was repaired needs nobody");
    })
    .await;
}

#[tokio::test]
async fn a_look_cut_in_the_middle_goes_on_and_does_nothing_twice() {
    journey(async |world| {
        for number in 0..3 {
            world.account(&format!("p{number}@exemple.fr"), None).await;
        }
        world.wait(720 * DAY);
        let warned = |warned| Outcome::Looked(Tally { warned, ..Tally::default() });
        for expected in [2, 1, 0] {
            assert_eq!(inactivity::look(&world.identity, &world.moment(), 2).await.unwrap(), warned(expected));
        }
        world.work().await;
        assert_eq!(world.letters.take().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_a_service_keeps_alive_is_a_use() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("portal", |client| client.is_ours = true).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("access_token");
        world.wait(3_000);
        world.post_form("/introspect", Some(&client.basic()), &[("token", &token)]).await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let used: i64 = tx.value("SELECT last_used_at AS value FROM accounts", db::args![]).await.unwrap();
        assert_eq!(used, world.moment().now.as_microsecond());
    })
    .await;
}
