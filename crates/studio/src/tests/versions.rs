//! Requests under way when a version is published: they keep theirs until an
//! administrator, who saw what it does, moves them.

use cases::{NewAgent, Place, model::Origin};
use definition::Definition;
use kernel::Slug;
use web::Right;

use super::bench::{ADA, ADA_TRYING, BEA, LEO, SHELF, Shown, WORK, Workshop, at_work, slug, space};

/// She processes the requests of the test space of Bron.
const LUCE: &str = "luce";
const VERSIONS: &str = "/bron~test/demarches/reserver-une-salle/versions";
const MOVE: &str = "Passer ces demandes à la version en ligne";
const CONFIRM: &str = "Passer 2 demandes à la version en ligne";
const KEPT: &str = "Réponses à des questions retirées";

/// Two requests filed under the first version; Luce studies the second. The pages of both at the desk.
async fn under_way(shop: &Workshop) -> [String; 2] {
    let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
    shop.press(ADA, &check, "Publier dans l’espace de test", &[]).await;
    let moment = shop.bench.moment();
    let rights = [Right::Process, Right::SeeAll];
    let luce = NewAgent { id: moment.id(), subject: LUCE, name: "Luce Aubry", email: "luce@exemple.fr", rights: &rights, at: moment.now };
    shop.cases.add_agent(&moment, &space("bron~test"), luce, &[slug("accueil")]).await.unwrap();
    let cases = [filed(shop).await, filed(shop).await];
    let studied = shop.get(LUCE, &cases[1]).await;
    let taking = shop.get(LUCE, &studied.link("Prendre la demande")).await;
    let taken = shop.press(LUCE, &taking, "Prendre la demande", &[]).await;
    assert!(taken.says("En cours"), "{}", taken.text());
    cases
}

/// Files a request on the portal; its page at the desk.
async fn filed(shop: &Workshop) -> String {
    let cover = shop.get(ADA_TRYING, "/bron~test/reserver-une-salle").await;
    let ask = shop.get(ADA_TRYING, &cover.link("Commencer")).await;
    let you = shop.press(ADA_TRYING, &ask, "Continuer", &[("demande", "La salle des fêtes.")]).await;
    let typed = [
        ("identite.given_names", "Ana"),
        ("identite.family_name", "Diaz"),
        ("courriel", "ana@example.org"),
        ("telephone", "06 39 98 00 01"),
    ];
    let summary = shop.press(ADA_TRYING, &you, "Continuer", &typed).await;
    let draft = summary.url.split('/').nth(2).unwrap().to_owned();
    shop.press(ADA_TRYING, &summary, "Envoyer ma demande", &[]).await;
    format!("/bron~test/demandes/{draft}")
}

/// Publishes another version, a day later.
async fn publish(shop: &Workshop, change: impl FnOnce(&mut Definition)) {
    shop.bench.clock.advance(24 * 3600);
    let mut tx = shop.bench.databases.instance_read(&space("bron~test")).await.unwrap();
    let live = shop.cases.live(&mut tx, &slug("reserver-une-salle")).await.unwrap().unwrap();
    let mut definition = shop.cases.document(&mut tx, &live.compiled.hash().to_string()).await.unwrap();
    drop(tx);
    definition.tests.clear();
    change(&mut definition);
    let publication = shop.cases.check(definition).unwrap();
    let (team, test) = (slug("accueil"), space("bron~test"));
    let place = Place { instance: &test, origin: Origin::Own, team: (&team, "Accueil"), offered: false };
    shop.cases.publish(&shop.bench.moment(), &publication, place).await.unwrap();
}

/// No telephone is asked any more; « en_cours » and « accepter » have other names.
fn shorter(definition: &mut Definition) {
    definition.form.pages[1].fields.retain(|field| field.slug != "telephone");
    let rename = |name: &mut Slug| match name.as_str() {
        "en_cours" => *name = slug("etude"),
        "accepter" => *name = slug("approuver"),
        _ => {}
    };
    let workflow = &mut definition.workflow;
    workflow.statuses.iter_mut().for_each(|status| rename(&mut status.slug));
    workflow.transitions.iter_mut().for_each(|one| one.from.iter_mut().chain([&mut one.to, &mut one.slug]).for_each(rename));
}

async fn preview(shop: &Workshop) -> Shown {
    let shelf = shop.get(ADA, SHELF).await;
    let versions = shop.get(ADA, &shelf.link("les demandes en cours")).await;
    assert_eq!(versions.url, VERSIONS);
    shop.get(ADA, &versions.link(MOVE)).await
}

/// How many requests of the latest move went, are left, could not go.
fn figures(versions: &Shown) -> Vec<String> {
    versions.find("dl.summary dd")
}

#[tokio::test]
async fn requests_go_to_the_live_version_once_somebody_saw_what_it_does() {
    at_work(async |shop| {
        let [first, second] = under_way(&shop).await;
        publish(&shop, shorter).await;
        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        assert!(check.says("Les demandes en cours (2) gardent leur version."), "{}", check.text());

        let preview = preview(&shop).await;
        for words in ["2 demandes de la version du 22 novembre 2026", "À prendre", "À choisir ci-dessous", "Téléphone : question retirée."]
        {
            assert!(preview.says(words), "{words}: {}", preview.text());
        }
        let unsaid = shop.press(ADA, &preview, CONFIRM, &[]).await;
        assert_eq!(unsaid.status, 422);
        assert!(unsaid.says("Choisissez où vont les demandes « En cours »."), "{}", unsaid.text());
        assert!(!shop.get(LUCE, &first).await.says(KEPT), "nothing changes before it is confirmed");

        let refusing = shop.get(LUCE, &shop.get(LUCE, &second).await.link("Refuser")).await;
        let asked = shop.press(ADA, &unsaid, CONFIRM, &[("statut.en_cours", "etude")]).await;
        assert_eq!(asked.url, VERSIONS);
        assert_eq!(figures(&asked), ["0", "2", "0"], "moved, left, not moved");
        shop.work().await;
        let done = shop.get(ADA, VERSIONS).await;
        assert_eq!(figures(&done), ["2", "0", "0"]);
        assert!(!done.says(MOVE) && done.says("En ligne"), "{}", done.text());

        for case in [&first, &second] {
            let page = shop.get(LUCE, case).await;
            let journal = "Demande passée à la version du 23 novembre 2026";
            assert!(page.says(KEPT) && page.says("06 39 98 00 01") && page.says(journal), "{}", page.text());
        }
        let hers = shop.get(ADA_TRYING, &first.replace("/bron~test/demandes", "/mes-demandes/bron~test")).await;
        assert!(hers.says("Questions qui ne sont plus posées") && hers.says("06 39 98 00 01"), "{}", hers.text());
        let late = shop.press(LUCE, &refusing, "Refuser", &[("motif", "La salle est prise.")]).await;
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.says("Demande passée à la version") && late.says("La salle est prise."), "{}", late.text());
        let gone = shop.get(LUCE, &format!("{second}/actions/accepter")).await;
        assert!(gone.status == 409 && gone.says("qui n’a plus cette action"), "{}", gone.text());
        assert_eq!(shop.get(LUCE, &format!("{second}/actions/rien")).await.status, 404);
        let page = shop.get(LUCE, &second).await;
        assert!(page.says("En cours") && page.says("Accepter"), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn a_version_that_went_live_meanwhile_is_read_first() {
    at_work(async |shop| {
        under_way(&shop).await;
        publish(&shop, shorter).await;
        let seen = preview(&shop).await;
        publish(&shop, |definition| definition.title = "Louer une salle".to_owned()).await;
        let again = shop.press(ADA, &seen, CONFIRM, &[("statut.en_cours", "etude")]).await;
        assert_eq!(again.status, 409);
        assert!(again.says("Une autre version a été mise en ligne.") && again.says("Louer une salle"), "{}", again.text());
        assert_eq!(again.value("statut.en_cours"), "etude", "what was chosen is still there");
        shop.press(ADA, &again, CONFIRM, &[]).await;
        shop.work().await;
        assert_eq!(figures(&shop.get(ADA, VERSIONS).await), ["2", "0", "0"]);
    })
    .await;
}

#[tokio::test]
async fn only_administrators_of_the_space_move_its_requests() {
    at_work(async |shop| {
        under_way(&shop).await;
        publish(&shop, shorter).await;
        let seen = preview(&shop).await;
        for stranger in [LEO, LUCE] {
            assert_eq!(shop.get(stranger, VERSIONS).await.status, 404);
            assert_eq!(shop.get(stranger, &seen.url).await.status, 404);
            let proof = shop.get(LEO, "/villeurbanne~test/atelier").await;
            assert_eq!(shop.forge(stranger, &proof, &seen.url, &[("vers", &seen.value("vers"))]).await.status, 404);
        }
        assert_eq!(shop.get(BEA, &seen.url).await.status, 200, "she administers the test space");
        for nowhere in ["/bron~test/demarches/rien/versions", "/villeurbanne~test/demarches/reserver-une-salle/versions"] {
            assert_eq!(shop.get(ADA, nowhere).await.status, 404, "{nowhere}");
        }
        let unknown = shop.get(ADA, &format!("{VERSIONS}/rien")).await;
        assert_eq!((unknown.status, unknown.url.as_str()), (200, VERSIONS), "there is nothing to move");
    })
    .await;
}
