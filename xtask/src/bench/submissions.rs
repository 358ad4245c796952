//! Requests acknowledged in a second, beside rows inserted one by one, as
//! durably, in the same kind of database.

use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use super::figure::Figure;
use super::probe::{BIRTH_CERTIFICATE, Browser, Ready, Result, odd, prepare, send};
use super::sample::{Sample, rounds};
use super::{Bench, load, process};

const ROUNDS: usize = 3;
/// Requests sent in a round, all connections together.
const COUNT: usize = 40;
/// Rows inserted in a round of the floor.
const ROWS: usize = 400;
const TASKS: usize = 4;

/// Both, in turn.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let mut floors = Vec::new();
    let ours = rounds(ROUNDS, || {
        floors.push(inserts(bench, floors.len())?);
        sent(bench)
    })?;
    let floor = Sample::of(floors).map_or(0.0, |floors| floors.median());
    Ok(vec![Figure::new("requests acknowledged", ours, "/s").beside(floor, "durable inserts")])
}

/// Answers every page first, then sends everything at once: requests in a second.
fn sent(bench: &Bench) -> Result<f64> {
    let portal = bench.demo.site("portal");
    let ready = (0..COUNT)
        .map(|_| {
            let mut browser = Browser::default();
            prepare(&mut browser, &portal, BIRTH_CERTIFICATE).map(|ready| (browser, ready))
        })
        .collect::<Result<Vec<(Browser, Ready)>>>()?;
    process::rest(bench.demo.pid())?;
    let queue = Mutex::new(ready);
    let start = Instant::now();
    load::together(|| {
        while let Some((mut browser, ready)) = take(&queue) {
            send(&mut browser, &portal, &ready)?;
        }
        Ok(())
    })?;
    Ok(COUNT as f64 / start.elapsed().as_secs_f64())
}

fn take(queue: &Mutex<Vec<(Browser, Ready)>>) -> Option<(Browser, Ready)> {
    queue.lock().ok()?.pop()
}

/// Inserts in a second, by the floor, in a folder of its own.
fn inserts(bench: &Bench, turn: usize) -> Result<f64> {
    let dir = bench.deployment.beside(&format!("inserts-{turn}"));
    let program = bench.deployment.programs().example("bare_insert");
    let output = Command::new(program).arg(dir).args([ROWS, TASKS].map(|count| count.to_string())).output()?;
    let seconds: Option<f64> = String::from_utf8_lossy(&output.stdout).trim().parse().ok();
    seconds.map(|seconds| ROWS as f64 / seconds).ok_or_else(|| odd("the floor tells no time"))
}
