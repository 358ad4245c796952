//! How long until the first page: the first time, and on what is there.

use super::deployment::{Deployment, stop};
use super::figure::Figure;
use super::probe::Result;
use super::sample::rounds;

const ROUNDS: usize = 5;
/// The aim, in seconds.
const AIM: f64 = 2.0;

/// Makes the data.
pub fn first(deployment: &Deployment) -> Result<Vec<Figure>> {
    let (demo, seconds) = deployment.start()?;
    // the receipts of its requests are made: the starts that follow find no work
    super::process::rest(demo.pid())?;
    stop(demo)?;
    Ok(vec![Figure::new("first start, data made", seconds, "s")])
}

/// Starts on the data, and stops, again and again.
pub fn again(deployment: &Deployment) -> Result<Vec<Figure>> {
    let seconds = rounds(ROUNDS, || {
        let (demo, seconds) = deployment.start()?;
        stop(demo).map(|()| seconds)
    })?;
    Ok(vec![Figure::new("start, 60 instances", seconds, "s").aim(AIM)])
}
