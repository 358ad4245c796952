//! A stand-in that speaks the protocol, well or badly.

use tokio::net::{TcpListener, TcpStream};

use super::*;

/// What the stand-in does with a content.
#[derive(Clone, Copy)]
enum Manner {
    /// Reads all of it, then answers this.
    Answers(&'static [u8]),
    /// Answers this after so many bytes, and hangs up.
    CutsAfter(usize, &'static [u8]),
    /// Reads and says nothing.
    Keeps,
}

/// A clamd of this manner, for one call; gives back the content it was sent.
async fn standing_in(manner: Manner) -> (Clamd, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let within = if matches!(manner, Manner::Keeps) { Duration::from_millis(50) } else { EXAMINE_WITHIN };
    let clamd = Clamd::patient(&listener.local_addr().unwrap().to_string(), within).unwrap();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let content = match manner {
            Manner::CutsAfter(bytes, answer) => {
                let mut read = vec![0; bytes];
                stream.read_exact(&mut read).await.unwrap();
                stream.write_all(answer).await.unwrap();
                return read;
            }
            _ => content(&mut stream).await,
        };
        match manner {
            Manner::Answers(answer) => stream.write_all(answer).await.unwrap(),
            _ => std::future::pending::<()>().await,
        }
        content
    });
    (clamd, task)
}

async fn content(stream: &mut TcpStream) -> Vec<u8> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = stream.read_u32().await.unwrap() as usize;
        if length == 0 {
            return content;
        }
        let start = content.len();
        content.resize(start + length, 0);
        stream.read_exact(&mut content[start..]).await.unwrap();
    }
}

#[tokio::test]
async fn what_it_says_is_understood_and_nothing_else_is_ok() {
    for (answer, understood) in [
        (&b"stream: OK\0"[..], Ok(Verdict::Clean)),
        (b"stream: Own.Test.Signature FOUND\0", Ok(Verdict::Infected("Own.Test.Signature".to_owned()))),
        (b"INSTREAM size limit exceeded. ERROR\0", Err(CallError::TooLarge)),
        (b"stream: Can't allocate memory ERROR\0", Err(unreadable())),
        (b"stream: OK", Err(unreadable())),
        (b"stream: OK\n", Err(unreadable())),
        (b"UNKNOWN COMMAND\0", Err(unreadable())),
        (b"\xff\xfe\0", Err(unreadable())),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", Err(unreadable())),
        (b"", Err(CallError::Unreachable)),
    ] {
        let (clamd, task) = standing_in(Manner::Answers(answer)).await;
        let content = b"a file ".repeat(30_000);
        assert_eq!(clamd.examine(&content[..]).await, understood, "{}", String::from_utf8_lossy(answer));
        assert_eq!(task.await.unwrap(), content);
    }
}

#[tokio::test]
async fn a_cut_is_never_ok() {
    let large = vec![7; 8_000_000];
    for (bytes, answer, understood) in [(10, &b""[..], CallError::Unreachable), (10, b"stream: OK\0", CallError::Unreachable)] {
        let (clamd, task) = standing_in(Manner::CutsAfter(bytes, answer)).await;
        assert_eq!(clamd.examine(&large[..]).await, Err(understood));
        task.await.unwrap();
    }
    assert_eq!(Clamd::at("127.0.0.1:9").unwrap().examine(&b"x"[..]).await, Err(CallError::Unreachable), "nobody there");
    assert_eq!(Clamd::at("/nowhere/clamd.ctl").unwrap().examine(&b"x"[..]).await, Err(CallError::Unreachable));
    assert!(!Clamd::at("/nowhere/clamd.ctl").unwrap().answers().await);
}

#[tokio::test]
async fn silence_ends_by_itself() {
    let (clamd, task) = standing_in(Manner::Keeps).await;
    assert_eq!(clamd.examine(&b"a file"[..]).await, Err(CallError::TimedOut));
    task.abort();
}

#[test]
fn an_address_is_a_socket_or_a_host_and_a_port() {
    for address in ["/run/clamav/clamd.ctl", "localhost:3310", "10.0.0.3:3310", "[::1]:3310"] {
        assert!(Clamd::at(address).is_some(), "{address}");
    }
    for address in ["", "clamd", ":3310", "localhost:", "localhost:0", "localhost:clamd", "run/clamd.ctl"] {
        assert!(Clamd::at(address).is_none(), "{address}");
    }
}
