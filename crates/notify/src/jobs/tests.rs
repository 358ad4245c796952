use db::{
    DbKey,
    jobs::{self, Filter, Runner},
    testing::{Bench, on_each_engine},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use super::*;
use crate::{MIGRATIONS, Sender, SmtpSettings, Tls, store::sendings::State};

fn order() -> MailOrder {
    let from = Sender { name: "Ville de Bron".into(), address: Email::parse("guichet@example.fr").unwrap() };
    MailOrder {
        to: Email::parse("zoe@example.fr").unwrap().into(),
        purpose: "case.acknowledged",
        letter: Letter { subject: "Votre demande est arrivée".into(), ..Letter::default() },
        brand: Brand { name: "Ville de Bron".into(), colour: "#1f3f77".into(), from, reply_to: None },
    }
}

/// A relay that gives this answer to every recipient.
async fn relay(answer: &'static str) -> Mailer {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = socket.accept().await {
            let mut stream = BufReader::new(stream);
            let mut said = "220 hello".to_owned();
            while stream.write_all(format!("{said}\r\n").as_bytes()).await.is_ok() {
                let mut line = String::new();
                if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                    break;
                }
                said = if line.starts_with("RCPT") { answer.to_owned() } else { "250 ok".to_owned() };
            }
        }
    });
    Mailer::smtp(SmtpSettings { host: "127.0.0.1".into(), port, tls: Tls::None, login: None }).unwrap()
}

/// Asks for the order, runs what there is to run; where the job and the sending stand.
async fn ordered(bench: &Bench, mailer: Mailer) -> (jobs::State, sendings::Sending) {
    let mut tx = bench.databases.platform_write().await.unwrap();
    jobs::enqueue(&mut tx, &bench.moment(), order().into()).await.unwrap();
    tx.commit().await.unwrap();
    let handlers = super::jobs(bench.databases.clone(), mailer, Texter::memory());
    Runner::new(bench.databases.clone(), bench.rng.clone(), handlers, Vec::new()).drain().await.unwrap();
    let mut tx = bench.databases.platform_read().await.unwrap();
    let filter = Filter { kind: Some(MAIL.to_owned()), ..Filter::default() };
    let job = jobs::page(&mut tx, &filter, None).await.unwrap().remove(0);
    (job.state, sendings::page(&mut tx, None, None, 10).await.unwrap().remove(0))
}

#[tokio::test]
async fn an_order_committed_becomes_a_message() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mailer = Mailer::memory();
        let (job, sending) = ordered(&bench, mailer.clone()).await;
        assert_eq!((job, sending.state), (jobs::State::Done, State::Sent));
        assert_eq!((sending.purpose.as_str(), sending.origin.as_str()), ("case.acknowledged", "platform"));
        let sent = mailer.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].to.expose().as_str(), "zoe@example.fr");
        assert_eq!(sent[0].subject, "Votre demande est arrivée");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_for_good_ends_the_job_and_is_shown() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let (job, sending) = ordered(&bench, relay("550 <zoe@example.fr> unknown").await).await;
        assert_eq!((job, sending.state), (jobs::State::Done, State::Permanent));
        assert_eq!(sending.reason.as_deref(), Some("the mail relay answered 550"));
    })
    .await;
}

#[tokio::test]
async fn a_refusal_for_now_is_tried_again() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let (job, sending) = ordered(&bench, relay("451 later").await).await;
        assert_eq!((job, sending.state), (jobs::State::Waiting, State::Temporary));
    })
    .await;
}

#[tokio::test]
async fn a_job_run_again_after_success_sends_nothing() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let MailOrder { to, purpose, letter, brand } = order();
        let payload = Payload { to: to.expose().as_str().to_owned(), purpose: purpose.to_owned(), letter, brand };
        let job = jobs::Job {
            id: bench.moment().id(),
            kind: MAIL.to_owned(),
            stream: None,
            payload: serde_json::to_value(payload).unwrap(),
            attempts: 1,
            fence: 1,
        };
        let run = JobRun::new(job, DbKey::Identity, bench.moment());
        let mailer = Mailer::memory();
        for _ in 0..2 {
            send_mail(bench.databases.clone(), mailer.clone(), run.clone()).await.unwrap();
        }
        assert_eq!(mailer.sent().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_text_message_leaves_once_and_is_told_without_its_number() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let order = || SmsOrder {
            to: kernel::values::Phone::parse("06 12 34 56 78").unwrap().into(),
            purpose: "case",
            text: "Votre demande est acceptée.".to_owned().into(),
        };
        let texter = Texter::memory();
        for _ in 0..2 {
            let mut tx = bench.databases.platform_write().await.unwrap();
            jobs::enqueue(&mut tx, &bench.moment(), NewJob::from(order()).key("sms:1")).await.unwrap();
            tx.commit().await.unwrap();
        }
        let handlers = super::jobs(bench.databases.clone(), Mailer::memory(), texter.clone());
        Runner::new(bench.databases.clone(), bench.rng.clone(), handlers, Vec::new()).drain().await.unwrap();
        let sent = texter.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!((sent[0].to.expose().as_str(), sent[0].body.expose().as_str()), ("+33612345678", "Votre demande est acceptée."));
        let mut tx = bench.databases.platform_read().await.unwrap();
        let told = sendings::page(&mut tx, None, None, 10).await.unwrap();
        assert_eq!((told.len(), told[0].channel, told[0].state), (1, sendings::Channel::Sms, State::Sent));
        assert!(!format!("{told:?}").contains("612345678"));
    })
    .await;
}
