//! What agents do on a case, alone and two at once.

use http::StatusCode;
use kernel::id::CaseId;

use super::bench::{Desk, LUCE, MAX, at_desk, metropole, slug};
use crate::{answering::Reply, store};

fn address(id: CaseId) -> String {
    format!("/metropole/demandes/{id}")
}

/// Luce takes the case by its workflow.
async fn taken(desk: &Desk) -> CaseId {
    let id = desk.filed("Ana", "Martin").await;
    let take = format!("{}/actions/prendre", address(id));
    let done = desk.fill(LUCE, &take, &take, &[]).await;
    assert_eq!(done.location(), format!("{}?fait=action", address(id)), "{}", done.body);
    id
}

#[tokio::test]
async fn taking_a_case_and_giving_it_back() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        let (case, action) = (address(id), format!("{}/attribution", address(id)));
        let luce = desk.id_of(LUCE).await.to_string();
        assert_eq!(desk.case(id).await.state.0.assignee, Some(luce));
        desk.fill(LUCE, &case, &action, &[("quoi", "rendre")]).await;
        assert_eq!(desk.case(id).await.state.0.assignee, None);
        let done = desk.fill(MAX, &case, &action, &[("quoi", "prendre")]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, format!("{case}?fait=prise").as_str()));
        let shown = desk.get(LUCE, &case).await;
        assert!(shown.says("Suivie par Max Ferrand") && shown.says("A pris la demande"), "{}", shown.body);
    })
    .await;
}

#[tokio::test]
async fn what_a_step_of_the_workflow_does_has_no_second_door() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let fresh = desk.get(LUCE, &address(id)).await;
        assert!(fresh.says("Prendre la demande") && !fresh.says("Suivre cette demande"), "{}", fresh.body);
        assert!(fresh.says("Demander ce qui manque"), "no step of this stage asks");
        let id = taken(&desk).await;
        let shown = desk.get(LUCE, &address(id)).await;
        assert!(shown.says("Demander une pièce") && !shown.says("Demander ce qui manque"), "{}", shown.body);
        let folded = shown.text("details.details");
        for act in ["Ajouter une note interne", "Rendre à l’équipe", "Transmettre"] {
            assert!(folded.contains(act), "{act} is folded: {folded}");
        }
        assert!(!folded.contains("Accepter") && !folded.contains("Écrire à l’usager"), "what is done each day is in sight: {folded}");
    })
    .await;
}

#[tokio::test]
async fn a_case_says_what_the_citizen_asked_and_what_can_be_done() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let shown = desk.get(LUCE, &address(id)).await;
        for words in ["Ana Martin", "12 rue Garibaldi", "Prendre la demande", "Demander ce qui manque", "Demande reçue", "ana@example.org"]
        {
            assert!(shown.says(words), "{words}: {}", shown.body);
        }
        assert!(!shown.says("Refuser"), "not at this step");
        let (todo, told) = (shown.body.find("Que faire").unwrap(), shown.body.find("Échanges avec").unwrap());
        assert!(todo < told, "what to do comes first, on a phone too");
    })
    .await;
}

#[tokio::test]
async fn a_question_that_depends_on_another_appears_while_an_agent_types_and_nothing_moves() {
    at_desk(async |desk| {
        desk.publish(|definition| {
            let detail =
                serde_json::json!({ "slug": "rue", "label": "Quelle rue ?", "type": "text", "condition": "motif == 'Rue étroite'" });
            definition.inputs.get_mut("refus").unwrap().push(serde_json::from_value(detail).unwrap());
            definition.tests.clear();
        })
        .await;
        let id = taken(&desk).await;
        let refuse = format!("{}/actions/refuser", address(id));
        let opened = desk.get(LUCE, &refuse).await;
        assert!(opened.body.contains("data-live") && !opened.says("Quelle rue ?"), "{}", opened.body);
        let live = desk.send_form(LUCE, &opened, &refuse, &[("motif", "Rue étroite"), (ui::LIVE_FIELD, "1")]).await;
        assert_eq!(live.status, StatusCode::OK, "{}", live.body);
        assert!(live.text("#questions").contains("Quelle rue ?"), "{}", live.body);
        assert_eq!(desk.case(id).await.state.0.status.as_str(), "instruction");
    })
    .await;
}

#[tokio::test]
async fn the_second_agent_is_refused_with_what_the_first_did_and_keeps_her_text() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let (case, write) = (address(id), format!("{}/ecrire", address(id)));
        let opened = desk.get(MAX, &write).await;
        desk.bench.clock.advance(60);
        let take = format!("{case}/actions/prendre");
        desk.fill(LUCE, &take, &take, &[]).await;
        let refused = desk.send_form(MAX, &opened, &write, &[("message", "Bonjour, votre demande est complète.")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        for words in
            ["Luce Aubry a agi avant vous", "« Prendre la demande »", "Votre saisie est gardée", "Bonjour, votre demande est complète."]
        {
            assert!(refused.says(words), "{words}: {}", refused.body);
        }
        desk.bench.clock.advance(60);
        let sent = desk.send_form(MAX, &refused, &write, &[("message", "Bonjour, votre demande est complète.")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "having read what happened, he may send: {}", sent.body);
        let shown = desk.get(LUCE, &case).await;
        assert!(shown.says("Bonjour, votre demande est complète.") && shown.says("Max Ferrand"), "agents know which of them wrote");
        let third = desk.send_form(LUCE, &opened, &write, &[("message", "Bonjour, où en êtes-vous ?")]).await;
        assert!(
            third.status == StatusCode::CONFLICT && third.says("Max Ferrand a agi avant vous « A écrit à l’usager »"),
            "{}",
            third.body
        );
        let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
        let visible = store::journal::visible_of_case(&mut tx, id).await.unwrap();
        assert!(visible.iter().all(|line| line.who.expose() != "Max Ferrand"), "the citizen does not");
    })
    .await;
}

#[tokio::test]
async fn who_is_overtaken_before_writing_anything_reads_it_once_and_has_one_way_on() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let take = format!("{}/actions/prendre", address(id));
        let opened = desk.get(MAX, &take).await;
        desk.bench.clock.advance(60);
        desk.fill(LUCE, &take, &take, &[]).await;
        let refused = desk.send_form(MAX, &opened, &take, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let page = refused.text("main");
        assert!(page.contains("Luce Aubry a agi avant vous") && page.contains("« Prendre la demande », le 22 novembre 2026"), "{page}");
        assert!(page.matches("Prendre la demande").count() == 1 && page.matches("Votre action").count() == 1, "once: {page}");
        assert!(!page.contains("gardé"), "nothing was written: {page}");
        assert_eq!(refused.body.matches("class=\"button").count(), 1, "one way on: {}", refused.body);
        assert!(refused.says("Voir la demande") && !refused.body.contains("class=\"back\""), "{}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn being_overtaken_needs_one_connection_only() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let take = format!("{}/actions/prendre", address(id));
        let opened = desk.get(MAX, &take).await;
        desk.fill(LUCE, &take, &take, &[]).await;
        // a pool of the tests has four: one is left
        let mut held = Vec::new();
        for _ in 0..3 {
            held.push(desk.bench.databases.instance_read(&metropole()).await.unwrap());
        }
        let refused = desk.send_form(MAX, &opened, &take, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn of_two_decisions_at_once_one_is_kept() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        desk.bench.clock.advance(60);
        let (accept, refuse) = (format!("{}/actions/accepter", address(id)), format!("{}/actions/refuser", address(id)));
        let (luce, max) = (desk.get(LUCE, &accept).await, desk.get(MAX, &refuse).await);
        let (first, second) = tokio::join!(
            desk.send_form(LUCE, &luce, &accept, &[]),
            desk.send_form(MAX, &max, &refuse, &[("_shown", "motif"), ("motif", "Rue trop étroite.")]),
        );
        let statuses = [first.status, second.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        let state = desk.case(id).await.state.0;
        let accepted = first.status == StatusCode::SEE_OTHER;
        assert_eq!((state.status.as_str(), state.version), (if accepted { "acceptee" } else { "refusee" }, 3));
        if accepted {
            assert!(second.says("Rue trop étroite.") && second.says("Luce Aubry a agi avant vous « Accepter »"), "{}", second.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_acts_once() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        for (what, typed) in [("ecrire", ("message", "Bonjour.")), ("note", ("note", "Rappeler lundi."))] {
            let action = format!("{}/{what}", address(id));
            let opened = desk.get(LUCE, &action).await;
            let first = desk.send_form(LUCE, &opened, &action, &[typed]).await;
            let again = desk.send_form(LUCE, &opened, &action, &[typed]).await;
            assert_eq!((first.status, first.location()), (again.status, again.location()), "{}", again.body);
        }
        let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
        let messages = store::messages::of_case(&mut tx, id).await.unwrap();
        assert_eq!(messages.iter().filter(|message| message.body.expose() == "Bonjour.").count(), 1);
        let notes = store::journal::of_case(&mut tx, id).await.unwrap();
        assert_eq!(notes.iter().filter(|line| line.title == "Note interne").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_needs_its_reason_and_shows_the_message_before_it_leaves() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        let refuse = format!("{}/actions/refuser", address(id));
        let empty = desk.fill(LUCE, &refuse, &refuse, &[("_shown", "motif"), ("motif", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = [("_shown", "motif"), ("motif", "La rue est trop étroite.")];
        let looked = desk.fill(LUCE, &refuse, &refuse, &[typed[0], typed[1], ("etape", "apercu")]).await;
        assert_eq!(looked.status, StatusCode::OK);
        assert!(looked.says("L’usager recevra ce message") && looked.says("Motif : La rue est trop étroite."), "{}", looked.body);
        assert_eq!(desk.case(id).await.state.0.status, *"instruction", "nothing is done yet");
        let done = desk.send_form(LUCE, &looked, &refuse, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let row = desk.case(id).await;
        assert_eq!((row.state.0.status.as_str(), row.closed_at.is_some()), ("refusee", true));
        assert!(desk.get(LUCE, &address(id)).await.says("Motif : La rue est trop étroite."), "the thread holds what left");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_served_keeps_what_is_typed_in_it_next() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let case = format!("/metropole/demandes/{id}");
        for (what, field, status) in [
            ("ecrire", "message", StatusCode::CONFLICT),
            ("completer", "pieces", StatusCode::CONFLICT),
            ("note", "note", StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let address = format!("{case}/{what}");
            let shown = desk.get(LUCE, &address).await;
            let first = desk.send_form(LUCE, &shown, &address, &[(field, "Le plan.")]).await;
            assert_eq!(first.status, StatusCode::SEE_OTHER, "{what}: {}", first.body);
            let second = desk.send_form(LUCE, &shown, &address, &[(field, "Et la photo.")]).await;
            assert_eq!(second.status, status, "{what}: {}", second.body);
            assert!(second.says("Et la photo."), "{what}: {}", second.body);
            let third = desk.send_form(LUCE, &second, &address, &[(field, "Et la photo.")]).await;
            assert_eq!(third.status, StatusCode::SEE_OTHER, "{what}: {}", third.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_transition_without_questions_shows_its_message_at_once() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        let shown = desk.get(LUCE, &format!("{}/actions/accepter", address(id))).await;
        for words in ["Accepter cette demande", "Votre place est réservée", "Un document sera écrit et joint"] {
            assert!(shown.says(words), "{words}: {}", shown.body);
        }
        let gone = desk.get(LUCE, &format!("{}/actions/prendre", address(id))).await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "it was taken");
        assert_eq!(desk.get(LUCE, &format!("{}/actions/rien", address(id))).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_asked_and_its_answer_shows_in_the_queue() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        let ask = format!("{}/completer", address(id));
        let wrong =
            desk.fill(LUCE, &ask, &ask, &[("pieces", " "), ("avant.day", "31"), ("avant.month", "2"), ("avant.year", "2027")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("Écrivez au moins une pièce") && wrong.says("Cette date n’existe pas"));
        let asked = desk.send_form(LUCE, &wrong, &ask, &[("pieces", "Le plan de la rue\r\nLe devis signé\r\n")]).await;
        assert_eq!(asked.location(), format!("{}?fait=pieces", address(id)), "{}", asked.body);
        let shown = desk.get(LUCE, &address(id)).await;
        assert!(shown.says("On attend une réponse de l’usager") && shown.says("Le devis signé") && shown.says("A demandé ce qui manque"));
        assert!(desk.get(MAX, "/metropole?attente=1").await.says("Complément demandé"));

        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        let mut row = store::cases::by_id(&mut tx, id).await.unwrap().unwrap();
        assert!(!row.awaits_agent);
        let reply = Reply { body: "Voici le devis.".to_owned(), files: Vec::new() };
        desk.cases.reply(&mut tx, &desk.moment(), &metropole(), &mut row, reply).await.unwrap();
        tx.commit().await.unwrap();

        assert!(desk.get(LUCE, "/metropole?reponse=1").await.says("L’usager a répondu"));
        let shown = desk.get(LUCE, &address(id)).await;
        assert!(shown.says("Voici le devis.") && !shown.says("On attend une réponse de l’usager"));
        desk.get(LUCE, &address(id)).await;
        assert!(desk.case(id).await.awaits_agent, "reading does not take the sign away");
        let write = format!("{}/ecrire", address(id));
        desk.fill(LUCE, &write, &write, &[("message", "Merci.")]).await;
        assert!(!desk.case(id).await.awaits_agent, "acting does");
    })
    .await;
}

#[tokio::test]
async fn what_was_asked_is_awaited_no_more_once_the_case_is_closed() {
    at_desk(async |desk| {
        let id = taken(&desk).await;
        let ask = format!("{}/completer", address(id));
        desk.fill(LUCE, &ask, &ask, &[("pieces", "Le plan de la rue")]).await;
        let refuse = format!("{}/actions/refuser", address(id));
        let done = desk.fill(LUCE, &refuse, &refuse, &[("saisie_motif", "Rue déjà occupée."), ("motif", "Rue déjà occupée.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let shown = desk.get(LUCE, &address(id)).await;
        assert!(!shown.says("On attend une réponse de l’usager"), "{}", shown.body);
        let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
        assert!(store::completions::pending(&mut tx, id).await.unwrap().is_none(), "the citizen is asked for nothing");
        drop(tx);
        let write = format!("{}/ecrire", address(id));
        for (what, typed) in [("completer", ("pieces", "Le devis")), ("avis", ("question", "Le trottoir suffit-il"))] {
            let ask = format!("{}/{what}", address(id));
            assert_eq!(desk.get(LUCE, &ask).await.status, StatusCode::CONFLICT, "by address, {what}");
            // the form of another page has what this one needs
            let mut form = desk.get(LUCE, &write).await;
            form.body = form.body.replace(&write, &ask);
            let asked = desk.send_form(LUCE, &form, &ask, &[typed, ("equipe", "voirie")]).await;
            assert_eq!(asked.status, StatusCode::CONFLICT, "{what}: {}", asked.body);
            assert!(asked.says("On n’y demande plus rien.") && asked.says(typed.1), "{what}: {}", asked.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_function_called_as_the_team_that_has_the_case_leads_to_its_own_team() {
    at_desk(async |desk| {
        // the function « voirie » is not the team « Voirie », which has the case
        desk.publish(|definition| {
            definition
                .workflow
                .functions
                .push(serde_json::from_value(serde_json::json!({ "slug": "voirie", "label": "Circulation" })).unwrap());
            let give = serde_json::json!({ "do": "transfer", "to": { "team": "voirie" } });
            let take = definition.workflow.transitions.iter_mut().find(|each| each.slug.as_str() == "prendre").unwrap();
            take.effects.push(serde_json::from_value(give).unwrap());
            definition.tests.clear();
        })
        .await;
        let id = desk.filed("Ana", "Martin").await;
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        store::agents::add_team(&mut tx, &slug("velos"), "Vélos").await.unwrap();
        store::definitions::bind(&mut tx, &desk.case(id).await.teleservice, &slug("voirie"), &slug("velos")).await.unwrap();
        tx.commit().await.unwrap();
        let take = format!("{}/actions/prendre", address(id));
        desk.fill(LUCE, &take, &take, &[]).await;
        assert_eq!(desk.case(id).await.state.0.team, Some(slug("velos")));
    })
    .await;
}

#[tokio::test]
async fn a_note_is_never_shown_to_the_citizen() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let note = format!("{}/note", address(id));
        desk.fill(LUCE, &note, &note, &[("note", "Dossier sensible, voir le chef.")]).await;
        let shown = desk.get(MAX, &address(id)).await;
        assert!(shown.says("Dossier sensible, voir le chef.") && shown.says("Interne"));
        let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
        let visible = store::journal::visible_of_case(&mut tx, id).await.unwrap();
        assert!(
            visible.iter().all(|line| line.title != "Note interne" && line.body.as_ref().is_none_or(|b| !b.expose().contains("sensible")))
        );
        let thread = store::messages::of_case(&mut tx, id).await.unwrap();
        assert!(thread.iter().all(|message| !message.body.expose().contains("sensible")));
    })
    .await;
}
