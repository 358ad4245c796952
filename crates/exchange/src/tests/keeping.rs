//! Connectors are made, changed and bound; their secrets are never shown again.

use super::bench::{CALLER, each, slug};
use crate::store::connectors;

const SECRET: &str = "s3cret-que-nul-ne-revoit";
const ONE: &str = "/bron/connecteurs/logiciel-de-pose";
/// What the téléservice that calls is named.
const TITLE: &str = "Demander une place de stationnement pour un déménagement";

#[tokio::test]
async fn a_secret_is_sealed_and_never_shown_again() {
    each(&[], async |desk| {
        let shown = desk.make("https://logiciel.exemple.fr/demandes", &[("preuve", "bearer"), ("secret", SECRET)]).await;
        assert!(shown.says("Le connecteur est créé."), "{}", shown.body);
        for page in ["/bron/connecteurs", ONE] {
            assert!(!desk.get(page).await.body.contains(SECRET), "{page}");
        }
        let kept = connectors::by_slug(&mut desk.tx().await, &slug("logiciel-de-pose")).await.unwrap().unwrap();
        let sealed = kept.secret.clone().unwrap();
        assert!(!sealed.expose().contains(SECRET) && !format!("{kept:?}").contains(sealed.expose().as_str()));
        assert_eq!(desk.exchange.opened(&kept.slug, sealed.expose()).unwrap(), SECRET);
        assert!(desk.exchange.opened(&slug("autre"), sealed.expose()).is_err(), "it belongs to its connector");

        let changed = desk.fill(ONE, "Enregistrer", &[("nom", "Pose des panneaux")]).await;
        assert!(changed.says("Le connecteur est enregistré."), "{}", changed.body);
        let kept = connectors::by_slug(&mut desk.tx().await, &kept.slug).await.unwrap().unwrap();
        assert_eq!(
            (kept.label.as_str(), kept.secret.map(|secret| secret.expose().clone())),
            ("Pose des panneaux", Some(sealed.expose().clone()))
        );
        desk.fill(ONE, "Enregistrer", &[("preuve", "none")]).await;
        let kept = connectors::by_slug(&mut desk.tx().await, &kept.slug).await.unwrap().unwrap();
        assert!(kept.secret.is_none(), "one that serves no more is not kept");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_it_and_the_secret_is_typed_again() {
    each(&[], async |desk| {
        let wrong = desk.make("logiciel", &[("preuve", "header"), ("identifiant", "Host"), ("secret", SECRET)]).await;
        assert_eq!(wrong.status, 422);
        for words in ["Écrivez l’adresse entière", "Écrivez le nom de l’en-tête"] {
            assert!(wrong.body.contains(words), "{}", wrong.body);
        }
        assert!(!wrong.body.contains(SECRET));
        let missing = desk.make("https://logiciel.exemple.fr/", &[("preuve", "basic"), ("identifiant", "guichet")]).await;
        assert!(missing.says("Écrivez le secret"), "{}", missing.body);
        assert!(connectors::all(&mut desk.tx().await).await.unwrap().is_empty());
        desk.make("https://logiciel.exemple.fr/", &[]).await;
        assert!(desk.make("https://logiciel.exemple.fr/", &[]).await.says("porte déjà ce nom"));
    })
    .await;
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other() {
    each(&[], async |desk| {
        desk.make("https://logiciel.exemple.fr/", &[]).await;
        let late = desk.fill(ONE, "Enregistrer", &[("_seen", "0"), ("nom", "Autre nom")]).await;
        assert!(late.says("Quelqu’un a changé ce connecteur avant vous"), "{}", late.body);
        assert_eq!(connectors::all(&mut desk.tx().await).await.unwrap()[0].label, "Logiciel de pose");
        assert_eq!(desk.get("/bron/connecteurs/inconnu").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_name_of_a_teleservice_is_bound_and_unbound() {
    each(&[], async |desk| {
        let (teleservice, name) = (slug(CALLER.0), slug(CALLER.1));
        let page = desk.get("/bron/connecteurs").await;
        assert!(page.says("Logiciel de pose des panneaux") && page.says("Aucun connecteur"), "{}", page.body);
        desk.make("https://logiciel.exemple.fr/", &[]).await;
        let field = format!("connecteur.{teleservice}.{name}");
        for (chosen, is_bound) in [("logiciel-de-pose", true), ("", false)] {
            let shown = desk.fill("/bron/connecteurs", "Relier", &[(&field, chosen)]).await;
            assert!(shown.says("Le lien est enregistré."), "{}", shown.body);
            assert_eq!(desk.exchange.is_bound(&mut desk.tx().await, &teleservice, &name).await.unwrap(), is_bound);
        }
    })
    .await;
}

#[tokio::test]
async fn a_connector_goes_once_nothing_calls_it() {
    each(&[], async |desk| {
        desk.make("https://logiciel.exemple.fr/", &[]).await;
        let before = desk.get(ONE).await;
        assert!(before.says("Aucune démarche n’appelle ce connecteur."), "{}", before.body);
        let field = format!("connecteur.{}.{}", CALLER.0, CALLER.1);
        desk.fill("/bron/connecteurs", "Relier", &[(&field, "logiciel-de-pose")]).await;

        let bound = desk.get(ONE).await;
        assert!(bound.says("Ces démarches l’appellent") && bound.says(TITLE) && !bound.says("Supprimer"), "{}", bound.body);
        let late = desk.press(&before, "Supprimer", &[]).await;
        assert_eq!(late.status, 409, "bound since the page was shown: {}", late.body);
        assert!(late.says(TITLE), "{}", late.body);

        desk.fill("/bron/connecteurs", "Relier", &[(&field, "")]).await;
        let gone = desk.fill(ONE, "Supprimer", &[]).await;
        assert!(gone.says("Le connecteur est supprimé.") && gone.says("Aucun connecteur"), "{}", gone.body);
        assert_eq!(desk.get(ONE).await.status, 404);
    })
    .await;
}
