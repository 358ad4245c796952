//! Technical options, from the trial to what is live.

use super::staff::{ANA, CARL, LIBRARY, link, live, operator, organisation, secret, service, staff};
use crate::{
    model::protocol::{Binding, SigningAlg},
    store::clients,
    tests::bench::{Browser, TestClient, World, journey, tokens_for},
};

const OPTIONS: [(&str, &str); 5] =
    [("par", "oui"), ("dpop", "required"), ("id_token_alg", "RS256"), ("userinfo_alg", "ES256"), ("api", "accounts:deleted")];

/// What a developer types, with these options.
fn with(options: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    LIBRARY.iter().chain(options).copied().collect()
}

async fn program(world: &World, client: &TestClient) -> u16 {
    world.post_form("/token", Some(&client.basic()), &[("grant_type", "client_credentials")]).await.status
}

#[tokio::test]
async fn an_ordinary_service_has_nothing_to_choose() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let form = ana.get(&world, &format!("{bron}/service")).await.body;
        let options = form.split("<details").find(|part| part.contains("Options techniques")).unwrap();
        assert!(options.starts_with(" class=\"details\">"), "closed: {options}");
        let trial = service(&world, &ana, &bron).await;
        assert!(!ana.get(&world, &trial).await.body.contains("Options techniques"));
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let client = clients::by_id(&mut tx, trial.rsplit('/').next().unwrap()).await.unwrap().unwrap();
        assert_eq!(client.protocol.0, crate::model::protocol::Protocol::default());
    })
    .await;
}

#[tokio::test]
async fn options_are_tried_then_reviewed_then_live() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let form = format!("{trial}/reglages");
        assert_eq!(ana.fill(&world, &form, &form, &with(&OPTIONS)).await.status, 303);
        let shown = ana.get(&world, &trial).await.body;
        let block = shown.split("Options techniques").nth(1).unwrap();
        for words in ["Obligatoires", "Toujours", "RS256", "Signée, en ES256", "Comptes supprimés"] {
            assert!(block.contains(words), "{words}");
        }
        let kit = ana.get(&world, &format!("{trial}/kit")).await.body;
        for words in [
            "/api/deleted-accounts?limit=100",
            "Authorization: DPoP JETON",
            "Les exemples n’ont pas toutes vos options.",
            "Demandes déposées à l’avance (PAR)",
        ] {
            assert!(kit.contains(words), "{words}: {kit}");
        }
        let tried = secret(&world, &ana, &trial).await;
        let refused = ana.get(&world, &tried.authorize(&[])).await;
        assert_eq!(refused.parameter("error").as_deref(), Some("invalid_request"), "it said that it pushes: {}", refused.location());

        let form = format!("{trial}/production");
        let carried = ana.get(&world, &form).await.body;
        assert!(carried.contains("value=\"RS256\" checked") && carried.contains("value=\"accounts:deleted\" checked"), "{carried}");
        ana.fill(&world, &form, &form, &with(&OPTIONS)).await;
        let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
        let reviewed = world.operator(&proposal).await.body;
        for words in ["Obligatoires", "Signée, en ES256", "Accès de ses programmes", "n’existent plus"] {
            assert!(reviewed.contains(words), "{words}");
        }
        operator(&world, &proposal, &[("choix", "accepter")]).await;
        let page = ana.get(&world, &trial).await.body;
        let from = page.find("Il existe en service").unwrap();
        let id = page[from..].split("/partenaires/services/").nth(1).unwrap().split('"').next().unwrap();
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let protocol = clients::by_id(&mut tx, id).await.unwrap().unwrap().protocol.0;
        assert_eq!((protocol.requires_par, protocol.binding), (true, Binding::Required));
        assert_eq!((protocol.id_token_alg, protocol.userinfo_alg), (SigningAlg::RS256, Some(SigningAlg::ES256)));
    })
    .await;
}

#[tokio::test]
async fn programs_of_a_live_service_reach_what_the_metropole_accepted() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let page = live(&world, &ana, &trial).await;
        let client = secret(&world, &ana, &page).await;
        assert_eq!(program(&world, &client).await, 400);

        let asked = [("userinfo_alg", "RS256"), ("api", "accounts:deleted")];
        let settings = format!("{trial}/reglages");
        ana.fill(&world, &settings, &settings, &with(&asked)).await;
        assert_eq!(program(&world, &client).await, 400, "what is tried is not live");
        let form = format!("{trial}/production");
        let told = ana.get(&world, &form).await.body;
        assert!(told.contains("En essai, ces options sont différentes"), "{told}");
        ana.fill(&world, &form, &form, &with(&asked)).await;
        assert_eq!(program(&world, &client).await, 400, "nor is what is asked");
        let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
        let reviewed = world.operator(&proposal).await.body;
        for words in ["Accès de ses programmes", "Nouveau", "Aucun", "Réponse de userinfo", "JSON", "Signée, en RS256"] {
            assert!(reviewed.contains(words), "{words}");
        }
        assert!(!reviewed.contains("Jetons liés"), "what does not change is not told");
        operator(&world, &proposal, &[("choix", "accepter")]).await;
        assert_eq!(program(&world, &client).await, 200);
        world.account(CARL, None).await;
        let tokens = tokens_for(&world, &Browser::default(), &client, CARL).await;
        let signed = world.userinfo(&tokens.text("access_token")).await;
        assert!(signed.body.starts_with("ey"), "a signed answer: {}", signed.body);

        ana.fill(&world, &form, &form, &with(&[("userinfo_alg", "RS256")])).await;
        let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
        assert!(world.operator(&proposal).await.body.contains("Retiré"));
        operator(&world, &proposal, &[("choix", "accepter")]).await;
        assert_eq!(program(&world, &client).await, 400, "at the next call");
    })
    .await;
}
