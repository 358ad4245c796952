use super::bench::{Browser, PASSWORD, World, journey, parameter, tokens_for};
use crate::{
    Scope,
    model::{datum::Datum, sharing::Need},
    store::{accounts, agreements},
};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn refusing_goes_back_with_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let back = browser.fill(&world, &page, "/autorisation", &[("choix", "refuser")]).await;
        assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
        assert_eq!(back.parameter("code"), None);
        assert_eq!(browser.get(&world, &page).await.status, 410, "answered once for all");
    })
    .await;
}

#[tokio::test]
async fn asking_for_more_asks_again() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let less = client.authorize(&[("scope", "openid profile")]);
        let begun = browser.get(&world, &less).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        browser.fill(&world, &page, "/autorisation", &[("choix", "accepter")]).await;
        assert!(browser.get(&world, &less).await.location().starts_with("https://bron.example/"));
        assert!(browser.get(&world, &client.authorize(&[("scope", "openid")])).await.location().starts_with("https://bron.example/"));
        assert!(browser.get(&world, &client.authorize(&[])).await.location().starts_with("/autorisation?"));
    })
    .await;
}

#[tokio::test]
async fn a_service_suspended_while_she_reads_is_told() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await.location().to_owned();
        let page = browser.sign_in(&world, &begun, ANA, PASSWORD).await.location().to_owned();
        let shown = browser.get(&world, &page).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.suspend_client(&mut tx, &world.moment(), "bron", true).await.unwrap();
        tx.commit().await.unwrap();
        let answered = browser.submit(&world, &shown, "/autorisation", &[("choix", "accepter")]).await;
        for said in [answered, browser.get(&world, &page).await, browser.get(&world, &begun).await] {
            assert!(said.status == 403 && said.body.contains("Ce service est suspendu"), "{} {}", said.status, said.body);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_given_up_gets_no_answer_any_more() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let begin = async |browser: &Browser| browser.get(&world, &client.authorize(&[])).await.location().to_owned();
        let (reading, signing_in) = (Browser::default(), Browser::default());
        let page = reading.sign_in(&world, &begin(&reading).await, ANA, PASSWORD).await.location().to_owned();
        let shown = reading.get(&world, &page).await;
        let way = begin(&signing_in).await;
        let form = signing_in.get(&world, &way).await;

        world.moved("bron").await;
        let accepted = reading.submit(&world, &shown, "/autorisation", &[("choix", "accepter")]).await;
        let refused = reading.submit(&world, &shown, "/autorisation", &[("choix", "refuser")]).await;
        let entered = signing_in.submit(&world, &form, "/connexion", &[("email", ANA), ("password", PASSWORD)]).await;
        for said in [accepted, refused, entered] {
            assert!(said.status == 400 && said.body.contains("Ce service ne peut pas vous connecter"), "{} {}", said.status, said.body);
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_of_one_browser_is_nothing_in_another() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("eve@exemple.fr", None).await;
        let client = world.client("bron", |_| {}).await;
        let (ana, eve) = (Browser::default(), Browser::default());
        let begun = ana.get(&world, &client.authorize(&[])).await;
        let page = ana.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        eve.sign_in(&world, "/connexion", "eve@exemple.fr", PASSWORD).await;
        assert_eq!(eve.get(&world, &page).await.status, 410);
        let injected = eve.sign_in(&world, begun.location(), "eve@exemple.fr", PASSWORD).await;
        assert_eq!(injected.location(), "/compte", "her request does not become somebody else's");
    })
    .await;
}

#[tokio::test]
async fn withdrawing_takes_effect_at_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        let services = browser.get(&world, "/compte/services").await;
        assert!(services.body.contains("Ville de bron") && services.body.contains("Ne plus rien partager"));
        let done = browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "")]).await;
        assert_eq!(parameter(done.location(), "fait").as_deref(), Some("service"));
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
        assert_eq!(world.refresh(&client, &tokens.text("refresh_token")).await.status, 400);
        assert!(browser.get(&world, &client.authorize(&[])).await.location().starts_with("/autorisation?"), "asked again");
    })
    .await;
}

/// Says what « bron » asks: each datum with its reason.
async fn asks(world: &World, needs: &[(Datum, &str)]) {
    let needs: Vec<Need> = needs.iter().map(|(datum, why)| Need { datum: *datum, why: (*why).to_owned(), required: true }).collect();
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    world.identity.set_needs(&mut tx, "bron", &needs, "").await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn nothing_is_given_that_the_page_she_answered_did_not_show() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let email = (Datum::Email, "Vous écrire.");
        asks(&world, &[email]).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await;
        let address = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let old = browser.get(&world, &address).await;
        for changed in [&[email, (Datum::FamilyName, "Vendre votre nom.")][..], &[(Datum::Email, "Vous vendre des livres.")]] {
            asks(&world, changed).await;
            let again = browser.submit(&world, &old, "/autorisation", &[("choix", "accepter")]).await;
            assert_eq!(again.status, 409);
            assert!(again.body.contains("ne demande plus la même chose") && again.body.contains(changed.last().unwrap().1));
            assert!(browser.get(&world, "/compte/services/historique").await.body.contains("encore donné aucun accord"));
        }

        let read = browser.submit(&world, &old, "/autorisation", &[("choix", "accepter")]).await;
        let back = browser.submit(&world, &read, "/autorisation", &[("choix", "accepter")]).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");
        let told = world.userinfo(&token).await.json();
        assert_eq!((told["email"].as_str(), told["family_name"].is_null()), (Some(ANA), true), "{told}");
        let history = browser.get(&world, "/compte/services/historique").await.body;
        assert!(history.contains("Vous vendre des livres.") && !history.contains("Vous écrire."), "the text that she read: {history}");
    })
    .await;
}

#[tokio::test]
async fn what_she_wrote_on_a_page_that_changed_is_kept_and_what_she_ticked_is_not() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |client| client.scopes.push(Scope::Birthdate)).await;
        let need = |datum, required, why: &str| Need { datum, why: why.to_owned(), required };
        let set = async |why: &str| {
            let needs = [need(Datum::Birthdate, true, "Vérifier votre âge."), need(Datum::Email, false, why)];
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            world.identity.set_needs(&mut tx, "bron", &needs, "").await.unwrap();
            tx.commit().await.unwrap();
        };
        set("Vous écrire.").await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[("scope", "openid email birthdate")])).await;
        let address = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let old = browser.get(&world, &address).await;
        set("Vous vendre des livres.").await;
        let typed = [("choix", "accepter"), ("birthdate", "27/03/1981"), ("email", "oui")];
        let again = browser.submit(&world, &old, "/autorisation", &typed).await;
        assert!(again.status == 409 && again.body.contains("value=\"27/03/1981\"") && !again.body.contains(" checked"), "{}", again.body);
        let refused = browser.submit(&world, &old, "/autorisation", &[("choix", "refuser")]).await;
        assert_eq!(refused.parameter("error").as_deref(), Some("access_denied"), "no is no, whatever is asked");
    })
    .await;
}

#[tokio::test]
async fn an_agreement_without_data_is_seen_and_taken_back() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |client| client.scopes = vec![Scope::OpenId]).await;
        let browser = Browser::default();
        let asks = client.authorize(&[("scope", "openid")]);
        let begun = browser.get(&world, &asks).await;
        let address = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let page = browser.get(&world, &address).await;
        assert!(page.body.contains("Un numéro propre à ce service") && !page.body.contains("garde ces données"), "{}", page.body);
        let back = browser.submit(&world, &page, "/autorisation", &[("choix", "accepter")]).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");
        assert_eq!(world.userinfo(&token).await.status, 200);

        let mine = browser.get(&world, "/compte/services").await;
        assert!(mine.body.contains("Ville de bron") && mine.body.contains("ne reçoit aucune de vos données"), "{}", mine.body);
        browser.submit(&world, &mine, "/compte/services", &[]).await;
        assert_eq!(world.userinfo(&token).await.status, 401);
        assert!(!browser.get(&world, "/compte/services").await.body.contains("Ville de bron"));
        assert!(browser.get(&world, &asks).await.location().starts_with("/autorisation?"), "asked again");
        let history = browser.get(&world, "/compte/services/historique").await.body;
        assert!(history.contains("Accord donné, sans aucune donnée") && history.contains("Accord retiré en entier"), "{history}");
    })
    .await;
}

#[tokio::test]
async fn what_moves_to_another_account_is_agreed_there_as_long_as_the_longest() {
    journey(async |world| {
        let (kept, closed) = (ANA, "eve@exemple.fr");
        world.account(kept, None).await;
        world.account(closed, None).await;
        for client in ["met", "longer", "shorter", "never"] {
            world.client(client, |_| {}).await;
        }
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let kept = accounts::id_of(&mut tx, kept).await.unwrap().unwrap();
        let closed = accounts::id_of(&mut tx, closed).await.unwrap().unwrap();
        let wall = world.moment().wall;
        let in_days = |days: i64| crate::model::life::after(wall, days * 86_400);
        let moved = [
            ("met", None, Some(2), Some(2)),
            ("longer", Some(3), Some(1), Some(3)),
            ("shorter", Some(1), Some(3), Some(3)),
            ("never", None, None, None),
        ];
        for (client, here, there, _) in moved {
            agreements::meet(&mut tx, (kept, client), here.map(in_days), wall).await.unwrap();
            agreements::meet(&mut tx, (closed, client), there.map(in_days), wall).await.unwrap();
        }
        agreements::move_to(&mut tx, closed, kept).await.unwrap();
        for (client, .., until) in moved {
            assert_eq!(agreements::agreed_until(&mut tx, kept, client).await.unwrap(), until.map(in_days), "{client}");
        }
    })
    .await;
}
