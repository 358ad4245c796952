//! One conversation over one connection, bounded in time and in size.

use std::{
    io::{Error, ErrorKind, Result},
    time::Duration,
};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    time::timeout,
};

use super::session::{KEPT, LARGEST, LINE_TOO_LONG, Session, TOO_LARGE, Then, WELCOME};
use crate::mail::Envelope;

/// Between two lines.
const SILENCE: Duration = Duration::from_secs(60);
/// The longest command, in bytes (RFC 5321 §4.5.3.1.4 asks for 512 at least).
const LONGEST_COMMAND: u64 = 4_096;
/// The longest line of a message, in bytes: more than the standard's 1000,
/// because it is for us to see what is wrong with a message.
const LONGEST_LINE: u64 = 1_000_000;

/// Talks until the other side leaves; `keep` receives each message.
pub(super) async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, mut keep: impl FnMut(Envelope, &[u8])) -> Result<()> {
    let mut stream = BufReader::new(stream);
    let mut session = Session::default();
    say(&mut stream, WELCOME).await?;
    loop {
        let line = match read_line(&mut stream, LONGEST_COMMAND).await? {
            Line::Whole(line) => line,
            Line::TooLong => return say(&mut stream, LINE_TOO_LONG).await,
            Line::End => return Ok(()),
        };
        let (answer, then) = session.answer(String::from_utf8_lossy(&line).trim_end());
        say(&mut stream, answer).await?;
        match then {
            Then::Listen => {}
            Then::Close => return Ok(()),
            Then::Receive => match read_message(&mut stream).await? {
                Received::Whole(raw) => {
                    keep(session.take_envelope(), &raw);
                    say(&mut stream, KEPT).await?;
                }
                Received::TooLarge => {
                    session.take_envelope();
                    say(&mut stream, TOO_LARGE).await?;
                }
                Received::LineTooLong => return say(&mut stream, LINE_TOO_LONG).await,
                Received::Cut => return Ok(()),
            },
        }
    }
}

enum Received {
    Whole(Vec<u8>),
    TooLarge,
    LineTooLong,
    Cut,
}

/// Reads to the dot alone on its line; a dot added before a line that begins
/// with one is taken off (RFC 5321 §4.5.2).
async fn read_message(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<Received> {
    let (mut raw, mut is_too_large) = (Vec::new(), false);
    loop {
        let line = match read_line(stream, LONGEST_LINE).await? {
            Line::Whole(line) => line,
            Line::TooLong => return Ok(Received::LineTooLong),
            Line::End => return Ok(Received::Cut),
        };
        if line == b".\r\n" {
            return Ok(if is_too_large { Received::TooLarge } else { Received::Whole(raw) });
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        is_too_large |= raw.len() + line.len() > LARGEST;
        if !is_too_large {
            raw.extend_from_slice(line);
        }
    }
}

enum Line {
    /// With its end.
    Whole(Vec<u8>),
    TooLong,
    /// The other side left, perhaps amid a line.
    End,
}

async fn read_line(stream: &mut (impl AsyncBufRead + Unpin), longest: u64) -> Result<Line> {
    let mut line = Vec::new();
    let silent = |_| Error::from(ErrorKind::TimedOut);
    let length = timeout(SILENCE, stream.take(longest).read_until(b'\n', &mut line)).await.map_err(silent)??;
    Ok(match line.last() {
        Some(b'\n') => Line::Whole(line),
        _ if length as u64 == longest => Line::TooLong,
        _ => Line::End,
    })
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), answer: &str) -> Result<()> {
    stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    stream.flush().await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is answered to these bytes, and the messages kept.
    async fn told(bytes: &[u8]) -> (String, Vec<(Envelope, String)>) {
        let (mut client, server) = tokio::io::duplex(64);
        let mut kept = Vec::new();
        let talk = converse(server, |envelope, raw: &[u8]| kept.push((envelope, String::from_utf8_lossy(raw).into_owned())));
        let (mut reader, mut writer) = tokio::io::split(&mut client);
        let speak = async {
            // the catcher may hang up first
            let _ = writer.write_all(bytes).await;
            let _ = writer.shutdown().await;
        };
        let mut answers = Vec::new();
        let (_, (), listened) = tokio::join!(talk, speak, reader.read_to_end(&mut answers));
        listened.unwrap();
        (String::from_utf8(answers).unwrap(), kept)
    }

    const ANNOUNCED: &str = "EHLO me\r\nMAIL FROM:<a@b.fr>\r\nRCPT TO:<c@d.fr>\r\nRCPT TO:<e@f.fr>\r\nDATA\r\n";

    #[tokio::test]
    async fn a_message_is_kept_as_it_was_written() {
        let (answers, kept) = told(format!("{ANNOUNCED}Subject: a\r\n\r\n..b\r\n.c\r\n.\r\nQUIT\r\n").as_bytes()).await;
        let [(envelope, raw)] = kept.as_slice() else { panic!("one message") };
        assert_eq!((envelope.from.as_str(), envelope.to.join(" ").as_str()), ("a@b.fr", "c@d.fr e@f.fr"));
        assert_eq!(raw, "Subject: a\r\n\r\n.b\r\nc\r\n");
        assert!(answers.ends_with("250 2.0.0 kept\r\n221 2.0.0 bye\r\n"), "{answers}");
    }

    #[tokio::test]
    async fn a_message_cut_short_is_not_kept() {
        let (_, kept) = told(format!("{ANNOUNCED}Subject: a\r\n\r\n.\n").as_bytes()).await;
        assert!(kept.is_empty());
    }

    #[tokio::test]
    async fn a_message_too_large_is_refused_and_the_next_one_is_not() {
        let large = "0123456789abcde\r\n".repeat(LARGEST / 17 + 1);
        let next = "MAIL FROM:<a@b.fr>\r\nRCPT TO:<c@d.fr>\r\nDATA\r\nb\r\n.\r\n";
        let (answers, kept) = told(format!("{ANNOUNCED}{large}.\r\n{next}").as_bytes()).await;
        assert_eq!(kept.len(), 1, "{answers}");
        assert!(answers.contains("552 "), "{answers}");
    }

    #[tokio::test]
    async fn an_endless_line_ends_the_conversation() {
        let (answers, _) = told("a".repeat(10_000).as_bytes()).await;
        assert!(answers.ends_with("500 5.5.2 line too long\r\n"), "{answers}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_make_the_catcher_fail(begin in prop::bool::ANY, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let begin = if begin { ANNOUNCED.as_bytes() } else { b"" };
            let (answers, _) = runtime.block_on(told(&[begin, bytes.as_slice()].concat()));
            prop_assert!(answers.starts_with("220 "));
        }
    }
}
