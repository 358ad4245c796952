use kernel::values::Email;
use proptest::prelude::*;

use super::{message::build, smtp::refused, *};
use crate::Sender;

fn mail() -> Mail {
    let email = |text| Email::parse(text).unwrap();
    Mail {
        to: email("zoe@example.fr").into(),
        from: Sender { name: "Métropole, \"Lyon\"".into(), address: email("guichet@example.fr") },
        reply_to: Some(email("accueil@example.fr")),
        subject: "Déjà reçu".into(),
        text: "Bonjour\n".into(),
        html: "<p>Bonjour</p>".into(),
        key: "case/1 2".into(),
    }
}

/// Texts that try to begin another header, or the body.
const HOSTILE: &str = "([a-zé\"<>@,;\\\\ ]|\r\n|\n|\r|\t|\u{0}|\u{2028}|Bcc: x@y\\.fr|=\\?utf-8\\?q\\?a\\?=){0,30}";

fn written(mail: &Mail) -> String {
    String::from_utf8(build(mail, "2026-11-22T08:00:00Z".parse().unwrap()).unwrap().formatted()).unwrap()
}

fn header<'a>(message: &'a str, name: &str) -> Vec<&'a str> {
    let head = message.split("\r\n\r\n").next().unwrap_or_default();
    head.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
}

#[test]
fn a_message_has_the_headers_of_a_service() {
    let message = written(&mail());
    assert_eq!(header(&message, "Message-ID"), ["<case_2f1_202@example.fr>"]);
    assert_eq!(header(&message, "Date"), ["Sun, 22 Nov 2026 08:00:00 +0000"]);
    assert_eq!(header(&message, "Auto-Submitted"), ["auto-generated"]);
    assert_eq!(header(&message, "Reply-To"), ["accueil@example.fr"]);
    assert_eq!(header(&message, "To"), ["zoe@example.fr"]);
    assert!(message.contains("multipart/alternative"), "{message}");
    assert!(!message.to_lowercase().contains("attachment"), "{message}");
}

#[test]
fn sent_again_it_is_the_same_message() {
    assert_eq!(written(&mail()), written(&mail()));
    let other = Mail { key: "case/1_202".into(), ..mail() };
    assert_ne!(header(&written(&other), "Message-ID"), header(&written(&mail()), "Message-ID"));
}

proptest! {
    #[test]
    fn no_text_adds_a_header(subject in HOSTILE, name in HOSTILE, key in HOSTILE) {
        let mut evil = Mail { subject, key, ..mail() };
        evil.from.name = name;
        let names = |message: &str| -> Vec<String> {
            let head = message.split("\r\n\r\n").next().unwrap_or_default().to_owned();
            head.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect()
        };
        prop_assert_eq!(names(&written(&evil)), names(&written(&mail())));
    }
}

#[test]
fn what_is_about_us_is_tried_again_and_what_is_about_the_message_is_not() {
    for code in [421, 450, 451, 452, 454, 500, 502, 530, 535] {
        assert!(matches!(refused(code), SendError::Temporary(_)), "{code}");
    }
    for code in [550, 551, 552, 553, 554, 556] {
        assert!(matches!(refused(code), SendError::Permanent(_)), "{code}");
    }
}

#[tokio::test]
async fn a_relay_that_is_not_there_may_come_back() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mailer = Mailer::smtp(SmtpSettings { host: "127.0.0.1".into(), port, tls: Tls::None, login: None }).unwrap();
    let outcome = mailer.send(&mail(), Timestamp::UNIX_EPOCH).await;
    assert_eq!(outcome, Err(SendError::Temporary("the mail relay cannot be reached".into())));
}
