//! The server's CPU for a whole filing: every page, the summary, the sending,
//! and the jobs that follow.

use super::figure::Figure;
use super::probe::{BIRTH_CERTIFICATE, Browser, Result, prepare, send};
use super::sample::rounds;
use super::{Bench, process};

const WARM_UP: usize = 3;
const ROUNDS: usize = 5;
/// Requests filed in a round.
const COUNT: usize = 8;
/// The aim, in milliseconds.
const AIM: f64 = 10.0;

/// Files many requests, one after the other. The jobs run in the same process:
/// a round ends with them.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let (portal, pid) = (bench.demo.site("portal"), bench.demo.pid());
    let file = |count: usize| -> Result<()> {
        for _ in 0..count {
            let mut browser = Browser::default();
            let ready = prepare(&mut browser, &portal, BIRTH_CERTIFICATE)?;
            send(&mut browser, &portal, &ready)?;
        }
        process::rest(pid)
    };
    file(WARM_UP)?;
    let each = rounds(ROUNDS, || {
        let before = process::used(pid)?;
        file(COUNT)?;
        Ok((process::used(pid)? - before) / COUNT as f64)
    })?;
    Ok(vec![Figure::new("CPU, a whole filing and its jobs", each, "ms").aim(AIM)])
}
