//! FranceConnect: certifying, signing in, what does not go well, signing out.

mod certifying;
mod conflicts;
mod levels;
mod misbehaviour;
mod signing_in;
mod signing_out;
mod unlinking;

use super::bench::{Answer, Browser, PASSWORD, World};

pub(super) const ANA: &str = "ana@exemple.fr";

/// Ana, signed in with her password.
pub(super) async fn ana(world: &World) -> Browser {
    world.account(ANA, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

/// Certifies the account that is signed in.
pub(super) async fn certify(world: &World, browser: &Browser, login: &str) -> Answer {
    browser.by_franceconnect(world, "/compte/identite", login).await
}

/// The page of her identity.
pub(super) async fn identity(world: &World, browser: &Browser) -> String {
    browser.get(world, "/compte/identite").await.body
}

/// The letters sent, as their subjects.
pub(super) async fn letters(world: &World) -> Vec<(String, String)> {
    world.work().await;
    world.letters.take().into_iter().map(|(to, subject, _)| (to, subject)).collect()
}
