//! Operators are written to when something waits for them.

use super::{
    bench::{Browser, CONSOLE, World, journey, tokens_for},
    partners::staff::{ANA, BEA, CARL, LIBRARY, operator, organisation, service, staff},
};
use crate::Letter;

const MARC: &str = "marc@grandlyon.exemple.fr";
const NORA: &str = "nora@grandlyon.exemple.fr";

/// Lets minutes pass: the letters to operators.
async fn after(world: &World, minutes: i64) -> Vec<Letter> {
    world.wait(minutes * 60);
    world.work().await;
    world.letters.take_whole().into_iter().filter(|letter| [MARC, NORA].contains(&letter.to.expose().as_str())).collect()
}

fn subjects(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.subject.as_str()).collect()
}

async fn asks(world: &World, email: &str, name: &str) -> Browser {
    let browser = staff(world, email).await;
    let typed = [("name", name), ("siret", ""), ("why", "Relier."), ("contact", "contact@bron.example")];
    browser.fill(world, "/partenaires/demande", "/partenaires/demande", &typed).await;
    browser
}

#[tokio::test]
async fn every_operator_is_told_once_an_hour_that_organisations_wait() {
    journey(async |world| {
        for email in [MARC, NORA] {
            world.operator_account(email).await;
        }
        assert_eq!(after(&world, 5).await.len(), 0, "nothing waits");
        asks(&world, ANA, "Ville de Bron").await;
        let letters = after(&world, 5).await;
        let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.expose().as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, [MARC, NORA]);
        assert_eq!(letters[0].subject, "1\u{a0}organisation attend votre réponse");
        assert_eq!(letters[0].action.as_ref().unwrap().1, format!("{CONSOLE}/partenaires"));
        let whole = letters[0].to_json().to_string();
        for personal in ["Bron", "Ana", "Perrin", ANA, "contact@"] {
            assert!(!whole.contains(personal), "{personal}: {whole}");
        }

        asks(&world, BEA, "Ville d’Oullins").await;
        assert_eq!(after(&world, 5).await.len(), 0, "not twice in an hour");
        asks(&world, CARL, "Ville de Lyon").await;
        assert_eq!(after(&world, 45).await.len(), 0);
        assert_eq!(
            subjects(&after(&world, 10).await),
            ["3\u{a0}organisations attendent votre réponse"; 2],
            "all that waits, in one letter"
        );
        assert_eq!(after(&world, 120).await.len(), 0, "nothing new");
    })
    .await;
}

#[tokio::test]
async fn each_queue_has_its_own_letters() {
    journey(async |world| {
        world.operator_account(MARC).await;
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        assert_eq!(after(&world, 5).await.len(), 0, "it was answered already; the staff of partners is not written to");
        let form = format!("{trial}/production");
        ana.fill(&world, &form, &form, &LIBRARY).await;
        assert_eq!(subjects(&after(&world, 5).await), ["1\u{a0}service attend votre réponse"]);

        world.account(CARL, None).await;
        let client = world.client("lyon", |_| {}).await;
        let token = tokens_for(&world, &Browser::default(), &client, CARL).await.text("refresh_token");
        world.refresh(&client, &token).await;
        world.refresh(&client, &token).await;
        let letters = after(&world, 5).await;
        assert_eq!(subjects(&letters), ["1\u{a0}alerte est ouverte"], "one kind does not wait for the other");
        assert_eq!(letters[0].action.as_ref().unwrap().1, format!("{CONSOLE}/alertes"));
    })
    .await;
}

#[tokio::test]
async fn an_operator_who_comes_later_is_told_of_what_waits() {
    journey(async |world| {
        asks(&world, ANA, "Ville de Bron").await;
        assert_eq!(after(&world, 5).await.len(), 0, "nobody to write to");
        world.operator_account(MARC).await;
        assert_eq!(after(&world, 5).await.len(), 1);
        let asked = super::partners::staff::link(&world.operator("/partenaires").await, "/partenaires/organisations/");
        operator(&world, &asked, &[("choix", "accepter")]).await;
        assert_eq!(after(&world, 120).await.len(), 0, "answered");
    })
    .await;
}
