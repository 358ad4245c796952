//! The team of an organisation: invited, joined, changed, gone.

use super::staff::{ANA, BEA, CARL, link, organisation, staff};
use crate::tests::bench::{Browser, PASSWORD, World, journey};

/// Invites somebody, who joins: her browser.
pub async fn join(world: &World, by: &Browser, organisation: &str, email: &str, role: &str) -> Browser {
    let form = format!("{organisation}/invitation");
    let sent = by.fill(world, &form, &form, &[("email", email), ("roles", role)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    world.wait(30);
    let browser = staff(world, email).await;
    let waiting = link(&browser.get(world, "/partenaires").await, "/partenaires/invitations/");
    assert_eq!(browser.fill(world, &waiting, &waiting, &[("choix", "accepter")]).await.location(), organisation);
    browser
}

#[tokio::test]
async fn an_invitation_is_for_one_address_and_serves_once() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        world.told().await;
        let form = format!("{bron}/invitation");
        let wrong = ana.fill(&world, &form, &form, &[("email", "bea")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("Choisissez au moins un rôle."));
        assert_eq!(ana.fill(&world, &form, &form, &[("email", "BEA@exemple.fr"), ("roles", "support")]).await.status, 303);
        world.work().await;
        let letters = world.letters.take();
        assert_eq!((letters[0].0.as_str(), letters[0].1.as_str()), ("BEA@exemple.fr", "Ville de Bron vous invite"));

        world.account(BEA, None).await;
        let bea = Browser::default();
        bea.sign_in(&world, "/connexion", BEA, PASSWORD).await;
        assert!(bea.get(&world, "/compte").await.body.contains("Espace partenaires"));
        let waiting = link(&bea.get(&world, "/partenaires").await, "/partenaires/invitations/");
        assert_eq!(ana.get(&world, &waiting).await.status, 404, "it waits for another address");
        assert_eq!(bea.get(&world, &bron).await.status, 404, "not of it yet");
        bea.fill(&world, &waiting, &waiting, &[("choix", "accepter")]).await;
        assert!(bea.get(&world, &bron).await.location().starts_with("/compte/code-de-securite?"), "members have two factors");
        assert_eq!(bea.get(&world, &waiting).await.status, 404, "it served");
        assert!(!ana.get(&world, "/compte").await.body.contains(BEA));
    })
    .await;
}

#[tokio::test]
async fn the_second_factor_leads_back_to_the_page_of_the_organisation() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        world.wait(601);
        let form = format!("{bron}/membres");
        let asked = ana.get(&world, &form).await;
        let code = crate::one_time_code(crate::tests::bench::TOTP, world.moment().wall).unwrap();
        let back = ana.fill(&world, asked.location(), "/connexion/code", &[("code", &code)]).await;
        assert_eq!(back.location(), form);
        assert_eq!(ana.get(&world, &form).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_organisation_keeps_a_developer() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let leave = format!("{bron}/depart");
        let refused = ana.fill(&world, &leave, &leave, &[]).await;
        assert!(refused.status == 409 && refused.body.contains("au moins un développeur"));
        let team = format!("{bron}/membres");
        assert_eq!(ana.fill(&world, &team, &team, &[("roles", "support")]).await.status, 409, "nor by changing her own roles");
        assert!(ana.get(&world, &bron).await.body.contains("Déclarer un service"), "nothing changed");
        let leaving = ana.get(&world, "/compte/suppression").await.body;
        assert!(
            leaving.contains("le seul développeur") && leaving.contains(&team),
            "she is told before she deletes her account: {leaving}"
        );

        let bea = join(&world, &ana, &bron, BEA, "developer").await;
        assert!(!ana.get(&world, "/compte/suppression").await.body.contains("le seul développeur"));
        assert_eq!(ana.fill(&world, &leave, &leave, &[]).await.location(), "/partenaires?fait=depart");
        assert_eq!(ana.get(&world, &bron).await.status, 404);
        assert_eq!(bea.get(&world, &bron).await.status, 200);
        assert_eq!(bea.fill(&world, &leave, &leave, &[]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_and_taken_and_an_invitation_is_taken_back() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let bea = join(&world, &ana, &bron, BEA, "tester").await;
        assert!(!bea.get(&world, &bron).await.body.contains("Déclarer un service"));
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let account = crate::store::accounts::id_of(&mut tx, BEA).await.unwrap().unwrap().to_string();
        drop(tx);
        let team = format!("{bron}/membres");
        let changed = ana.fill(&world, &team, &team, &[("membre", &account), ("roles", "developer"), ("roles", "support")]).await;
        assert_eq!(changed.location(), format!("{bron}?fait=equipe"));
        assert!(bea.get(&world, &bron).await.body.contains("Développeur, Assistance"));
        ana.fill(&world, &team, &team, &[("membre", &account)]).await;
        assert_eq!(bea.get(&world, &bron).await.status, 404, "without a role she is out");

        let form = format!("{bron}/invitation");
        ana.fill(&world, &form, &form, &[("email", CARL), ("roles", "tester")]).await;
        let page = ana.get(&world, &team).await.body;
        let from = page.find("name=\"invitation\" value=\"").unwrap() + 25;
        let invitation: String = page[from..].chars().take_while(|c| *c != '"').collect();
        ana.fill(&world, &team, &team, &[("invitation", &invitation)]).await;
        assert!(!ana.get(&world, &team).await.body.contains(CARL));
    })
    .await;
}

#[tokio::test]
async fn operators_invite_a_developer_where_none_is_left() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        world.told().await;
        let wrong = super::staff::operator(&world, &bron, &[("acte", "inviter"), ("email", "bea")]).await;
        assert_eq!(wrong.status, 422);
        super::staff::operator(&world, &bron, &[("acte", "inviter"), ("email", BEA)]).await;
        assert_eq!(world.told().await, ["Ville de Bron vous invite"]);
    })
    .await;
}

#[tokio::test]
async fn of_two_developers_who_leave_at_once_one_stays() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let bea = join(&world, &ana, &bron, BEA, "developer").await;
        let leave = format!("{bron}/depart");
        let (first, second) = tokio::join!(ana.fill(&world, &leave, &leave, &[]), bea.fill(&world, &leave, &leave, &[]));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
    })
    .await;
}
