use super::{ANA, ana, certify, identity, letters};
use crate::tests::{
    address,
    bench::{Browser, PASSWORD, certified_journey},
};

const HERE: &str = "/compte/franceconnect";

#[tokio::test]
async fn an_account_without_franceconnect_works_and_is_hers_to_write() {
    certified_journey(async |world| {
        let here = ana(&world).await;
        certify(&world, &here, "claire").await;
        letters(&world).await;
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        letters(&world).await;
        assert_eq!(browser.fill(&world, HERE, HERE, &[]).await.location(), "/compte/identite?fait=1");
        let page = identity(&world, &browser).await;
        assert!(page.contains("VASSIEUX") && !page.contains("Certifié par"), "{page}");
        assert_eq!(here.get(&world, "/compte").await.location(), "/connexion", "what FranceConnect opened is closed");
        let path = "/compte/identite/etat-civil";
        let fields = [("given_name", "Ana"), ("family_name", "Perrin"), ("gender", "female")];
        browser.fill(&world, path, path, &fields).await;
        assert!(identity(&world, &browser).await.contains("Perrin"), "hers again");
        assert_eq!(letters(&world).await, [(ANA.to_owned(), "FranceConnect est retiré de votre compte".to_owned())]);
        let again = Browser::default();
        assert_eq!(again.by_franceconnect(&world, "/connexion", "claire").await.location(), "/franceconnect/arrivee", "nobody's now");
        assert_eq!(browser.get(&world, HERE).await.location(), "/compte/identite");
    })
    .await;
}

#[tokio::test]
async fn whoever_takes_her_account_back_leaves_no_franceconnect_of_his() {
    certified_journey(async |world| {
        let thief = ana(&world).await;
        let links = address::ask(&world, &thief, ANA, "voleur@exemple.org").await;
        address::confirm_new(&world, &thief, &links).await;
        certify(&world, &thief, "claire").await;
        assert!(identity(&world, &thief).await.contains("Certifié par"));
        world.wait(7 * 86_400);
        let undo = address::way_back(&world, ANA).await;

        Browser::default().fill(&world, &undo, "/compte/adresse/annulation", &[]).await;
        let again = thief.by_franceconnect(&world, "/connexion", "claire").await;
        assert_eq!(again.location(), "/franceconnect/arrivee", "his identity opens it no more");
        letters(&world).await;
        let hers = Browser::default();
        hers.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        assert_eq!(letters(&world).await, [(ANA.to_owned(), "Choisissez un nouveau mot de passe".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_password_chooses_one_first() {
    certified_journey(async |world| {
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let fields = [("email", ANA), ("accord", "oui")];
        browser.fill(&world, "/franceconnect/arrivee", "/franceconnect/inscription", &fields).await;
        world.work().await;
        let link = world.letters.take().remove(0).2;
        browser.fill(&world, &link, "/franceconnect/confirmation", &[]).await;

        assert!(browser.get(&world, "/compte/securite").await.body.contains("vous entrez avec FranceConnect"));
        assert!(!browser.get(&world, "/compte/mot-de-passe").await.body.contains("Mot de passe actuel"), "she has none");
        world.wait(600);
        assert_eq!(browser.get(&world, HERE).await.location(), "/compte/verification?vers=%2Fcompte%2Ffranceconnect", "a proof first");
        browser.by_franceconnect(&world, "/compte/verification?vers=%2Fcompte%2Ffranceconnect", "claire").await;
        letters(&world).await;
        let refused = browser.fill(&world, HERE, HERE, &[("password", "court")]).await;
        assert_eq!(refused.status, 422);
        assert!(identity(&world, &browser).await.contains("Certifié par"));
        let done = browser.fill(&world, HERE, HERE, &[("password", PASSWORD)]).await;
        assert_eq!(done.location(), "/connexion?motif=sans-franceconnect");
        let told: Vec<String> = letters(&world).await.into_iter().map(|(_, subject)| subject).collect();
        assert!(told.contains(&"Votre mot de passe a changé".to_owned()), "{told:?}");
        assert_eq!(browser.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
        assert!(!identity(&world, &browser).await.contains("Certifié par"));
    })
    .await;
}
