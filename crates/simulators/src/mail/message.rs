//! One message, as a reader would see it.

use kernel::Timestamp;
use serde::Serialize;

use super::{decode, links, mime};

/// Who sent a message, and to whom, as told to the relay (RFC 5321 §2.3.1).
#[derive(Default)]
pub(crate) struct Envelope {
    /// The address it comes from; empty for a report.
    pub(crate) from: String,
    /// The addresses it goes to.
    pub(crate) to: Vec<String>,
}

/// A message received.
#[derive(Serialize)]
pub(crate) struct Message {
    /// Its number, from 1.
    pub(crate) id: u64,
    /// The addresses it went to.
    pub(crate) to: Vec<String>,
    /// Name and address that it shows as its author's.
    pub(crate) from: String,
    /// Where answers go, when it is elsewhere; empty otherwise.
    pub(crate) reply_to: String,
    /// What it is about.
    pub(crate) subject: String,
    /// Its text; empty when it has none.
    pub(crate) text: String,
    /// Its HTML; empty when it has none.
    pub(crate) html: String,
    /// The addresses of pages in its text, or in its HTML when it has no text.
    pub(crate) links: Vec<String>,
    /// When it came, in business time.
    pub(crate) received_at: Timestamp,
}

impl Message {
    /// Reads what came after DATA. Whatever it is, something is shown.
    pub(super) fn read(envelope: Envelope, raw: &[u8], received_at: Timestamp) -> Self {
        let part = mime::Part::read(raw);
        let header = |name| decode::header(part.header(name));
        let [text, html] = ["text/plain", "text/html"].map(|kind| part.first(kind).unwrap_or_default());
        let links = if text.is_empty() { links::in_html(&html) } else { links::in_text(&text) };
        let from = Some(header("from")).filter(|from| !from.is_empty()).unwrap_or(envelope.from);
        Self { id: 0, to: envelope.to, from, reply_to: header("reply-to"), subject: header("subject"), text, html, links, received_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Message {
        Message::read(Envelope { from: "a@b.fr".into(), to: vec!["c@d.fr".into()] }, raw.as_bytes(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn both_bodies_and_the_folded_subject_are_read() {
        let message = read(concat!(
            "From: =?utf-8?q?M=C3=A9tropole?= <guichet@example.fr>\r\n",
            "Reply-To: voirie@example.fr\r\n",
            "subject: =?utf-8?b?VsO0dHJl?=\r\n =?utf-8?Q?_demande?= no 3\r\n",
            "Content-Type: multipart/alternative;\r\n boundary=\"lim\"\r\n\r\npreamble\r\n",
            "--lim\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
            "D=C3=A9j=C3=A0 re=\r\n=C3=A7u : https://guichet.example/d?a=3D1&b.\r\n",
            "--lim\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
            "PHA+RMOpasOgPC9w\r\nPg==\r\n--lim--\r\nepilogue\r\n",
        ));
        assert_eq!(message.from, "Métropole <guichet@example.fr>");
        assert_eq!(message.reply_to, "voirie@example.fr");
        assert_eq!(message.subject, "Vôtre demande no 3");
        assert_eq!(message.text, "Déjà reçu : https://guichet.example/d?a=1&b.");
        assert_eq!(message.html, "<p>Déjà</p>");
        assert_eq!(message.links, ["https://guichet.example/d?a=1&b"]);
    }

    #[test]
    fn a_message_without_anything_is_still_a_message() {
        let message = read("");
        assert_eq!((message.from.as_str(), message.subject.as_str(), message.text.as_str()), ("a@b.fr", "", ""));
    }

    proptest::proptest! {
        #[test]
        fn nothing_received_makes_reading_fail(raw in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            Message::read(Envelope::default(), &raw, Timestamp::UNIX_EPOCH);
        }

        #[test]
        fn no_broken_structure_makes_reading_fail(raw in "(Content-Type: multipart/mixed; boundary=a\r\n|--a|--a--|\r\n|=|=\\?utf-8\\?q\\?|=C3|\\?=|é|:| ){0,40}") {
            Message::read(Envelope::default(), raw.as_bytes(), Timestamp::UNIX_EPOCH);
        }
    }
}
