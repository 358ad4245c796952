//! A service on trial serves the members of its organisation, and nobody else.

use super::staff::{ANA, CARL, LIBRARY, organisation, secret, service, staff};
use crate::tests::bench::{Browser, PASSWORD, code_for, journey, tokens_for};

#[tokio::test]
async fn members_sign_in_and_strangers_read_that_it_is_on_trial() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let client = secret(&world, &ana, &trial).await;
        let tokens = tokens_for(&world, &ana, &client, ANA).await;
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.text("email"), ANA);

        world.account(CARL, None).await;
        let carl = Browser::default();
        let begun = carl.get(&world, &client.authorize(&[])).await;
        let stopped = carl.sign_in(&world, begun.location(), CARL, PASSWORD).await;
        assert!(stopped.location().starts_with("/service-en-essai?"), "{}", stopped.location());
        let page = carl.get(&world, stopped.location()).await;
        assert!(page.status == 403 && page.body.contains("Ce service est en essai") && page.body.contains("Médiathèque"));
        let silent = carl.get(&world, &client.authorize(&[("prompt", "none")])).await;
        assert_eq!((silent.parameter("error").as_deref(), silent.parameter("code")), (Some("access_denied"), None));
        // she posts the agreement of a page that she was not shown
        let request = stopped.location().replace("/service-en-essai", "/autorisation");
        let forced = carl.fill(&world, &request, "/autorisation", &[("choix", "accepter")]).await;
        assert!(forced.location().starts_with("/service-en-essai?"), "{}", forced.location());
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_organisation_leaves_its_trials() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let client = secret(&world, &ana, &trial).await;
        let bea = super::members::join(&world, &ana, &bron, super::staff::BEA, "tester").await;
        let tokens = tokens_for(&world, &bea, &client, super::staff::BEA).await;
        let token = tokens.text("access_token");
        assert_eq!(world.userinfo(&token).await.status, 200);
        let leave = format!("{bron}/depart");
        assert_eq!(bea.fill(&world, &leave, &leave, &[]).await.location(), "/partenaires?fait=depart");
        assert_eq!(world.userinfo(&token).await.status, 401);
        assert!(bea.get(&world, &client.authorize(&[])).await.location().starts_with("/service-en-essai?"));
    })
    .await;
}

#[tokio::test]
async fn addresses_are_refused_one_by_one_and_the_developers_own_machine_serves() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let form = format!("{bron}/service");
        let mut typed = LIBRARY;
        typed[3].1 = "http://localhost:3000/retour\nhttps://*.bron.example/\nbron.example";
        let wrong = ana.fill(&world, &form, &form, &typed).await;
        assert_eq!(wrong.status, 422);
        for words in ["https://*.bron.example/\u{a0}: Écrivez chaque adresse en entier", "bron.example\u{a0}: Elle doit commencer"] {
            assert!(wrong.body.contains(words), "{words}");
        }
        typed[3].1 = "http://localhost:3000/retour";
        let once: Vec<_> = typed.into_iter().chain([(ui::KEY_FIELD, "0123456789")]).collect();
        let declared = ana.fill(&world, &form, &form, &once).await;
        let again = ana.fill(&world, &form, &form, &once).await;
        assert_eq!(again.location(), declared.location(), "a form sent twice declares one service");
        let page = declared.location().split('?').next().unwrap().to_owned();
        assert!(ana.get(&world, &page).await.body.contains("http://localhost:3000/retour"));
        let settings = format!("{page}/reglages");
        let mut keys = typed;
        keys[7] = ("preuve", "cles");
        let none = ana.fill(&world, &settings, &settings, &keys).await;
        assert!(none.status == 422 && none.body.contains("Donnez l’adresse de vos clés"));
        let with_keys: Vec<_> = keys.into_iter().chain([("jwks", "https://bron.example/cles")]).collect();
        assert_eq!(ana.fill(&world, &settings, &settings, &with_keys).await.status, 303);
        assert_eq!(ana.get(&world, &format!("{page}/secret")).await.status, 404, "it signs with its own keys");
    })
    .await;
}

#[tokio::test]
async fn a_renewed_secret_leaves_the_old_one_until_it_is_cut() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let old = secret(&world, &ana, &trial).await;
        let new = secret(&world, &ana, &trial).await;
        let exchanged = async |client| {
            let code = code_for(&world, &ana, client, ANA, &[]).await;
            world.exchange(client, &code).await.status
        };
        assert_eq!((exchanged(&old).await, exchanged(&new).await), (200, 200));
        let form = format!("{trial}/secret");
        assert_eq!(ana.fill(&world, &form, &form, &[("acte", "couper")]).await.location(), format!("{trial}?fait=coupe"));
        assert_eq!((exchanged(&old).await, exchanged(&new).await), (401, 200));
        let told = ana.get(&world, &trial).await.body;
        assert!(told.contains("/token") && told.contains("Derniers refus"), "what its program was refused is explained");

        world.wait(601);
        let proof = ana.get(&world, &form).await;
        assert!(proof.location().starts_with("/connexion/code?"), "a secret asks for a fresh proof");
        let proof = ana.get(&world, proof.location()).await.body;
        assert!(
            proof.contains("Pour voir le secret de ce service, confirmez que c’est vous.") && proof.contains(&format!("href=\"{trial}\""))
        );
        assert!(!proof.contains("sécurité de votre compte"), "{proof}");
        assert_eq!(ana.get(&world, &trial).await.status, 200, "the page of the service does not");
    })
    .await;
}

#[tokio::test]
async fn public_keys_are_asked_of_a_service_that_signs_with_its_own_only() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let form = format!("{trial}/reglages");
        assert!(!ana.get(&world, &form).await.body.contains(">Clés publiques<"));
        let mut own = LIBRARY;
        own[7].1 = "cles";
        let asked = ana.fill(&world, &form, &form, &own).await;
        assert!(
            asked.status == 422 && asked.body.contains(">Clés publiques<") && asked.body.contains("Donnez l’adresse de vos clés publiques")
        );
        let keys = [&own[..], &[("jwks", "https://bron.example/cles")]].concat();
        assert_eq!(ana.fill(&world, &form, &form, &keys).await.location(), format!("{trial}?fait=change"));
        let page = ana.get(&world, &trial).await.body;
        assert!(page.contains("Le service prouve qui il est avec ses propres clés.") && !page.contains("Créer le secret"), "{page}");
    })
    .await;
}
