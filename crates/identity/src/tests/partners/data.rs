//! What a service asks to know: every datum on one page.

use super::staff::{ANA, DATA, declared, organisation, service, staff};
use crate::{model::datum::Datum, tests::bench::journey};

#[tokio::test]
async fn every_datum_is_there_and_all_are_saved_at_once() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let page = declared(&world, &ana, &bron).await;
        let data = format!("{page}/donnees");
        let form = ana.get(&world, &data).await.body;
        for datum in Datum::ALL {
            assert!(form.contains(&format!("name=\"besoin-{}\"", datum.as_str())), "{datum:?}");
        }
        assert_eq!(form.matches("<details class=\"details fold\" open").count(), 1, "the first name alone: {form}");
        assert!(form.contains("Le prénom du compte"), "the first name is found under the name of the account’s page");

        let phone = [("besoin-mobile_phone", "facultative"), ("raison-mobile_phone", "Vous appeler en cas de retard.")];
        let typed = [&DATA[..], &phone[..]].concat();
        let saved = ana.fill(&world, &data, &data, &typed).await;
        assert_eq!(saved.location(), format!("{page}?fait=donnees"));
        let shown = ana.get(&world, saved.location()).await.body;
        for words in [
            "Les données sont enregistrées.",
            "data-label=\"Besoin\"><span>Indispensable<",
            "data-label=\"Besoin\"><span>Facultative<",
            "remplacez la ligne <code>GLC_SCOPE</code>",
            "GLC_SCOPE='openid profile email phone'",
        ] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        let again = ana.get(&world, &data).await.body;
        assert!(again.contains("value=\"facultative\" selected") && again.contains("value=\"Vous appeler en cas de retard.\""));

        ana.fill(&world, &data, &data, &phone).await;
        let shown = ana.get(&world, &page).await.body;
        assert!(shown.contains("GLC_SCOPE='openid phone'") && !shown.contains("Adresse e-mail<"), "what is not asked is gone: {shown}");
    })
    .await;
}

#[tokio::test]
async fn a_datum_without_a_reason_is_named_and_what_was_typed_is_kept() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let page = service(&world, &ana, &bron).await;
        let data = format!("{page}/donnees");
        let typed = [DATA[0], DATA[1], ("besoin-birthdate", "indispensable"), ("raison-birthdate", "Âge."), ("besoin-street", "oui")];
        let wrong = ana.fill(&world, &data, &data, &typed).await;
        assert_eq!(wrong.status, 422);
        let open = wrong.body.matches("<details class=\"details fold\" open").count();
        assert_eq!(open, 3, "what is asked, and what is wrong");
        for words in
            ["Dites à quoi sert cette donnée", "href=\"#raison-birthdate\"", "Choisissez une des trois réponses.", "value=\"Âge.\""]
        {
            assert!(wrong.body.contains(words), "{words} in {}", wrong.body);
        }
        let shown = ana.get(&world, &page).await.body;
        assert!(shown.contains("Vous appeler par votre prénom.") && !shown.contains("Date de naissance"), "nothing changed");
    })
    .await;
}

#[tokio::test]
async fn a_service_begins_with_the_addresses_of_the_samples() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let form = ana.get(&world, &format!("{bron}/service")).await.body;
        for address in ["/callback", "/login", "/backchannel-logout"] {
            assert!(form.contains(&format!("http://localhost:9999{address}")), "{address} in {form}");
        }
    })
    .await;
}
