//! What each agent has before her.

use http::StatusCode;

use super::bench::{ADA, EVE, LUCE, at_desk, bron, metropole, slug};
use crate::store;

#[tokio::test]
async fn the_only_space_of_an_agent_opens_by_itself() {
    at_desk(async |desk| {
        let home = desk.get(LUCE, "/").await;
        assert_eq!((home.status, home.location()), (StatusCode::SEE_OTHER, "/metropole"));
        let stranger = desk.get("nobody", "/").await;
        assert_eq!(stranger.status, StatusCode::OK);
        assert!(stranger.says("Vous n’avez pas encore d’espace"));
    })
    .await;
}

#[tokio::test]
async fn spaces_are_found_without_asking_the_instances_and_follow_what_changes_there() {
    at_desk(async |desk| {
        let eve = desk.id_of(EVE).await;
        let team = "/metropole/equipe";
        let change = |what: &'static str, agent: String| [("quoi".to_owned(), what.to_owned()), ("agent".to_owned(), agent)];
        for (what, space) in [("suspendre", None), ("retablir", Some("/metropole"))] {
            let typed = change(what, eve.to_string());
            let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            desk.fill(ADA, team, team, &typed).await;
            // as a job may be done twice, so is this one
            desk.run_jobs().await;
            desk.cases.tell_spaces(&metropole(), Some(eve)).await.unwrap();
            let home = desk.get(EVE, "/").await;
            match space {
                Some(space) => assert_eq!(home.location(), space),
                None => assert!(home.says("Vous n’avez pas encore d’espace"), "{}", home.body),
            }
        }
        let luce = desk.id_of(LUCE).await;
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        store::agents::suspend(&mut tx, luce, Some(desk.moment().now)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desk.get(LUCE, "/").await.location(), "/metropole", "the instances are not opened to know");
    })
    .await;
}

#[tokio::test]
async fn spaces_that_were_there_before_are_found_after_the_first_round_of_work() {
    at_desk(async |desk| {
        let moment = desk.moment();
        let new =
            crate::NewAgent { id: moment.id(), subject: "zoe", name: "Zoé Blanc", email: "zoe@x.example", rights: &[], at: moment.now };
        let mut tx = desk.bench.databases.instance_write(&bron()).await.unwrap();
        store::agents::add(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        assert!(desk.get("zoe", "/").await.says("Vous n’avez pas encore d’espace"));
        desk.run_schedules().await;
        assert_eq!(desk.get("zoe", "/").await.location(), "/bron");
    })
    .await;
}

#[tokio::test]
async fn a_queue_holds_only_the_cases_of_her_teams() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let reference = desk.case(id).await.reference;
        let seen = desk.get(LUCE, "/metropole").await;
        assert!(seen.says(&reference) && seen.says("Ana Martin") && seen.says("À prendre") && seen.says("Voirie"), "{}", seen.body);
        let other = desk.get(EVE, "/metropole").await;
        assert!(!other.says(&reference) && other.says("Tout est à jour"));
        assert!(desk.get(ADA, "/metropole").await.says(&reference), "she sees all, with no team of her own");
        for (who, status) in [(LUCE, StatusCode::OK), (EVE, StatusCode::NOT_FOUND), (ADA, StatusCode::OK)] {
            assert_eq!(desk.get(who, &format!("/metropole/demandes/{id}")).await.status, status, "{who}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_agent_without_a_team_sees_only_what_has_none() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let eve = desk.id_of(EVE).await;
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        store::agents::leave(&mut tx, eve, &slug("accueil")).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!desk.get(EVE, "/metropole").await.says(&desk.case(id).await.reference));
    })
    .await;
}

#[tokio::test]
async fn a_case_is_found_by_its_number_or_the_beginning_of_a_name() {
    at_desk(async |desk| {
        let id = desk.filed("Élodie", "Perrin").await;
        desk.filed("Ana", "Martin").await;
        let reference = desk.case(id).await.reference;
        for words in [reference.to_lowercase().as_str(), "perr", "%C3%89lodie%20Perrin", "PERRIN%20elo"] {
            let found = desk.get(LUCE, &format!("/metropole?q={words}")).await;
            assert!(found.says(&reference) && !found.says("Ana Martin"), "{words}");
        }
        assert!(desk.get(EVE, &format!("/metropole?q={reference}")).await.says("Aucune demande trouvée"));
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_the_list_and_stand_in_its_address() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let reference = desk.case(id).await.reference;
        assert!(desk.get(LUCE, "/metropole?retard=1").await.says("Aucune demande avec ces filtres"));
        assert!(desk.get(LUCE, "/metropole?equipe=voirie&demarche=stationnement-demenagement").await.says(&reference));
        assert!(desk.get(LUCE, "/metropole?reponse=1").await.says("Aucune demande avec ces filtres"), "a new one is no answer");
        assert!(desk.get(LUCE, "/metropole?attente=1").await.says("Aucune demande avec ces filtres"));
        desk.bench.clock.advance(70 * 86_400);
        let late = desk.get(LUCE, "/metropole?retard=1").await;
        assert!(late.says(&reference) && late.says("22/01/2027 En retard"), "{}", late.body);
    })
    .await;
}

#[tokio::test]
async fn days_are_short_to_read_and_whole_for_who_asks() {
    at_desk(async |desk| {
        desk.filed("Ana", "Martin").await;
        let shown = desk.get(LUCE, "/metropole").await;
        assert!(shown.body.contains("<time datetime=\"2026-11-22\" title=\"22 novembre 2026\">22/11/2026</time>"), "{}", shown.body);
        assert!(!shown.says("22 novembre 2026"), "not in words: they wrap");
    })
    .await;
}

#[tokio::test]
async fn late_ones_are_read_by_legal_day_page_after_page() {
    at_desk(async |desk| {
        let mut references = Vec::new();
        for _ in 0..51 {
            let id = desk.filed("Ana", "Martin").await;
            references.push(desk.case(id).await.reference);
            desk.bench.clock.advance(60);
        }
        desk.bench.clock.advance(80 * 86_400);
        let first = desk.get(LUCE, "/metropole?retard=1").await;
        assert!(first.says("la plus en retard d’abord") && first.says(&references[0]) && !first.says(&references[50]), "{}", first.body);
        let after = first.body.split("apres=").nth(1).unwrap().split('"').next().unwrap();
        let second = desk.get(LUCE, &format!("/metropole?retard=1&apres={after}")).await;
        assert!(second.says(&references[50]) && !second.says(&references[49]), "{}", second.body);
    })
    .await;
}

#[tokio::test]
async fn found_ones_are_read_page_after_page_and_no_name_stands_in_the_address_of_the_next() {
    at_desk(async |desk| {
        let mut references = Vec::new();
        for _ in 0..51 {
            let id = desk.filed("Ana", "Martin").await;
            references.push(desk.case(id).await.reference);
            desk.bench.clock.advance(60);
        }
        let first = desk.get(LUCE, "/metropole?q=mart").await;
        assert!(first.says(&references[0]) && !first.says(&references[50]));
        let next = first.body.split("apres=").nth(1).unwrap().split('"').next().unwrap();
        assert!(!next.contains("martin"), "{next}");
        let second = desk.get(LUCE, &format!("/metropole?q=mart&apres={next}")).await;
        assert!(second.says(&references[50]) && !second.says(&references[49]), "{}", second.body);
    })
    .await;
}

#[tokio::test]
async fn long_lists_are_read_page_after_page() {
    at_desk(async |desk| {
        let mut references = Vec::new();
        for _ in 0..51 {
            let id = desk.filed("Ana", "Martin").await;
            references.push(desk.case(id).await.reference);
            desk.bench.clock.advance(60);
        }
        let first = desk.get(LUCE, "/metropole").await;
        assert!(first.says(&references[0]) && first.says(&references[49]) && !first.says(&references[50]));
        let after = first.body.split("/metropole?apres=").nth(1).unwrap().split('"').next().unwrap();
        let second = desk.get(LUCE, &format!("/metropole?apres={after}")).await;
        assert!(second.says(&references[50]) && !second.says(&references[49]) && second.says("Revenir au début de la liste"));
    })
    .await;
}

#[tokio::test]
async fn the_next_one_is_the_oldest_that_nobody_has() {
    at_desk(async |desk| {
        let first = desk.filed("Ana", "Martin").await;
        desk.bench.clock.advance(60);
        let second = desk.filed("Béa", "Petit").await;
        assert_eq!(desk.get(LUCE, "/metropole/suivante").await.location(), format!("/metropole/demandes/{first}"));
        let take = format!("/metropole/demandes/{first}/actions/prendre");
        desk.fill(LUCE, &take, &take, &[]).await;
        assert_eq!(desk.get(LUCE, "/metropole/suivante").await.location(), format!("/metropole/demandes/{second}"));
        let nothing = desk.get(EVE, "/metropole/suivante").await;
        assert_eq!(nothing.location(), "/metropole?fait=rien");
        assert!(desk.get(EVE, nothing.location()).await.says("Aucune demande n’attend d’être prise."));
    })
    .await;
}

#[tokio::test]
async fn what_an_agent_follows_and_what_is_over_have_their_own_lists() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let reference = desk.case(id).await.reference;
        let case = format!("/metropole/demandes/{id}");
        assert!(desk.get(LUCE, "/metropole?vue=miennes").await.says("Vous ne suivez aucune demande"));
        let (take, refuse) = (format!("{case}/actions/prendre"), format!("{case}/actions/refuser"));
        desk.fill(LUCE, &take, &take, &[]).await;
        assert!(desk.get(LUCE, "/metropole?vue=miennes").await.says(&reference));
        desk.fill(LUCE, &refuse, &refuse, &[("_shown", "motif"), ("motif", "Rue trop étroite.")]).await;
        assert!(!desk.get(LUCE, "/metropole").await.says(&reference));
        let over = desk.get(LUCE, "/metropole?vue=terminees").await;
        assert!(over.says(&reference) && over.says("Refusée"), "{}", over.body);
    })
    .await;
}

#[tokio::test]
async fn a_case_whose_version_cannot_be_read_takes_no_other_away() {
    at_desk(async |desk| {
        let (lost, read) = (desk.filed("Ana", "Martin").await, desk.filed("Zoé", "Blanc").await);
        let teleservice = desk.case(lost).await.teleservice;
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        let sql = "INSERT INTO definitions (hash, teleservice, document, created_at) VALUES ('lost', $1, $2, 0)";
        tx.execute(sql, db::args![teleservice, serde_json::json!({})]).await.unwrap();
        tx.execute("UPDATE cases SET definition = 'lost' WHERE id = $1", db::args![lost]).await.unwrap();
        tx.commit().await.unwrap();
        let list = desk.get(LUCE, "/metropole").await;
        assert_eq!(list.status, StatusCode::OK);
        for id in [lost, read] {
            assert!(list.says(&desk.case(id).await.reference), "{}", list.body);
        }
        assert!(list.says("recue"), "its status by its short name: {}", list.body);
    })
    .await;
}
