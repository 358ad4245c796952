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

/// The same, who gave the name that FranceConnect knows: nothing is asked when she certifies it.
pub(super) async fn claire(world: &World) -> Browser {
    let browser = ana(world).await;
    is_claire(world, &browser).await;
    browser
}

/// Her account takes the name of `claire`, as she writes it.
pub(super) async fn is_claire(world: &World, browser: &Browser) {
    let path = "/compte/identite/etat-civil";
    browser.fill(world, path, path, &[("given_name", "claire"), ("family_name", "Vassieux")]).await;
}

/// Certifies the account that is signed in: she says yes to a name that is not the one she gave.
pub(super) async fn certify(world: &World, browser: &Browser, login: &str) -> Answer {
    let back = browser.by_franceconnect(world, "/compte/identite", login).await;
    if back.location() == ARRIVAL && browser.get(world, ARRIVAL).await.body.contains("Donner cette identité") {
        return browser.fill(world, ARRIVAL, ARRIVAL, &[("choix", "rattacher")]).await;
    }
    back
}

pub(super) const ARRIVAL: &str = "/franceconnect/arrivee";

/// The page of her identity.
pub(super) async fn identity(world: &World, browser: &Browser) -> String {
    browser.get(world, "/compte/identite").await.body
}

/// The letters sent, as their subjects.
pub(super) async fn letters(world: &World) -> Vec<(String, String)> {
    world.work().await;
    world.letters.take().into_iter().map(|(to, subject, _)| (to, subject)).collect()
}
