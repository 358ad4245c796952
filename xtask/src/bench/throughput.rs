//! Home pages in a second, beside a bare server that answers as many bytes.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::figure::Figure;
use super::probe::{Browser, Result, odd};
use super::sample::{Sample, rounds};
use super::{Bench, load};

const WARM_UP: usize = 200;
const COUNTED: usize = 2_000;
const ROUNDS: usize = 3;

/// Loads both, in turn.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let portal = bench.demo.site("portal");
    let size = Browser::default().get(&portal)?.html.len();
    let bare = Bare::start(Command::new(bench.deployment.programs().example("bare")).arg(size.to_string()))?;
    load::per_second(&portal, WARM_UP)?;
    load::per_second(&bare.url, WARM_UP)?;
    let mut floors = Vec::new();
    let ours = rounds(ROUNDS, || {
        floors.push(load::per_second(&bare.url, COUNTED)?);
        load::per_second(&portal, COUNTED)
    })?;
    let floor = Sample::of(floors).map_or(0.0, |floors| floors.median());
    Ok(vec![Figure::new("home pages", ours, "/s").beside(floor, "bare axum")])
}

/// A server that prints its address; dropping it kills it.
struct Bare {
    child: Child,
    url: String,
}

impl Bare {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut bare = Self { child, url: String::new() };
        let output = bare.child.stdout.take().ok_or_else(|| odd("the bare server has no output"))?;
        BufReader::new(output).read_line(&mut bare.url)?;
        bare.url = bare.url.trim().to_owned();
        Ok(bare)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // it may have ended already
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
