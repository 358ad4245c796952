//! The gate: what is wrong is told and leads to where it is mended; what is right
//! is published, in the test space first.

use super::bench::{ADA, BEA, SHELF, WORK, Workshop, at_work, slug, space};

const CHECK: &str = "/bron~test/atelier/reserver-une-salle/verifier";
const PUBLISH: &str = "Publier dans l’espace de test";

/// Asks for the publication that the page may not offer.
async fn forced(shop: &Workshop, who: &str, how: &str) -> super::bench::Shown {
    let check = shop.get(who, CHECK).await;
    let version = check.value("vu");
    shop.forge(who, &check, CHECK, &[("vu", &version), ("faire", how)]).await
}

#[tokio::test]
async fn a_red_test_keeps_a_work_from_being_published() {
    at_work(async |shop| {
        let accept = shop.get(ADA, &format!("{WORK}/sur/actions/accepter")).await;
        let button = accept.find("button").into_iter().find(|words| words.starts_with("Supprimer «")).unwrap();
        shop.press(ADA, &accept, &button, &[]).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("La démarche a changé depuis ses essais.") && check.says("Échoué Une demande acceptée"), "{}", check.text());
        assert!(!check.offers(PUBLISH));

        let refused = forced(&shop, ADA, "ici").await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("La démarche n’est pas publiée"), "{}", refused.text());
        assert_eq!(shop.published("bron~test").await, None);
    })
    .await;
}

#[tokio::test]
async fn tests_of_the_first_draft_follow_the_form_by_themselves() {
    at_work(async |shop| {
        let page = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
        shop.press(ADA, &page, "Ajouter la question", &[("label", "Combien de séances ?"), ("type", "number")]).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(!check.says("Échoué") && check.offers(PUBLISH), "{}", check.text());
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(published.says("Cette version est dans l’espace de test"), "{}", published.text());
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        assert!(history.says("Essai « Une demande acceptée » modifié"), "what it needed is kept, and told: {}", history.text());
    })
    .await;
}

#[tokio::test]
async fn an_error_leads_to_where_it_is_mended() {
    at_work(async |shop| {
        let question = shop.get(ADA, &format!("{WORK}/sur/pages/vous/questions/courriel")).await;
        let unknown = [("condition.mode", "calcul"), ("condition.calcul", "salle == \"fetes\"")];
        let kept = shop.press(ADA, &question, "Enregistrer", &unknown).await;
        assert!(kept.says("À revoir avant de publier"), "what is written may be wrong: {}", kept.text());
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("point à corriger.") && check.says("À corriger"), "{}", check.text());
        assert!(!check.offers(PUBLISH));
        assert_eq!(forced(&shop, ADA, "ici").await.status, 422);
        assert_eq!(shop.published("bron~test").await, None);

        let mended = shop.get(ADA, &check.link("Aller à la question « Adresse e-mail »")).await;
        shop.press(ADA, &mended, "Enregistrer", &[("condition.calcul", "")]).await;
        assert!(shop.get(ADA, CHECK).await.offers(PUBLISH));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_without_the_names_of_the_document() {
    at_work(async |shop| {
        let letter = shop.get(ADA, &format!("{WORK}/sur/messages/a_completer")).await;
        let objet = [("objet", "Vous demandez {{ answers.demande }} et {{ answers.nombre_de_chaises }}")];
        shop.press(ADA, &letter, "Enregistrer", &objet).await;
        let told = shop.get(ADA, CHECK).await.text();
        assert!(told.contains("Retirez « Que demandez-vous ? ».") && told.contains("« Nombre de chaises » n’existe pas."), "{told}");
        assert!(!told.contains("answers.") && !told.contains("nombre_de_chaises"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_work_is_published_in_the_test_space_then_in_production() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("C’est une nouvelle démarche dans cet espace."), "{}", check.text());
        assert!(!check.offers("Mettre en ligne pour les usagers"), "it is tried first");
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(published.says("Cette version est dans l’espace de test"), "{}", published.text());
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Réserver une salle"));
        assert_eq!(shop.published("bron").await, None);

        shop.press(ADA, &published, "Mettre en ligne pour les usagers", &[]).await;
        assert_eq!(shop.published("bron").await.as_deref(), Some("Réserver une salle"));
        // what changes next is told, and changes nothing before it is published
        let presentation = shop.get(ADA, &format!("{WORK}/sur/presentation")).await;
        shop.press(ADA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("Louer une salle") && check.offers(PUBLISH), "{}", check.text());
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Réserver une salle"));
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_administer_production_does_not_publish_there() {
    at_work(async |shop| {
        let check = shop.get(BEA, CHECK).await;
        let published = shop.press(BEA, &check, PUBLISH, &[]).await;
        assert!(!published.offers("Mettre en ligne pour les usagers"), "{}", published.text());
        assert!(published.says("Un administrateur de l’espace de production peut la publier"), "{}", published.text());
        let refused = forced(&shop, BEA, "production").await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Vous n’administrez pas l’espace de production."), "{}", refused.text());
        assert_eq!(shop.published("bron").await, None);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_read_before_it_is_published() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        let presentation = shop.get(BEA, &format!("{WORK}/sur/presentation")).await;
        shop.press(BEA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;
        let refused = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Quelqu’un d’autre a modifié la démarche."), "{}", refused.text());
        assert_eq!(shop.published("bron~test").await, None);
        shop.press(ADA, &refused, PUBLISH, &[]).await;
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Louer une salle"));
    })
    .await;
}

#[tokio::test]
async fn the_team_behind_a_function_is_chosen_when_publishing() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        shop.press(ADA, &check, PUBLISH, &[]).await;
        // the team of the first publication is there from now on
        let presentation = shop.get(ADA, &format!("{WORK}/sur/presentation")).await;
        shop.press(ADA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;
        let again = shop.get(ADA, CHECK).await;
        assert_eq!(again.value("fonction.instruction"), "accueil", "{}", again.text());
        let mut tx = shop.bench.databases.instance_read(&space("bron~test")).await.unwrap();
        let staffing = shop.cases.staffing(&mut tx, &slug("reserver-une-salle")).await.unwrap();
        assert_eq!(staffing.bound, [(slug("instruction"), slug("accueil"))]);
    })
    .await;
}

#[tokio::test]
async fn the_team_chosen_when_going_online_is_one_of_production() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        let mut tx = shop.bench.databases.instance_write(&space("bron")).await.unwrap();
        tx.execute("INSERT INTO teams (slug, label) VALUES ('salles', 'Salles')", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        let check = shop.get(ADA, &published.url).await;
        shop.press(ADA, &check, "Mettre en ligne pour les usagers", &[("fonction.instruction", "salles")]).await;
        for (stage, team) in [("bron~test", "accueil"), ("bron", "salles")] {
            let mut tx = shop.bench.databases.instance_read(&space(stage)).await.unwrap();
            let staffing = shop.cases.staffing(&mut tx, &slug("reserver-une-salle")).await.unwrap();
            assert_eq!(staffing.bound, [(slug("instruction"), slug(team))], "{stage}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_answers_is_asked_first_until_it_is_said() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        shop.press(ADA, &check, PUBLISH, &[]).await;
        let shelf = shop.get(ADA, SHELF).await;
        let other = shop.press(ADA, &shelf, "Créer la démarche", &[("titre", "Réserver le minibus")]).await;
        let workflow = shop.get(ADA, &format!("{}/circuit", other.url)).await;
        assert_eq!(workflow.find("h2")[0], "Qui agit", "{}", workflow.text());

        let said = shop.press(ADA, &workflow, "Enregistrer les équipes", &[("fonction.instruction", "accueil")]).await;
        assert_eq!((said.value("fonction.instruction").as_str(), said.find("h2")[0].as_str()), ("accueil", "Vue d’ensemble"));
        let mut tx = shop.bench.databases.instance_read(&space("bron~test")).await.unwrap();
        let staffing = shop.cases.staffing(&mut tx, &slug("reserver-le-minibus")).await.unwrap();
        assert_eq!(staffing.bound, [(slug("instruction"), slug("accueil"))]);
    })
    .await;
}
