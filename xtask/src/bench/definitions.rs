//! Thousands of definitions published in an instance: the start, the first page
//! of one that nobody asked for yet, the memory once each was served.

use std::time::Instant;

use super::deployment::{Deployment, stop};
use super::figure::Figure;
use super::load::read;
use super::probe::{Browser, Result, odd};
use super::process;
use super::sample::{Sample, cpu, rounds};

/// Definitions published, beside those that the demonstration has.
const COUNT: u32 = 3_000;
/// Starts.
const STARTS: usize = 5;
/// Pages in a round.
const PAGES: usize = 100;

/// Measures in a demonstration of its own: what it publishes is nowhere else.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let apart = deployment.apart("definitions");
    stop(apart.quiet()?)?;
    let paths = apart.publish(COUNT)?;
    let last = paths.last().ok_or_else(|| odd("nothing was published"))?;
    let start = rounds(STARTS, || {
        let begun = Instant::now();
        let (demo, _) = apart.start()?;
        read(&mut Browser::default(), &format!("{}{last}", demo.site("portal")))?;
        let seconds = begun.elapsed().as_secs_f64();
        stop(demo).map(|()| seconds)
    })?;

    let demo = apart.quiet()?;
    let (portal, mut browser) = (demo.site("portal"), Browser::default());
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for some in paths.chunks(PAGES) {
        for seconds in [&mut first, &mut again] {
            let begun = Instant::now();
            some.iter().try_for_each(|path| read(&mut browser, &format!("{portal}{path}")))?;
            seconds.push(begun.elapsed().as_secs_f64() * 1_000.0 / some.len() as f64);
        }
    }
    process::rest(demo.pid())?;
    let held = process::resident(demo.pid())?;
    let search = format!("{portal}/recherche?q=naissance");
    let search = cpu(demo.pid(), || read(&mut browser, &search))?;
    stop(demo)?;

    let sample = |rounds| Sample::of(rounds).ok_or_else(|| odd("nothing was measured"));
    let again = sample(again)?.median();
    Ok(vec![
        Figure::new("start, 3 000 definitions, one served", start, "s").aim(1.0),
        Figure::new("first page of a definition never asked for", sample(first)?, "ms").beside(again, "the same page again"),
        Figure::new("memory, each of 3 000 definitions served", held, "MB").aim(150.0),
        Figure::new("CPU, search among them", search, "ms").aim(1.0),
    ])
}
