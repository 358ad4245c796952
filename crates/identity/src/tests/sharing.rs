//! Datum by datum: what is asked, given, refused, taken back.

use super::bench::{Browser, PASSWORD, TestClient, World, journey, tokens_for};
use crate::{
    NewClient, Scope,
    model::{datum::Datum, scope::Scopes, sharing::Need},
};

const ANA: &str = "ana@exemple.fr";

fn asks_more(client: &mut NewClient) {
    client.scopes = vec![Scope::Profile, Scope::Email, Scope::Phone, Scope::Birthdate];
}

/// A client that needs a date of birth and would like a phone number.
async fn library(world: &World) -> TestClient {
    let client = world.client("bron", asks_more).await;
    let mut needs = Need::usual(&Scopes::parse("profile email phone"));
    needs.push(Need { datum: Datum::Birthdate, why: "Vérifier votre âge.".into(), required: true });
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    world.identity.set_needs(&mut tx, "bron", &needs, "deux ans").await.unwrap();
    tx.commit().await.unwrap();
    client
}

const SCOPE: (&str, &str) = ("scope", "openid profile email phone birthdate");

#[tokio::test]
async fn what_a_service_needs_is_asked_once_and_what_it_would_like_may_be_refused() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[SCOPE])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let shown = browser.get(&world, &page).await.body;
        for words in
            ["Vérifier votre âge. Exemple\u{a0}: 27/03/1981", "deux ans", "Date de naissance", "Téléphone portable", "un an", "Perrin"]
        {
            assert!(shown.contains(words), "{words}");
        }

        let incomplete = browser.fill(&world, &page, "/autorisation", &[("choix", "accepter"), ("mobile_phone", "06 12 34 56 78")]).await;
        assert_eq!(incomplete.status, 422);
        assert!(incomplete.body.contains("06 12 34 56 78"), "what she typed is kept");

        let fields = [("choix", "accepter"), ("birthdate", "27/03/1981"), ("mobile_phone", "")];
        let back = browser.fill(&world, &page, "/autorisation", &fields).await;
        let tokens = world.exchange(&client, &back.code()).await;
        let told = world.userinfo(&tokens.text("access_token")).await;
        assert_eq!(told.text("birthdate"), "1981-03-27");
        assert_eq!(told.json()["phone_number"], serde_json::Value::Null, "refused");
        assert!(browser.get(&world, &client.authorize(&[SCOPE])).await.location().starts_with("https://bron.example/"), "never twice");
        assert!(browser.get(&world, "/compte/identite").await.body.contains("27/03/1981"));
    })
    .await;
}

#[tokio::test]
async fn a_datum_taken_back_is_not_told_any_more_by_the_same_token() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[SCOPE])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let fields = [("choix", "accepter"), ("birthdate", "27/03/1981"), ("mobile_phone", "06 12 34 56 78")];
        let back = browser.fill(&world, &page, "/autorisation", &fields).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");
        assert_eq!(world.userinfo(&token).await.text("phone_number"), "+33612345678");

        let mine = browser.get(&world, "/compte/services").await.body;
        let rows: Vec<&str> = mine.split("<tr").filter(|row| row.contains("vous ne pourrez plus entrer dans ce service")).collect();
        assert!(rows.iter().any(|row| row.contains("Date de naissance")), "what taking it back means is said: {mine}");
        assert!(!rows.iter().any(|row| row.contains("Téléphone portable")), "it can do without");

        let fields = [("service", "bron"), ("donnee", "mobile_phone")];
        browser.fill(&world, "/compte/services", "/compte/services", &fields).await;
        let told = world.userinfo(&token).await;
        assert_eq!((told.status, told.json()["phone_number"].is_null()), (200, true));
        assert!(browser.get(&world, &client.authorize(&[SCOPE])).await.location().starts_with("https://"), "she refused: not asked again");

        browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "birthdate")]).await;
        assert!(browser.get(&world, &client.authorize(&[SCOPE])).await.location().starts_with("/autorisation?"), "it cannot do without");
        let history = browser.get(&world, "/compte/services/historique").await.body;
        for words in ["Accord retiré\u{a0}: Téléphone portable", "Le texte que vous avez lu", "Vérifier votre âge."] {
            assert!(history.contains(words), "{words}");
        }
    })
    .await;
}

/// Where a datum kept from « bron » is shared after all.
fn share(datum: &str) -> String {
    format!("/compte/services/partage?service=bron&donnee={datum}")
}
const SHARE: &str = "/compte/services/partage";

#[tokio::test]
async fn a_datum_refused_is_shared_after_all_with_its_reason_in_the_register() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[SCOPE])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let fields = [("choix", "accepter"), ("birthdate", "27/03/1981"), ("mobile_phone", "")];
        let back = browser.fill(&world, &page, "/autorisation", &fields).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");
        let mine = browser.get(&world, "/compte/services").await.body;
        assert!(
            mine.contains(&share("mobile_phone").replace('&', "&amp;")) && mine.contains("Vous appeler au sujet de vos démarches."),
            "{mine}"
        );
        let shown = browser.get(&world, &share("mobile_phone")).await;
        for words in ["Ville de bron", "Téléphone portable\u{a0}: Vous appeler au sujet de vos démarches.", "deux ans", "jusqu’au"] {
            assert!(shown.body.contains(words), "{words} in {}", shown.body);
        }
        let nothing = browser.submit(&world, &shown, SHARE, &[("mobile_phone", "")]).await;
        assert!(nothing.status == 422 && nothing.body.contains("Répondez à «\u{a0}Téléphone portable\u{a0}»."), "{}", nothing.body);
        let done = browser.submit(&world, &shown, SHARE, &[("mobile_phone", "06 12 34 56 78")]).await;
        assert_eq!(done.location(), "/compte/services?fait=partage", "{}", done.body);
        assert_eq!(world.userinfo(&token).await.text("phone_number"), "+33612345678", "the same token tells it");
        let history = browser.get(&world, "/compte/services/historique").await.body;
        assert!(
            history.contains("demande encore cette donnée") && history.contains("Vous appeler au sujet de vos démarches."),
            "{history}"
        );

        world.wait(86_400);
        let browser = browser_of(&world).await;
        browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "mobile_phone")]).await;
        let again = browser.get(&world, &share("mobile_phone")).await;
        assert!(again.body.contains("06\u{a0}12\u{a0}34\u{a0}56\u{a0}78"), "known since: {}", again.body);
        browser.submit(&world, &again, SHARE, &[]).await;
        assert_eq!(browser.submit(&world, &again, SHARE, &[]).await.location(), "/compte/services", "shared already");
        let days_left = 365 - 1;
        world.wait(days_left * 86_400 - 60);
        assert!(browser_of(&world).await.get(&world, "/compte/services").await.body.contains("Téléphone portable"));
        world.wait(120);
        assert!(!browser_of(&world).await.get(&world, "/compte/services").await.body.contains("Ville de bron"), "it ends with the rest");
    })
    .await;
}

/// Her browser, signed in afresh.
async fn browser_of(world: &World) -> Browser {
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

#[tokio::test]
async fn only_what_she_refused_and_is_still_asked_is_shared_as_it_was_shown() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = browser_of(&world).await;
        let nowhere = async |datum: &str| {
            let answer = browser.get(&world, &share(datum)).await;
            assert_eq!((answer.status, answer.location()), (303, "/compte/services"), "{datum}");
        };
        nowhere("mobile_phone").await;
        let page = browser.get(&world, &client.authorize(&[SCOPE])).await.location().to_owned();
        browser.fill(&world, &page, "/autorisation", &[("choix", "accepter"), ("birthdate", "27/03/1981"), ("mobile_phone", "")]).await;
        for datum in ["birthdate", "home_phone", "", "x"] {
            nowhere(datum).await;
        }
        let old = browser.get(&world, &share("mobile_phone")).await;
        let set = async |needs: &[Need]| {
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            world.identity.set_needs(&mut tx, "bron", needs, "deux ans").await.unwrap();
            tx.commit().await.unwrap();
        };
        set(&[Need { datum: Datum::MobilePhone, why: "Vous vendre des livres.".into(), required: false }]).await;
        let changed = browser.submit(&world, &old, SHARE, &[("mobile_phone", "06 12 34 56 78")]).await;
        assert!(changed.status == 409 && changed.body.contains("Vous vendre des livres.") && changed.body.contains("06 12 34 56 78"));
        set(&[]).await;
        nowhere("mobile_phone").await;
        let mine = browser.get(&world, "/compte/services").await.body;
        assert!(mine.contains("Refusé") && !mine.contains(SHARE), "it does not ask it any more: {mine}");
        assert_eq!(browser.submit(&world, &changed, SHARE, &[("mobile_phone", "06 12 34 56 78")]).await.location(), "/compte/services");
        assert!(!browser.get(&world, "/compte/identite").await.body.contains("06\u{a0}12\u{a0}34\u{a0}56\u{a0}78"), "nothing was kept");
    })
    .await;
}

#[tokio::test]
async fn a_datum_may_be_asked_by_its_name() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = Browser::default();
        let single = [("scope", "openid"), ("claims", r#"{"userinfo":{"email":null,"address":null}}"#)];
        let begun = browser.get(&world, &client.authorize(&single)).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let shown = browser.get(&world, &page).await.body;
        assert!(shown.contains("Adresse e-mail") && !shown.contains("Date de naissance") && !shown.contains("Code postal"));
        let back = browser.fill(&world, &page, "/autorisation", &[("choix", "accepter")]).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");
        let told = world.userinfo(&token).await;
        assert_eq!(told.text("email"), ANA);
        assert!(told.json()["given_name"].is_null(), "not asked");
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_in_the_id_token_is_there_once_she_agreed_and_nothing_more() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = library(&world).await;
        let browser = Browser::default();
        let claims = r#"{"id_token":{"email":{"essential":true},"family_name":null,"nickname":null,"sid":{"value":"x"}}}"#;
        let begun = browser.get(&world, &client.authorize(&[("scope", "openid"), ("claims", claims)])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let back = browser.fill(&world, &page, "/autorisation", &[("choix", "accepter")]).await;
        let tokens = world.exchange(&client, &back.code()).await;
        let id = world.claims(&tokens.text("id_token"), &client.id).await;
        assert_eq!((id["email"].as_str(), id["family_name"].as_str()), (Some(ANA), Some("Perrin")), "{id}");
        for absent in ["given_name", "email_verified", "name", "nickname", "birthdate"] {
            assert!(id[absent].is_null(), "{absent} was not asked there");
        }
        assert_ne!(id["sid"], "x", "what the token says of itself is ours");
        let again = world.refresh(&client, &tokens.text("refresh_token")).await;
        assert_eq!(world.claims(&again.text("id_token"), &client.id).await["email"], ANA);

        browser.fill(&world, "/compte/services", "/compte/services", &[("service", &client.id), ("donnee", "email")]).await;
        let after = world.refresh(&client, &again.text("refresh_token")).await;
        assert!(world.claims(&after.text("id_token"), &client.id).await["email"].is_null(), "she took it back");

        let other = world.client("lyon", |_| {}).await;
        let ordinary = tokens_for(&world, &browser, &other, ANA).await;
        assert!(world.claims(&ordinary.text("id_token"), &other.id).await["family_name"].is_null(), "a token that travels says less");
    })
    .await;
}

#[tokio::test]
async fn an_agreement_is_over_after_a_year() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        tokens_for(&world, &browser, &client, ANA).await;
        world.wait(366 * 24 * 3_600);
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await;
        let next = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        assert!(next.location().starts_with("/autorisation?"));
    })
    .await;
}

#[tokio::test]
async fn she_writes_what_she_likes_and_mistakes_are_told() {
    journey(async |world| {
        world.account(ANA, None).await;
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let path = "/compte/identite/adresse";
        let address = [
            ("house_number", "3"),
            ("street", "rue de la Paix"),
            ("address_complement", ""),
            ("postal_code", "6950"),
            ("locality", "Bron"),
        ];
        let wrong = browser.fill(&world, path, path, &address).await;
        assert!(wrong.status == 422 && wrong.body.contains("rue de la Paix") && wrong.body.contains("5\u{a0}chiffres"));
        let mut right = address;
        right[3].1 = "69500";
        assert_eq!(browser.fill(&world, path, path, &right).await.location(), "/compte/identite?fait=1");
        let mine = browser.get(&world, "/compte/identite").await.body;
        assert!(mine.contains("rue de la Paix") && mine.contains("69500"));
        right[1].1 = "";
        browser.fill(&world, path, path, &right).await;
        assert!(!browser.get(&world, "/compte/identite").await.body.contains("rue de la Paix"), "she may take it away");
        assert_eq!(browser.get(&world, "/compte/identite/secret").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_register_tells_each_act_and_shows_what_was_changed() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        tokens_for(&world, &browser, &client, ANA).await;
        browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "")]).await;
        assert!(world.operator("/accords?maillon=").await.body.contains("Rien n’est encore inscrit."));
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        db::audit::seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let page = world.operator("/accords?maillon=").await;
        assert!(page.status == 200 && page.body.contains("La chaîne est intacte."), "{}", page.body);
        let file = world.operator("/accords/registre.csv").await.body;
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines.len(), 3, "{file}");
        assert!(lines[1].contains("\"given\"") && lines[1].contains("\"given_name family_name email\""), "{}", lines[1]);
        assert!(lines[2].contains("\"withdrawn\""));

        let before = world.moment().wall;
        world.wait(601);
        let asked = world.operator_since(before, "/accords/registre.csv").await;
        assert_eq!(asked.location(), "/connexion?vers=%2Faccords%2Fregistre.csv&fort=1&recente=1", "she proves again who she is");
        assert!(asked.body.is_empty());
        assert_eq!(world.operator_since(before, "/accords").await.status, 200, "what is read on the page asks for no more");
    })
    .await;
}
