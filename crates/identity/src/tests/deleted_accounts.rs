//! The feed of deleted accounts, as clients read it.

use std::sync::atomic::{AtomicBool, Ordering};

use http::{Request, header};
use kernel::{Personal, id::AccountId};

use super::{
    bench::{Answer, TestClient, World, journey},
    inactivity::resume,
};
use crate::{
    ApiScope, NewClient,
    flow::{
        closing::{self, Why},
        feed,
    },
    store::{
        accounts::{self, AccountRow},
        agreements, departures,
    },
};

impl World {
    /// Reads the feed, as a client does.
    pub async fn deleted(&self, client: &TestClient, query: &str) -> Answer {
        let token = self.post_form("/token", Some(&client.basic()), &[("grant_type", "client_credentials")]).await;
        if token.status != 200 {
            return token;
        }
        let bearer = format!("Bearer {}", token.text("access_token"));
        self.send(Request::get(format!("/api/deleted-accounts{query}")).header(header::AUTHORIZATION, bearer), "").await
    }
}

/// A client that may read the feed.
pub(super) fn reads_the_feed(client: &mut NewClient) {
    client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect();
}

/// Makes an account that two clients know, without the cost of its password.
async fn known(world: &World, number: usize, clients: &[&str]) -> AccountId {
    let (id, text): (AccountId, _) = (world.moment().id(), Personal::new(format!("p{number}@exemple.fr")));
    let row = AccountRow {
        id,
        email_key: text.expose(),
        email: &text,
        password: &text,
        given_name: &text,
        family_name: &text,
        confirmed_at: Some(world.moment().wall),
    };
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    accounts::create(&mut tx, row, world.moment().wall).await.unwrap();
    for client in clients {
        agreements::meet(&mut tx, (id, client), None, world.moment().wall).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// Deletes an account; of two at once, one may have to begin again, as a job does.
async fn close(world: &World, account: AccountId) {
    loop {
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let done = match closing::close(&world.identity, &mut tx, &world.moment(), account, Why::Asked).await {
            Ok(()) => tx.commit().await,
            Err(error) => Err(error),
        };
        if done.is_ok() {
            return;
        }
    }
}

#[tokio::test]
async fn each_client_reads_its_own_names_page_by_page() {
    journey(async |world| {
        let (bron, lyon) = (world.client("bron", reads_the_feed).await, world.client("lyon", reads_the_feed).await);
        let mut expected = Vec::new();
        for number in 0..5 {
            let account = known(&world, number, if number == 4 { &["bron", "lyon"] } else { &["bron"] }).await;
            expected.push(world.identity.salt.subject("bron", account));
            world.wait(1);
            close(&world, account).await;
            close(&world, account).await;
        }
        assert_eq!(world.deleted(&bron, "").await.json()["accounts"], serde_json::json!([]), "not placed yet");
        world.work().await;
        let (mut read, mut query) = (Vec::new(), "?limit=2".to_owned());
        loop {
            let page = world.deleted(&bron, &query).await;
            let accounts = page.json()["accounts"].as_array().unwrap().clone();
            read.extend(accounts.iter().map(|account| account["sub"].as_str().unwrap().to_owned()));
            query = format!("?limit=2&after={}", page.text("next"));
            if page.json()["has_more"] == false {
                break;
            }
        }
        assert_eq!(read, expected);
        assert_eq!(world.deleted(&lyon, "").await.json()["accounts"].as_array().unwrap().len(), 1);
        assert_eq!(world.deleted(&bron, "?limit=0").await.status, 400);
        assert_eq!(world.deleted(&bron, "?after=anything").await.status, 400);
        let thief = TestClient { id: "bron".into(), secret: "faux".into(), redirect_uri: String::new() };
        assert_eq!(world.deleted(&thief, "").await.status, 401);
        assert_eq!(world.send(Request::get("/api/deleted-accounts"), "").await.status, 401);

        world.wait(397 * 86_400);
        world.work().await;
        assert_eq!(world.deleted(&bron, "").await.json()["accounts"].as_array().unwrap().len(), 5, "a clock that jumps takes nothing away");
        resume(&world).await;
        world.work().await;
        assert_eq!(world.deleted(&bron, "").await.json()["accounts"], serde_json::json!([]), "thirteen months");
    })
    .await;
}

#[tokio::test]
async fn while_writers_delete_a_reader_misses_nobody_and_sees_nobody_twice() {
    journey(async |world| {
        world.client("bron", reads_the_feed).await;
        let mut accounts = Vec::new();
        for number in 0..24 {
            accounts.push(known(&world, number, &["bron"]).await);
        }
        let is_done = AtomicBool::new(false);
        let writer = async |mine: &[AccountId]| {
            for account in mine {
                close(&world, *account).await;
            }
        };
        let sequencer = async || {
            while !is_done.load(Ordering::Relaxed) {
                feed::sequence(&world.identity, &world.moment()).await.unwrap();
                tokio::task::yield_now().await;
            }
        };
        let reader = async || {
            let (mut read, mut after): (Vec<String>, i64) = (Vec::new(), 0);
            while read.len() < accounts.len() {
                let mut tx = world.bench.databases.identity_read().await.unwrap();
                let page = departures::page(&mut tx, "bron", after, 3).await.unwrap();
                assert!(page.windows(2).all(|two| two[0].position < two[1].position));
                after = page.last().map_or(after, |line| line.position);
                read.extend(page.into_iter().map(|line| line.subject));
                drop(tx);
                tokio::task::yield_now().await;
            }
            is_done.store(true, Ordering::Relaxed);
            read
        };
        let (mut read, ..) =
            tokio::join!(reader(), writer(&accounts[..8]), writer(&accounts[8..16]), writer(&accounts[16..]), sequencer(), sequencer());
        let mut expected: Vec<String> = accounts.iter().map(|account| world.identity.salt.subject("bron", *account)).collect();
        read.sort();
        expected.sort();
        assert_eq!(read, expected);
    })
    .await;
}

#[tokio::test]
async fn the_document_tells_every_call_there_is() {
    journey(async |world| {
        let document = world.send(Request::get("/api/openapi.json"), "").await.json();
        assert_eq!(document["openapi"], "3.1.0");
        let routes = crate::routes(&world.identity);
        let served = routes.iter().map(|route| route.path).filter(|path| path.starts_with("/api/") && *path != "/api/openapi.json");
        let mut served: Vec<&str> = served.collect();
        served.sort_unstable();
        assert_eq!(document["paths"].as_object().unwrap().keys().collect::<Vec<_>>(), served);
        let client = world.client("bron", reads_the_feed).await;
        let answer = world.deleted(&client, "").await.json();
        let schema = &document["paths"]["/api/deleted-accounts"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), required);
    })
    .await;
}
