//! From an organisation that asks to a citizen who signs in, and back to nothing
//! when it is suspended.

use db::DbError;

use super::staff::{ANA, CARL, DATA, LIBRARY, link, live, operator, organisation, secret, service, staff};
use crate::{
    flow::partners::proposals::answer,
    store::partners::{organisations, proposals, services},
    tests::bench::{Browser, journey, tokens_for},
};

#[tokio::test]
async fn an_organisation_asks_and_is_answered() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        assert!(ana.get(&world, "/partenaires").await.body.contains("Demander à relier une organisation"));
        let form = "/partenaires/demande";
        let typed = [("name", "Ville de Bron"), ("siret", "21690029100012"), ("why", "Relier la médiathèque."), ("contact", "contact")];
        let wrong = ana.fill(&world, form, form, &typed).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("n’est pas un SIRET") && wrong.body.contains("Écrivez une adresse e-mail"));
        assert!(wrong.body.contains("Relier la médiathèque."), "what she typed is kept");
        let right = [("name", "Ville de Bron"), ("siret", "216 900 291 00016"), ("why", "Relier."), ("contact", "contact@bron.example")];
        let sent = ana.fill(&world, form, form, &right).await;
        assert_eq!(sent.location(), "/partenaires?fait=demande", "{}", sent.body);
        assert!(ana.get(&world, "/partenaires").await.body.contains("étudie votre demande"));
        assert_eq!(ana.fill(&world, form, form, &right).await.status, 409, "one at a time");

        let asked = link(&world.operator("/partenaires").await, "/partenaires/organisations/");
        assert_eq!(ana.get(&world, &asked).await.status, 404, "she has no right yet");
        let mute = operator(&world, &asked, &[("choix", "refuser"), ("raison", "Non.")]).await;
        assert!(mute.status == 422 && mute.body.contains("Expliquez le refus"));
        operator(&world, &asked, &[("choix", "refuser"), ("raison", "Dites quel service vous voulez relier.")]).await;
        assert_eq!(world.told().await, ["Votre organisation n’est pas acceptée"]);
        assert!(ana.get(&world, "/partenaires").await.body.contains("Dites quel service vous voulez relier."));

        let accepted = organisation(&world, &ana, "Ville de Bron").await;
        assert_eq!(world.told().await, ["Votre organisation est acceptée"]);
        assert!(ana.get(&world, &accepted).await.body.contains("Déclarer un service"));
        assert!(world.operator(&accepted).await.body.contains("contact@bron.example"));
    })
    .await;
}

#[tokio::test]
async fn a_service_goes_live_when_the_metropole_agrees_and_stops_when_it_suspends() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        world.told().await;

        let form = format!("{trial}/production");
        let mut local = LIBRARY;
        local[3].1 = "http://bron.example/retour\nhttps://bron.example/#x";
        let wrong = ana.fill(&world, &form, &form, &local).await;
        assert!(wrong.status == 422 && wrong.body.contains("un code peut être volé") && wrong.body.contains("Retirez le signe #"));
        assert_eq!(ana.fill(&world, &form, &form, &LIBRARY).await.location(), format!("{trial}?fait=propose"));
        assert!(ana.get(&world, &trial).await.body.contains("La Métropole l’étudie."));
        assert!(ana.get(&world, &form).await.body.contains("Demande en cours"));
        let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
        let reviewed = world.operator(&proposal).await.body;
        for words in ["Vous écrire quand un livre est là.", "Indispensable", "https://bron.example/retour", "Emprunter des livres."] {
            assert!(reviewed.contains(words), "{words}");
        }
        operator(&world, &proposal, &[("choix", "refuser"), ("raison", "Le prénom ne sert à rien ici.")]).await;
        assert_eq!(world.told().await, ["Votre service n’est pas accepté"]);
        assert!(ana.get(&world, &trial).await.body.contains("Le prénom ne sert à rien ici."));

        let page = live(&world, &ana, &trial).await;
        assert_eq!(world.told().await, ["Votre service est accepté"]);
        assert!(ana.get(&world, &page).await.body.contains("Aucun secret."));
        let client = secret(&world, &ana, &page).await;
        assert!(!ana.get(&world, &page).await.body.contains(&client.secret), "seen once");

        world.account(CARL, None).await;
        let carl = Browser::default();
        let tokens = tokens_for(&world, &carl, &client, CARL).await;
        let (access, refresh) = (tokens.text("access_token"), tokens.text("refresh_token"));
        assert_eq!(world.userinfo(&access).await.text("email"), CARL);
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let texts = crate::store::agreements::texts(&mut tx).await.unwrap();
        assert!(texts.iter().any(|text| text.text.contains("Emprunter des livres.")), "the purpose is what she agreed to");
        drop(tx);

        let suspended = operator(&world, &bron, &[("acte", "suspendre")]).await;
        assert_eq!(suspended.status, 303);
        assert_eq!(world.userinfo(&access).await.status, 401, "at the next call");
        assert_eq!(world.refresh(&client, &refresh).await.status, 401);
        assert_eq!(carl.get(&world, &client.authorize(&[])).await.status, 403);
        assert!(ana.get(&world, &page).await.body.contains("La Métropole a suspendu ce service."));
        let on_console = format!("/services/{}", client.id);
        let seen = world.operator(&on_console).await.body;
        assert!(seen.contains("Son organisation est suspendue") && !seen.contains("Reconnecter"), "it is restored with its organisation");
        operator(&world, &bron, &[("acte", "retablir")]).await;
        assert_eq!(world.userinfo(&access).await.status, 200);

        operator(&world, &on_console, &[("acte", "suspendre")]).await;
        assert_eq!(world.userinfo(&access).await.status, 401);
        assert!(world.operator("/services").await.body.contains("Suspendu"));
        operator(&world, &on_console, &[("acte", "connecter")]).await;
        assert_eq!(world.userinfo(&access).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_live_service_changes_by_a_proposal_only() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let page = live(&world, &ana, &trial).await;
        for form in ["reglages", "donnees", "production"] {
            assert_eq!(ana.get(&world, &format!("{page}/{form}")).await.status, 404, "{form}");
        }
        let data = format!("{trial}/donnees");
        let phone = [("besoin-mobile_phone", "facultative"), ("raison-mobile_phone", "Vous appeler en cas de retard.")];
        let changed = [DATA[0], DATA[1], phone[0], phone[1]];
        assert_eq!(ana.fill(&world, &data, &data, &changed).await.status, 303);
        assert!(!ana.get(&world, &page).await.body.contains("Téléphone portable"), "the live one is as it was");

        let form = format!("{trial}/production");
        let mut renamed = LIBRARY;
        renamed[0].1 = "Bibliothèques de Bron";
        ana.fill(&world, &form, &form, &renamed).await;
        let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
        let reviewed = world.operator(&proposal).await.body;
        for words in ["Nouvelle", "Retirée", "Médiathèque", "Bibliothèques de Bron", "Vous appeler en cas de retard."] {
            assert!(reviewed.contains(words), "{words}");
        }
        operator(&world, &proposal, &[("choix", "accepter")]).await;
        let changed = ana.get(&world, &page).await.body;
        assert!(changed.contains("Bibliothèques de Bron") && changed.contains("Téléphone portable") && !changed.contains("prénom"));
        let answered = world.operator(&proposal).await.body;
        assert!(answered.contains("Accepté.") && !answered.contains("value=\"accepter\""), "it is answered once");
    })
    .await;
}

#[tokio::test]
async fn a_proposal_may_be_taken_back() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let form = format!("{trial}/production");
        ana.fill(&world, &form, &form, &LIBRARY).await;
        assert_eq!(ana.fill(&world, &form, &form, &[("acte", "retirer")]).await.location(), trial);
        assert!(world.operator("/partenaires").await.body.contains("Aucune demande en attente."));
        assert!(ana.get(&world, &trial).await.body.contains("Demander la mise en service"));
    })
    .await;
}

#[tokio::test]
async fn of_two_operators_who_accept_at_once_one_does() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let trial = service(&world, &ana, &bron).await;
        let form = format!("{trial}/production");
        ana.fill(&world, &form, &form, &LIBRARY).await;
        let accept = async || {
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            let proposal = proposals::waiting(&mut tx).await.unwrap().pop().ok_or(DbError::Conflict)?;
            let organisation = organisations::by_id(&mut tx, proposal.organisation_id).await.unwrap().unwrap();
            answer(&world.identity, &mut tx, &world.moment(), "operator", (&proposal, &organisation), None).await?;
            tx.commit().await
        };
        let (first, second) = tokio::join!(accept(), accept());
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let bron = organisations::accepted(&mut tx).await.unwrap()[0].id;
        assert_eq!(services::of_organisation(&mut tx, bron).await.unwrap().len(), 2, "one on trial, one live");
    })
    .await;
}
