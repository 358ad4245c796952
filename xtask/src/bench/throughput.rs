//! Home pages in a second, beside a bare server that answers as many bytes.

use std::process::Command;

use super::bare::Bare;
use super::figure::Figure;
use super::probe::{Browser, Result};
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
