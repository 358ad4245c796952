//! Killed without a word in the middle of its work, twenty times: what was
//! acknowledged is there, once.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use crate::place::Place;
use crate::probe::{BIRTH_CERTIFICATE, Browser, Demo, Page, Ready, Result, odd, prepare, send, sign_in};

const WRITERS: usize = 4;
const KILLS: usize = 20;
/// The same moments at each run; what the machine was doing then is not.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
/// Every other kill comes within so many HTTP requests, whatever they are…
const REQUESTS: u64 = 100;
/// … and the others within so many sendings, just as one leaves.
const SENDINGS: u64 = 8;
/// What was begun when the program died is done again once its lease has ended, after 30 s.
const SETTLED: Duration = Duration::from_secs(100);
const LOOK: Duration = Duration::from_millis(1);

#[test]
fn on_sqlite() -> Result<()> {
    survives(&[])
}

#[test]
fn on_postgres() -> Result<()> {
    let Some(url) = test_postgres() else { return Ok(()) };
    erase(&url)?;
    survives(&["--database-url", &url])
}

fn survives(options: &[&str]) -> Result<()> {
    let place = Place::new()?;
    let (requests, sendings) = (Arc::default(), Arc::default());
    let mut writers: Vec<Writer> = (0..WRITERS).map(|_| Writer::new(&requests, &sendings)).collect();
    let mut seed = SEED;
    for kill in 0..KILLS {
        let (count, within) = if kill % 2 == 0 { (&requests, REQUESTS) } else { (&sendings, SENDINGS) };
        let until = count.load(Ordering::Relaxed) + 1 + next(&mut seed) % within;
        write_until(place.start(options)?, &mut writers, || count.load(Ordering::Relaxed) >= until)?;
    }
    let demo = place.start(options)?;
    let portal = demo.site("portal");
    for writer in &mut writers {
        writer.send_again(&portal)?;
    }
    let kept: Vec<(Ready, String)> = writers.into_iter().flat_map(|writer| writer.kept).collect();
    assert!(kept.len() >= KILLS, "only {} requests were acknowledged between kills", kept.len());
    check(&demo, &kept)
}

/// Lets everybody write, and kills the program at the moment.
fn write_until(demo: Demo, writers: &mut [Writer], is_now: impl Fn() -> bool) -> Result<()> {
    let portal = demo.site("portal");
    thread::scope(|scope| {
        let writing: Vec<_> = writers.iter_mut().map(|writer| scope.spawn(|| writer.write_until_cut(&portal))).collect();
        while !is_now() && !writing.iter().any(ScopedJoinHandle::is_finished) {
            thread::sleep(LOOK);
        }
        demo.kill()?;
        writing.into_iter().try_for_each(|writer| writer.join().map_err(|_| odd("a writer panicked"))?)
    })
}

/// Somebody who sends one request after the other.
struct Writer {
    browser: Browser,
    sendings: Arc<AtomicU64>,
    /// Sent, without an answer yet.
    unanswered: Option<Ready>,
    /// Acknowledged, each with the address of its receipt.
    kept: Vec<(Ready, String)>,
}

impl Writer {
    fn new(requests: &Arc<AtomicU64>, sendings: &Arc<AtomicU64>) -> Self {
        Self { browser: Browser::counted(requests), sendings: Arc::clone(sendings), unanswered: None, kept: Vec::new() }
    }

    fn write_until_cut(&mut self, portal: &str) -> Result<()> {
        loop {
            match self.write(portal) {
                Err(error) if is_cut(error.kind()) => return Ok(()),
                written => written?,
            }
        }
    }

    fn write(&mut self, portal: &str) -> Result<()> {
        self.send_again(portal)?;
        self.unanswered = Some(prepare(&mut self.browser, portal, BIRTH_CERTIFICATE)?);
        self.sendings.fetch_add(1, Ordering::Relaxed);
        self.send_again(portal)
    }

    /// Sends what has no answer: whether it arrived the first time, she cannot know.
    fn send_again(&mut self, portal: &str) -> Result<()> {
        if let Some(ready) = &self.unanswered {
            let receipt = send(&mut self.browser, portal, ready)?;
            self.kept.extend(self.unanswered.take().map(|ready| (ready, receipt)));
        }
        Ok(())
    }
}

fn is_cut(kind: ErrorKind) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, UnexpectedEof};
    matches!(kind, ConnectionRefused | ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof)
}

/// A xorshift: moments need no better.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

fn check(demo: &Demo, kept: &[(Ready, String)]) -> Result<()> {
    let portal = demo.site("portal");
    let drafts: BTreeSet<&str> = kept.iter().map(|(ready, _)| ready.draft()).collect();
    let cases = queue(demo)?;
    assert_eq!(cases.len(), kept.len(), "agents see as many requests as were acknowledged");
    assert_eq!(cases.iter().map(String::as_str).collect::<BTreeSet<_>>(), drafts, "and the same ones");

    settle(demo, kept)?;
    let mut browser = Browser::default();
    let mut references = BTreeSet::new();
    for (_, receipt) in kept {
        let page = browser.get(&format!("{portal}{receipt}"))?;
        assert_eq!(page.status, 200, "{receipt}");
        let reference = page.html.split("BRON-").nth(1).map(|rest| rest.chars().take(9).collect::<String>());
        references.insert(reference.ok_or_else(|| odd(format!("{receipt} shows no reference")))?);
        assert_eq!(files(&page), 1, "{receipt} has one acknowledgement");
    }
    assert_eq!(references.len(), kept.len(), "each request has a number of its own");
    Ok(())
}

/// The requests in the queue of Bron's agents, page after page.
fn queue(demo: &Demo) -> Result<Vec<String>> {
    let desk = demo.site("desk");
    let mut browser = Browser::default();
    sign_in(&mut browser, &desk, &demo.account("agent.bron@example.org")?)?;
    let (mut found, mut next) = (Vec::new(), Some(format!("{desk}/bron")));
    while let Some(url) = next {
        let page = browser.visit(&url)?;
        assert_eq!(page.status, 200, "{url}");
        let case = |link: String| link.strip_prefix("/bron/demandes/").filter(|rest| !rest.contains('/')).map(str::to_owned);
        found.extend(page.links().filter_map(case));
        next = page.links().find(|link| link.contains("apres=")).map(|link| page.absolute(&link));
    }
    Ok(found)
}

/// Waits until each request has its acknowledgement and nothing is being done again.
fn settle(demo: &Demo, kept: &[(Ready, String)]) -> Result<()> {
    let (portal, console) = (demo.site("portal"), demo.site("console"));
    let mut browser = Browser::default();
    sign_in(&mut browser, &console, &demo.account("operateur@example.org")?)?;
    let deadline = Instant::now() + SETTLED;
    let mut waiting: Vec<&str> = kept.iter().map(|(_, receipt)| receipt.as_str()).collect();
    while Instant::now() < deadline {
        let mut missing = Vec::new();
        for receipt in waiting {
            if files(&browser.get(&format!("{portal}{receipt}"))?) == 0 {
                missing.push(receipt);
            }
        }
        waiting = missing;
        if waiting.is_empty() && under_way(&browser.get(&format!("{console}/travaux"))?.html) == Some(0) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(500));
    }
    Err(odd(format!("{} requests have no acknowledgement yet", waiting.len())))
}

/// The files of a request: its acknowledgement is the only one here.
fn files(page: &Page) -> usize {
    page.links().filter(|link| link.contains("/pieces/")).count()
}

/// How many jobs are under way, on the operators' page.
fn under_way(html: &str) -> Option<u64> {
    let figure = html.split("<dt>en cours</dt>").nth(1)?.split("</strong>").next()?;
    figure.rsplit('>').next()?.parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration; this is their one setting")]
fn test_postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES").ok()
}

/// What an earlier run left on the server.
fn erase(url: &str) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let engine = db::Engine::Postgres { url: url.to_owned(), prefix: String::new() };
    let erased = runtime.block_on(async {
        let databases = db::Databases::open(engine, &[], Arc::new(kernel::clock::SystemClock::default())).await?;
        for key in databases.list().await? {
            databases.erase(&key).await?;
        }
        databases.close().await;
        Ok(())
    });
    erased.map_err(|error: db::DbError| odd(error.to_string()))
}
