//! Memory held after everything that was asked before.

use super::figure::Figure;
use super::probe::Result;
use super::{Bench, process};

/// The aim, in megabytes.
const AIM: f64 = 150.0;

/// Waits for rest, and reads.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    process::rest(bench.demo.pid())?;
    Ok(vec![Figure::new("memory, after all this", process::resident(bench.demo.pid())?, "MB").aim(AIM)])
}
