//! What the product's own mailer sends is what one reads here.

use std::sync::Arc;

use db::testing::on_each_engine;
use kernel::{Timestamp, clock::ManualClock, values::Email};
use notify::{Action, Brand, Letter, Mail, Mailer, SendError, Sender, SmtpSettings, Tls, mail::compose};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::site::Visit;
use crate::Simulators;

const NOW: &str = "2026-11-22T08:00:00Z";
const LINK: &str = "https://guichet.example/mes-demandes/suivi?code=BRON-42&jeton=abcdefghijklmnopqrstuvwxyz0123456789";

fn letter() -> Letter {
    Letter {
        subject: "Métropole : votre demande d’« acte de naissance » est bien arrivée, voici ce qui va se passer ensuite — œuvre n° 42"
            .into(),
        greeting: Some("Bonjour Zoé,".into()),
        paragraphs: vec!["Nous avons reçu votre demande, déjà prête à être lue. ".repeat(30).trim().into(), ".point au début".into()],
        action: Some(Action { label: "Suivre ma demande".into(), url: LINK.into() }),
        ..Letter::default()
    }
}

fn mail(to: &str) -> Mail {
    let from = Sender { name: "Ville de Vénissieux, accueil".into(), address: Email::parse("guichet@example.fr").unwrap() };
    let brand = Brand { name: "Ville de Vénissieux".into(), colour: "#1f3f77".into(), from, reply_to: None };
    compose(&letter(), &brand, Email::parse(to).unwrap().into(), "k1")
}

fn simulators() -> Simulators {
    Simulators::new(Arc::new(ManualClock::at(NOW.parse().unwrap())), Arc::new(|_| {}))
}

/// A relay on a free port, and a mailer that uses it.
async fn listening(simulators: &Simulators) -> (Mailer, oneshot::Sender<()>, JoinHandle<()>) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    let (stop, stopped) = oneshot::channel();
    let simulators = simulators.clone();
    let serving = tokio::spawn(async move {
        simulators.serve_smtp(socket, async { drop(stopped.await) }).await;
    });
    let mailer = Mailer::smtp(SmtpSettings { host: "127.0.0.1".into(), port, tls: Tls::None, login: None }).unwrap();
    (mailer, stop, serving)
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let simulators = simulators();
    let (mailer, stop, serving) = listening(&simulators).await;
    let mail = mail("zoe@example.fr");
    mailer.send(&mail, Timestamp::UNIX_EPOCH).await.unwrap();
    let [message] = simulators.0.inbox.all().try_into().unwrap_or_else(|_| panic!("one message"));
    assert_eq!(message.to, ["zoe@example.fr"]);
    assert_eq!(message.from, "Ville de Vénissieux, accueil <guichet@example.fr>");
    assert_eq!(message.subject, mail.subject);
    assert_eq!(message.text, mail.text.trim_end());
    assert_eq!(message.html, mail.html.trim_end());
    assert_eq!(message.links, [LINK]);
    assert_eq!(message.received_at, NOW.parse().unwrap());
    stop.send(()).unwrap();
    serving.await.unwrap();
}

#[tokio::test]
async fn relays_that_say_no_are_told_apart() {
    let simulators = simulators();
    let (mailer, _stop, _) = listening(&simulators).await;
    let outcome = async |to| mailer.send(&mail(to), Timestamp::UNIX_EPOCH).await;
    assert_eq!(outcome("refus@example.fr").await, Err(SendError::Permanent("the mail relay answered 550".into())));
    assert_eq!(outcome("attente@example.fr").await, Err(SendError::Temporary("the mail relay answered 451".into())));
    assert_eq!(outcome("zoe@example.fr").await, Ok(()));
    assert_eq!(simulators.0.inbox.all().len(), 1);
}

#[tokio::test]
async fn a_message_is_read_on_its_page_and_by_programs() {
    on_each_engine(&[], async |bench| {
        let simulators = simulators();
        let (mailer, _stop, _) = listening(&simulators).await;
        let visit = Visit::new(&bench, bench.clock.clone(), &simulators);
        assert!(visit.get("/courriels").await.body.contains("Aucun message"));
        mailer.send(&mail("zoe@example.fr"), Timestamp::UNIX_EPOCH).await.unwrap();

        assert!(visit.get("/courriels").await.body.contains("href=\"/courriels/1\""));
        let page = visit.get("/courriels/1").await.body;
        assert!(page.contains(&format!("<a href=\"{}\">", LINK.replace('&', "&amp;"))), "{page}");
        let html = visit.get("/courriels/1/html").await;
        assert!(html.body.starts_with("<!DOCTYPE html>"));
        assert!(html.header("content-security-policy").contains("sandbox"));

        let api = visit.get("/api/messages").await;
        let messages: serde_json::Value = serde_json::from_str(&api.body).unwrap();
        assert_eq!(api.header("content-type"), "application/json");
        assert_eq!(messages[0]["to"], serde_json::json!(["zoe@example.fr"]));
        assert_eq!(messages[0]["received_at"], NOW);
    })
    .await;
}

#[tokio::test]
async fn messages_can_be_forgotten() {
    on_each_engine(&[], async |bench| {
        let simulators = simulators();
        let visit = Visit::new(&bench, bench.clock.clone(), &simulators);
        for clear in [true, false] {
            simulators.0.inbox.receive(crate::mail::Envelope::default(), b"Subject: a\r\n\r\nb", Timestamp::UNIX_EPOCH);
            let status = match clear {
                true => visit.post("/api/messages/clear", "").await.status,
                false => visit.send_form("/courriels", "/courriels/vider", "").await.status,
            };
            assert_eq!(status, if clear { 204 } else { 303 });
            assert_eq!(visit.get("/api/messages").await.body, "[]");
        }
        assert_eq!(visit.get("/courriels/1").await.status, 404);
        assert_eq!(visit.get("/courriels/x/html").await.status, 404);
    })
    .await;
}
