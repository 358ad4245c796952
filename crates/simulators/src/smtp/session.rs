//! What a relay answers to each command (RFC 5321 §4.1).

use crate::mail::Envelope;

/// The largest message, in bytes.
pub(super) const LARGEST: usize = 10_000_000;
/// Recipients of one message (RFC 5321 §4.5.3.1.8).
const MOST_RECIPIENTS: usize = 100;

pub(super) const WELCOME: &str = "220 localhost ESMTP";
pub(super) const KEPT: &str = "250 2.0.0 kept";
pub(super) const TOO_LARGE: &str = "552 5.3.4 message too large";
pub(super) const LINE_TOO_LONG: &str = "500 5.5.2 line too long";
const ABLE: &str = "250-localhost\r\n250-SIZE 10000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING";
const OK: &str = "250 2.0.0 ok";

/// What follows an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Another command.
    Listen,
    /// The message itself.
    Receive,
    /// Nothing.
    Close,
}

/// A conversation: who greeted, and the message being announced.
#[derive(Default)]
pub(super) struct Session {
    greeted: bool,
    sender: Option<String>,
    recipients: Vec<String>,
}

impl Session {
    /// Answers a command, its line end taken off.
    pub(super) fn answer(&mut self, line: &str) -> (&'static str, Then) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let answer = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.greet(ABLE),
            "HELO" => self.greet("250 localhost"),
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" => return self.data(),
            "RSET" => self.reset(OK),
            "NOOP" => OK,
            "QUIT" => return ("221 2.0.0 bye", Then::Close),
            "VRFY" => "252 2.1.5 send and see",
            _ => "500 5.5.1 unknown command",
        };
        (answer, Then::Listen)
    }

    /// The envelope of the message just received; another may follow.
    pub(super) fn take_envelope(&mut self) -> Envelope {
        Envelope { from: self.sender.take().unwrap_or_default(), to: std::mem::take(&mut self.recipients) }
    }

    fn greet(&mut self, answer: &'static str) -> &'static str {
        self.greeted = true;
        self.reset(answer)
    }

    fn reset(&mut self, answer: &'static str) -> &'static str {
        self.sender = None;
        self.recipients.clear();
        answer
    }

    fn mail(&mut self, rest: &str) -> &'static str {
        let Some((sender, parameters)) = path(rest, "FROM:") else { return "501 5.5.4 say MAIL FROM:<address>" };
        if !self.greeted || self.sender.is_some() {
            return "503 5.5.1 not now";
        }
        let announced = parameters.split(' ').find_map(|one| one.to_ascii_uppercase().strip_prefix("SIZE=")?.parse::<usize>().ok());
        if announced.is_some_and(|size| size > LARGEST) {
            return TOO_LARGE;
        }
        self.sender = Some(sender.to_owned());
        "250 2.1.0 ok"
    }

    /// Two names stand for relays that say no: `refus@…` for good, `attente@…`
    /// for now.
    fn recipient(&mut self, rest: &str) -> &'static str {
        let Some((address, _)) = path(rest, "TO:").filter(|(address, _)| !address.is_empty()) else {
            return "501 5.5.4 say RCPT TO:<address>";
        };
        match address.split('@').next() {
            _ if self.sender.is_none() => "503 5.5.1 MAIL first",
            Some("refus") => "550 5.1.1 no such mailbox",
            Some("attente") => "451 4.7.1 try again later",
            _ if self.recipients.len() == MOST_RECIPIENTS => "452 4.5.3 too many recipients",
            _ => {
                self.recipients.push(address.to_owned());
                "250 2.1.5 ok"
            }
        }
    }

    fn data(&self) -> (&'static str, Then) {
        if self.recipients.is_empty() {
            return ("503 5.5.1 RCPT first", Then::Listen);
        }
        ("354 end with a dot alone on its line", Then::Receive)
    }
}

/// The address between angle brackets after `keyword`, and what follows it.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let given = rest.get(..keyword.len()).filter(|given| given.eq_ignore_ascii_case(keyword))?;
    let (address, parameters) = rest[given.len()..].trim_start().strip_prefix('<')?.split_once('>')?;
    Some((address, parameters))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(lines: &[&str]) -> Vec<String> {
        let mut session = Session::default();
        lines.iter().map(|line| session.answer(line).0[..3].to_owned()).collect()
    }

    #[test]
    fn commands_come_in_order() {
        assert_eq!(codes(&["MAIL FROM:<a@b.fr>", "RCPT TO:<c@d.fr>", "DATA"]), ["503", "503", "503"]);
        let whole = ["ehlo me", "mail from:<a@b.fr> SIZE=12", "DATA", "rcpt to: <c@d.fr>", "DATA", "RSET", "DATA", "QUIT"];
        assert_eq!(codes(&whole), ["250", "250", "503", "250", "354", "250", "503", "221"]);
    }

    #[test]
    fn a_report_has_no_sender_and_every_message_a_recipient() {
        assert_eq!(codes(&["EHLO me", "MAIL FROM:<>", "RCPT TO:<>", "RCPT TO:<c@d.fr"]), ["250", "250", "501", "501"]);
    }

    #[test]
    fn some_mailboxes_say_no() {
        let lines = ["EHLO me", "MAIL FROM:<a@b.fr>", "RCPT TO:<refus@d.fr>", "RCPT TO:<attente@d.fr>", "DATA"];
        assert_eq!(codes(&lines), ["250", "250", "550", "451", "503"]);
    }

    #[test]
    fn room_is_bounded() {
        assert_eq!(codes(&["EHLO me", "MAIL FROM:<a@b.fr> BODY=8BITMIME SIZE=10000001"]), ["250", "552"]);
        let mut lines = vec!["EHLO me", "MAIL FROM:<a@b.fr>"];
        lines.extend(std::iter::repeat_n("RCPT TO:<c@d.fr>", 101));
        assert_eq!(codes(&lines).last().map(String::as_str), Some("452"));
    }

    proptest! {
        #[test]
        fn any_line_has_an_answer(lines in proptest::collection::vec("((EHLO|MAIL|RCPT|DATA|é)?( )?(FROM:|TO:|é)?[<>é@a ]{0,4})|\\PC{0,12}", 0..8)) {
            let mut session = Session::default();
            for line in lines {
                let (answer, _) = session.answer(&line);
                prop_assert!(answer.as_bytes()[..3].iter().all(u8::is_ascii_digit));
            }
        }
    }
}
