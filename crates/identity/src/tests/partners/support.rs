//! Support is told whether a sign-in works, and nothing else.

use super::{
    members::join,
    staff::{ANA, BEA, CARL, live, organisation, secret, service, staff},
};
use crate::tests::bench::{Browser, journey, tokens_for};

#[tokio::test]
async fn support_sees_one_sign_in_and_the_same_words_for_nobody_and_never_came() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let page = live(&world, &ana, &trial).await;
        let client = secret(&world, &ana, &page).await;
        let bea = join(&world, &ana, &bron, BEA, "support").await;
        world.account(CARL, None).await;
        let form = format!("{page}/assistance");
        let look = async |email: &str| bea.fill(&world, &form, &form, &[("email", email)]).await;

        assert_eq!(look("carl").await.status, 422);
        let words =
            |page: &str, email: &str| page.replace(email, "").split("<main").nth(1).unwrap().replace(|c: char| c.is_ascii_hexdigit(), "");
        let never_came = look(CARL).await.body;
        assert!(never_came.contains("Ce service ne connaît pas cette adresse."));
        let nobody = look("personne@exemple.fr").await.body;
        assert_eq!(words(&never_came, CARL), words(&nobody, "personne@exemple.fr"));

        let carl = Browser::default();
        tokens_for(&world, &carl, &client, CARL).await;
        let seen = look("Carl@Exemple.fr").await.body;
        assert!(seen.contains("Dernière connexion réussie le") && seen.contains("Accord donné") && !seen.contains("Perrin"));
        carl.fill(&world, "/compte/services", "/compte/services", &[("service", &client.id), ("donnee", "")]).await;
        assert!(look(CARL).await.body.contains("L’accord est retiré"));
        assert!(
            bea.fill(&world, &format!("{trial}/assistance"), &format!("{trial}/assistance"), &[("email", CARL)])
                .await
                .body
                .contains("ne connaît pas"),
            "another service"
        );

        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let trail = db::audit::of_subject(&mut tx, &client.id, kernel::Timestamp::MAX, 100).await.unwrap();
        let looks: Vec<_> = trail.iter().filter(|line| line.action == "identity.partner-support-look").collect();
        assert_eq!(looks.len(), 4, "each look is in the trail");
        let told: Vec<String> = looks.iter().map(|line| line.detail.as_ref().unwrap().to_string()).collect();
        assert!(told.iter().all(|detail| !detail.contains("exemple.fr")), "without the address");
        assert!(told.iter().all(|detail| !detail.contains(&web::cookie::digest(CARL))), "nor what a list of addresses finds");
        assert_eq!(told.iter().filter(|detail| detail.contains(&world.identity.vault.pseudonym(CARL))).count(), 3, "one person, one mark");
        drop(tx);

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        db::audit::seal(&mut tx).await.unwrap();
        tx.execute(include_str!("../../../migrations/identity/0014_looks.sql"), db::args![]).await.unwrap();
        let trail = db::audit::of_subject(&mut tx, &client.id, kernel::Timestamp::MAX, 100).await.unwrap();
        assert!(trail.iter().filter(|line| line.action == "identity.partner-support-look").all(|line| line.detail.is_none()));
        db::audit::verify(&mut tx, db::audit::Known::default())
            .await
            .unwrap()
            .expect("what older versions wrote is erased, and the chain is whole");
    })
    .await;
}

#[tokio::test]
async fn looks_are_limited_by_the_hour() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let bea = join(&world, &ana, &bron, BEA, "support").await;
        let form = format!("{trial}/assistance");
        for _ in 0..30 {
            assert_eq!(bea.fill(&world, &form, &form, &[("email", CARL)]).await.status, 200);
        }
        assert_eq!(bea.fill(&world, &form, &form, &[("email", CARL)]).await.status, 429);
    })
    .await;
}
