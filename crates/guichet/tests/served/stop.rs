//! Asked to end, under load: whoever was being served gets her answer, and
//! nobody keeps the program from ending.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::place::Place;
use crate::probe::{Connection, Demo, Result, odd, request};

/// How long a deployment waits before it kills.
const WITHIN: Duration = Duration::from_secs(15);
const READERS: usize = 4;
/// Pages read before the program is asked to end.
const PAGES: u64 = 60;
const BODY: &[u8] = b"_csrf=none&mot=dernier";

#[test]
fn whoever_is_served_gets_her_answer() -> Result<()> {
    let place = Place::new()?;
    let mut demo = place.start(&[])?;
    let host = demo.site("portal").replace("http://", "");
    let mut sending = begun(&host)?;
    // half a request line, and a connection that says nothing at all
    let mut half = TcpStream::connect(&host)?;
    half.write_all(b"GET / HTTP/1.1\r\nhost: loc")?;
    let silent = TcpStream::connect(&host)?;

    let read = AtomicU64::new(0);
    let status = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(|| read_until_refused(&host, &read))).collect();
        while read.load(Ordering::Relaxed) < PAGES {
            thread::sleep(Duration::from_millis(1));
        }
        demo.ask_to_end()?;
        readers.into_iter().try_for_each(|reader| reader.join().map_err(|_| odd("a reader panicked"))?)?;

        // the server refuses newcomers, and still reads what it had begun to read
        sending.send(BODY)?;
        let answer = sending.receive()?;
        assert_eq!(answer.status, 422, "the answer of the form, not of a server that leaves");
        demo.wait(WITHIN)
    })?;
    drop((half, silent));
    assert_eq!(status.and_then(|status| status.code()), Some(0), "it ended well, within {WITHIN:?}");
    Ok(())
}

/// A form whose first bytes the server has asked for: it is being served.
fn begun(host: &str) -> Result<Connection> {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("expect", "100-continue")];
    let head = request("POST", host, "/deconnexion", &headers, BODY);
    let mut connection = Connection::open(host)?;
    connection.send(&head[..head.len() - BODY.len()])?;
    let answer = connection.receive()?;
    assert_eq!(answer.status, 100, "the server reads the form");
    Ok(connection)
}

/// Reads pages until the server takes no more requests. Every answer that
/// begins is whole.
fn read_until_refused(host: &str, read: &AtomicU64) -> Result<()> {
    let mut kept: Option<Connection> = None;
    loop {
        let mut connection = match kept.take() {
            Some(connection) => connection,
            None => match Connection::open(host) {
                Ok(connection) => connection,
                Err(error) if error.kind() == ErrorKind::ConnectionRefused => return Ok(()),
                Err(error) => return Err(error),
            },
        };
        match connection.exchange(&request("GET", host, "/", &[], b"")) {
            Ok(response) if response.status == 200 => {
                read.fetch_add(1, Ordering::Relaxed);
                kept = response.keeps_open().then_some(connection);
            }
            Ok(response) => return Err(odd(format!("the home page answered {}", response.status))),
            // closed between two requests: it was never taken
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe) => {}
            Err(error) => return Err(error),
        }
    }
}

#[test]
fn a_program_that_serves_nobody_ends_at_once() -> Result<()> {
    let mut demo: Demo = Place::new()?.start(&[])?;
    demo.ask_to_end()?;
    let status = demo.wait(WITHIN)?;
    assert_eq!(status.and_then(|status| status.code()), Some(0));
    Ok(())
}
