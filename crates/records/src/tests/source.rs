//! Lists read from a source on another machine.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::bench::{Office, each, each_allowing};

const ROOMS: &str = "/bron/referentiels/salles";

/// A machine that answers what it is told to, to whoever asks.
struct Machine {
    address: String,
    answer: Arc<Mutex<(u16, String)>>,
    asked: Arc<Mutex<u32>>,
}

impl Machine {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (answer, asked) = (Arc::new(Mutex::new((200, String::new()))), Arc::new(Mutex::new(0)));
        let (told, counted) = (Arc::clone(&answer), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let _ = socket.read(&mut [0; 4096]).await;
                *counted.lock().unwrap() += 1;
                let (status, body) = told.lock().unwrap().clone();
                let length = body.len();
                let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
                let _ = socket.write_all(answer.as_bytes()).await;
            }
        });
        Self { address, answer, asked }
    }

    fn says(&self, status: u16, body: &str) {
        *self.answer.lock().unwrap() = (status, body.to_owned());
    }

    fn asked(&self) -> u32 {
        *self.asked.lock().unwrap()
    }
}

async fn feed(office: &Office, address: &str) {
    office.rooms().await;
    let url = format!("http://{address}/salles.json");
    let typed = [("adresse", url.as_str()), ("elements", "salles"), ("cle", "id"), ("libelle", "nom"), ("duree", "60")];
    let shown = office.fill(&format!("{ROOMS}/source"), "Enregistrer la source", &typed).await;
    assert!(shown.says("La source est enregistrée."), "{}", shown.body);
    office.work().await;
}

async fn labels(office: &Office) -> Vec<String> {
    office.get(ROOMS).await.all("table.table tbody th")
}

#[tokio::test]
async fn a_source_is_read_again_when_its_copy_is_old() {
    let machine = Machine::start().await;
    each_allowing(vec![machine.address.clone()], async |office| {
        machine.says(200, r#"{"salles":[{"id":1,"nom":"Salle Bleue","places":80},{"id":2,"nom":"Salle Rouge"}]}"#);
        feed(&office, &machine.address).await;
        let page = office.get(ROOMS).await;
        assert_eq!(page.all("table.table tbody th"), ["Salle Bleue", "Salle Rouge"]);
        assert!(page.says("Copie d’une source, lue à l’instant.") && page.says("80"), "{}", page.body);
        assert!(!page.says("Ajouter une fiche"));

        machine.says(200, r#"{"salles":[{"id":1,"nom":"Salle Azur"}]}"#);
        let asked = machine.asked();
        office.bench.clock.advance(600);
        office.work().await;
        assert_eq!(machine.asked(), asked, "the copy is fresh");
        office.bench.clock.advance(3_600);
        office.work().await;
        assert_eq!(machine.asked(), asked + 1, "once for each time that it is old");
        assert_eq!(labels(&office).await, ["Salle Azur"]);
        assert!(office.get(&format!("{ROOMS}/fiches/2")).await.says("Retirée depuis le"));
    })
    .await;
}

#[tokio::test]
async fn a_source_that_fails_leaves_the_last_good_copy_and_its_age() {
    let machine = Machine::start().await;
    each_allowing(vec![machine.address.clone()], async |office| {
        machine.says(200, r#"{"salles":[{"id":1,"nom":"Salle Bleue"}]}"#);
        feed(&office, &machine.address).await;
        for (status, body, why) in [
            (500, "", "La source répond par une erreur (500)."),
            (200, "<html>", "La source ne répond pas en JSON."),
            (200, r#"{"salles":[]}"#, "La source ne donne aucune fiche."),
        ] {
            machine.says(status, body);
            office.bench.clock.advance(7_200);
            office.work().await;
            let page = office.get(ROOMS).await;
            assert!(page.says(why), "{}", page.body);
            assert_eq!(page.all("table.table tbody th"), ["Salle Bleue"]);
        }
        assert!(office.get(ROOMS).await.says("Elle a été lue il y a 6 heures."));
        assert!(office.get("/bron/referentiels").await.says("Source en panne"));

        machine.says(200, r#"{"salles":[{"id":1,"nom":"Salle Bleue"},{"id":2,"nom":"Salle Rouge"}]}"#);
        office.fill(&format!("{ROOMS}/source"), "Lire la source maintenant", &[]).await;
        office.work().await;
        let page = office.get(ROOMS).await;
        assert!(page.says("lue à l’instant"), "{}", page.body);
        assert_eq!(page.all("table.table tbody th"), ["Salle Bleue", "Salle Rouge"]);
    })
    .await;
}

#[tokio::test]
async fn our_own_machines_are_not_called() {
    each(async |office| {
        feed(&office, "127.0.0.1:9").await;
        let page = office.get(ROOMS).await;
        assert!(page.says("Cette adresse ne peut pas être appelée") && page.says("Aucune copie n’a encore été lue."), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_in_a_list_that_a_source_feeds() {
    let machine = Machine::start().await;
    each_allowing(vec![machine.address.clone()], async |office| {
        machine.says(200, r#"{"salles":[{"id":1,"nom":"Salle Bleue"}]}"#);
        feed(&office, &machine.address).await;
        assert!(office.get(&format!("{ROOMS}/ajouter")).await.says("Action impossible"));
        let refused = office.write("salles", serde_json::json!({ "label": "Salle Verte" })).await.unwrap_err();
        assert!(refused.contains("vient d’une source"), "{refused}");
        assert!(!office.get(&format!("{ROOMS}/fiches/1")).await.says("Enregistrer"));

        let shown = office.fill(&format!("{ROOMS}/source"), "Retirer la source", &[]).await;
        assert!(shown.says("La source est retirée."), "{}", shown.body);
        office.write("salles", serde_json::json!({ "label": "Salle Verte" })).await.unwrap();
        let asked = machine.asked();
        office.bench.clock.advance(86_400);
        office.work().await;
        assert_eq!((machine.asked(), labels(&office).await.len()), (asked, 2), "a source taken away is not asked any more");
    })
    .await;
}
