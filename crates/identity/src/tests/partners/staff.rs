//! The staff of organisations, and operators, as the journeys of partners need them.

use crate::tests::bench::{Answer, Browser, CONSOLE, PASSWORD, TOTP, TestClient, World};

pub const ANA: &str = "ana@exemple.fr";
pub const BEA: &str = "bea@exemple.fr";
pub const CARL: &str = "carl@exemple.fr";

/// What a developer types to declare a service.
pub const LIBRARY: [(&str, &str); 8] = [
    ("name", "Médiathèque"),
    ("purpose", "Emprunter des livres."),
    ("keeps_for", "un an"),
    ("redirect_uris", "https://bron.example/retour"),
    ("login_uri", "https://bron.example/connexion"),
    ("post_logout_uris", ""),
    ("backchannel_uri", ""),
    ("preuve", "secret"),
];

/// What he types for its data.
pub const DATA: [(&str, &str); 4] = [
    ("besoin-email", "indispensable"),
    ("raison-email", "Vous écrire quand un livre est là."),
    ("besoin-given_name", "indispensable"),
    ("raison-given_name", "Vous appeler par votre prénom."),
];

/// Somebody who has an account, with codes, and is signed in with both factors.
pub async fn staff(world: &World, email: &str) -> Browser {
    world.account(email, Some(TOTP)).await;
    let browser = Browser::default();
    let step = browser.sign_in(world, "/connexion", email, PASSWORD).await;
    let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
    browser.fill(world, step.location(), "/connexion/code", &[("code", &code)]).await;
    browser
}

/// An operator answers on a page of the console.
pub async fn operator(world: &World, path: &str, typed: &[(&str, &str)]) -> Answer {
    let browser = Browser::default();
    let page = format!("{CONSOLE}{path}");
    browser.ask(world, &page, path, path, typed, None).await
}

/// The address of the first link to `start…` of a page.
pub fn link(page: &Answer, start: &str) -> String {
    let from = page.body.find(&format!("href=\"{start}")).unwrap_or_else(|| panic!("a link to {start} in {}", page.body)) + 6;
    page.body[from..].chars().take_while(|c| *c != '"').collect()
}

/// An organisation that the Métropole accepted: its page.
pub async fn organisation(world: &World, browser: &Browser, name: &str) -> String {
    let typed = [("name", name), ("siret", ""), ("why", "Relier la médiathèque."), ("contact", "contact@bron.example")];
    assert_eq!(browser.fill(world, "/partenaires/demande", "/partenaires/demande", &typed).await.location(), "/partenaires?fait=demande");
    let asked = link(&world.operator("/partenaires").await, "/partenaires/organisations/");
    assert_eq!(operator(world, &asked, &[("choix", "accepter")]).await.status, 303);
    asked
}

/// A service just declared: its page.
pub async fn declared(world: &World, browser: &Browser, organisation: &str) -> String {
    let form = format!("{organisation}/service");
    let declared = browser.fill(world, &form, &form, &LIBRARY).await;
    assert_eq!(declared.status, 303, "{}", declared.body);
    declared.location().split('?').next().unwrap().to_owned()
}

/// A service on trial, with its data: its page.
pub async fn service(world: &World, browser: &Browser, organisation: &str) -> String {
    let page = declared(world, browser, organisation).await;
    let form = format!("{page}/donnees");
    assert_eq!(browser.fill(world, &form, &form, &DATA).await.location(), format!("{page}?fait=donnees"));
    page
}

/// Makes the secret of a service: the client, as its program knows it.
pub async fn secret(world: &World, browser: &Browser, service: &str) -> TestClient {
    let form = format!("{service}/secret");
    let shown = browser.fill(world, &form, &form, &[("acte", "creer")]).await;
    assert_eq!(shown.status, 200);
    let block = |label: &str| {
        let from = shown.body.find(&format!("aria-label=\"{label}\"><code>")).unwrap() + label.len() + 20;
        shown.body[from..].chars().take_while(|c| *c != '<').collect::<String>()
    };
    TestClient { id: block("client_id"), secret: block("client_secret"), redirect_uri: "https://bron.example/retour".to_owned() }
}

/// Asks that a service be live and has it accepted: the page of the live one.
pub async fn live(world: &World, browser: &Browser, service: &str) -> String {
    let form = format!("{service}/production");
    let sent = browser.fill(world, &form, &form, &LIBRARY).await;
    assert_eq!(sent.location(), format!("{service}?fait=propose"), "{}", sent.body);
    let proposal = link(&world.operator("/partenaires").await, "/partenaires/propositions/");
    assert_eq!(operator(world, &proposal, &[("choix", "accepter")]).await.status, 303);
    let page = browser.get(world, service).await;
    let from = page.body.find("Il existe en service").unwrap();
    let page = Answer { body: page.body[from..].to_owned(), ..page };
    link(&page, "/partenaires/services/")
}
