//! Asked to end, under load: whoever was being served gets her answer, and
//! nobody keeps the program from ending.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use crate::place::Place;
use crate::probe::{BIRTH_CERTIFICATE, Browser, Connection, Demo, Result, odd, prepare, request};

/// How long a deployment waits before it kills.
const WITHIN: Duration = Duration::from_secs(15);
const READERS: usize = 4;
/// Pages read before the program is asked to end.
const PAGES: u64 = 60;

#[test]
fn whoever_is_served_gets_her_answer() -> Result<()> {
    let place = Place::new()?;
    let mut demo = place.start(&[])?;
    let host = demo.site("portal").replace("http://", "");
    let mut sending = Sending::begin(&demo)?;
    // half a request, and a connection that says nothing at all
    let mut half = TcpStream::connect(&host)?;
    half.write_all(b"GET / HTTP/1.1\r\nhost: loc")?;
    let silent = TcpStream::connect(&host)?;

    let read = AtomicU64::new(0);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(|| read_until_refused(&host, &read))).collect();
        while read.load(Ordering::Relaxed) < PAGES && !readers.iter().any(ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(1));
        }
        demo.ask_to_end()?;
        readers.into_iter().try_for_each(|reader| reader.join().map_err(|_| odd("a reader panicked"))?)
    })?;
    // newcomers are refused; what had begun is still read to its end
    let receipt = sending.finish()?;
    let status = demo.wait(WITHIN)?;
    assert_eq!(status.and_then(|status| status.code()), Some(0), "it ended well, within {WITHIN:?}");
    drop((half, silent));

    let demo = place.start(&[])?;
    let page = Browser::default().get(&format!("{}{receipt}", demo.site("portal")))?;
    assert_eq!(page.status, 200, "{receipt} was acknowledged");
    Ok(())
}

/// A request of a citizen, half sent.
struct Sending {
    connection: Connection,
    rest: Vec<u8>,
}

impl Sending {
    /// Sends the head, and waits until the server asks for what follows: it is being served.
    fn begin(demo: &Demo) -> Result<Self> {
        let portal = demo.site("portal");
        let mut browser = Browser::default();
        let ready = prepare(&mut browser, &portal, BIRTH_CERTIFICATE)?;
        let mut head = browser.posted(&format!("{portal}{}", ready.action), &ready.fields, &[("expect", "100-continue")])?;
        let end = head.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
        let rest = head.split_off(end);
        let mut connection = Connection::open(portal.trim_start_matches("http://"))?;
        let answer = connection.exchange(&head)?;
        if answer.status == 100 { Ok(Self { connection, rest }) } else { Err(odd(format!("the form is not read: {}", answer.status))) }
    }

    /// Sends what follows; the address of the receipt.
    fn finish(&mut self) -> Result<String> {
        let answer = self.connection.exchange(&self.rest)?;
        let receipt = answer.header("location").next().filter(|path| path.starts_with("/suivi/")).map(str::to_owned);
        receipt.ok_or_else(|| odd(format!("the request was answered {}", answer.status)))
    }
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
