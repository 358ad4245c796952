//! The server's CPU for a whole filing: every page, the summary, the sending.

use super::figure::Figure;
use super::probe::{BIRTH_CERTIFICATE, Browser, Result, prepare, send};
use super::{Bench, process};

const WARM_UP: usize = 3;
const COUNTED: usize = 40;
/// The aim, in milliseconds.
const AIM: f64 = 10.0;

/// Files many requests, one after the other. The jobs that follow run in the
/// same process, at the same time: they are counted.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let portal = bench.demo.site("portal");
    let file = |count: usize| -> Result<()> {
        for _ in 0..count {
            let mut browser = Browser::default();
            let ready = prepare(&mut browser, &portal, BIRTH_CERTIFICATE)?;
            send(&mut browser, &portal, &ready)?;
        }
        Ok(())
    };
    file(WARM_UP)?;
    let before = process::used(bench.demo.pid())?;
    file(COUNTED)?;
    let each = (process::used(bench.demo.pid())? - before) / COUNTED as f64;
    Ok(vec![Figure::new("CPU, a whole filing and its jobs", each, "ms").aim(AIM)])
}
