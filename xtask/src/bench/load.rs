//! A bounded load: so many requests, from so many connections.

use std::thread;
use std::time::Instant;

use super::probe::{Browser, Connection, Result, odd, request};

/// Connections at once: as many as keep two cores busy.
const CONNECTIONS: usize = 4;

/// Reads one address `count` times; requests in a second.
pub fn per_second(url: &str, count: usize) -> Result<f64> {
    let host = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let bytes = request("GET", host, "/", &[], b"");
    let start = Instant::now();
    together(|| ask(host, &bytes, count / CONNECTIONS))?;
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn ask(host: &str, bytes: &[u8], count: usize) -> Result<()> {
    let mut connection = Connection::open(host)?;
    for _ in 0..count {
        let response = connection.exchange(bytes)?;
        if response.status != 200 {
            return Err(odd(format!("{host} answered {}", response.status)));
        }
    }
    Ok(())
}

/// Does the same in each connection's own thread.
pub fn together(work: impl Fn() -> Result<()> + Sync) -> Result<()> {
    each_in_its_thread(vec![(); CONNECTIONS], |()| work()).map(drop)
}

/// Does something with each in a thread of its own: what they gave, in the same order.
pub fn each_in_its_thread<T: Send, U: Send>(all: Vec<T>, work: impl Fn(T) -> Result<U> + Sync) -> Result<Vec<U>> {
    let work = &work;
    thread::scope(|scope| {
        let working: Vec<_> = all.into_iter().map(|one| scope.spawn(move || work(one))).collect();
        working.into_iter().map(|worker| worker.join().map_err(|_| odd("a worker panicked"))?).collect()
    })
}

/// Reads a page that must be there.
pub fn read(browser: &mut Browser, url: &str) -> Result<()> {
    match browser.get(url)?.status {
        200 => Ok(()),
        status => Err(odd(format!("{url} answered {status}"))),
    }
}
