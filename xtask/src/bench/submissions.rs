//! Requests acknowledged in a second, beside rows inserted one by one, as
//! durably, in the same kind of database.

use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use super::figure::Figure;
use super::probe::{BIRTH_CERTIFICATE, Browser, Ready, Result, odd, prepare, send};
use super::{Bench, load};

/// Requests sent, all connections together.
const COUNT: usize = 80;
const ROWS: usize = 800;
const TASKS: usize = 4;

/// Answers every page first, then sends everything at once.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let portal = bench.demo.site("portal");
    let ready = (0..COUNT)
        .map(|_| {
            let mut browser = Browser::default();
            prepare(&mut browser, &portal, BIRTH_CERTIFICATE).map(|ready| (browser, ready))
        })
        .collect::<Result<Vec<(Browser, Ready)>>>()?;
    let queue = Mutex::new(ready);
    let start = Instant::now();
    load::together(|| {
        while let Some((mut browser, ready)) = take(&queue) {
            send(&mut browser, &portal, &ready)?;
        }
        Ok(())
    })?;
    let ours = COUNT as f64 / start.elapsed().as_secs_f64();
    Ok(vec![Figure::new("requests acknowledged", ours, "/s").floor(inserts(bench)?, "durable inserts")])
}

fn take(queue: &Mutex<Vec<(Browser, Ready)>>) -> Option<(Browser, Ready)> {
    queue.lock().ok()?.pop()
}

/// Inserts in a second, by the floor.
fn inserts(bench: &Bench) -> Result<f64> {
    let dir = bench.dir.join("inserts");
    let output = Command::new(bench.programs.floor("bare_insert")).arg(dir).args([ROWS, TASKS].map(|count| count.to_string())).output()?;
    let seconds: Option<f64> = String::from_utf8_lossy(&output.stdout).trim().parse().ok();
    seconds.map(|seconds| ROWS as f64 / seconds).ok_or_else(|| odd("the floor tells no time"))
}
