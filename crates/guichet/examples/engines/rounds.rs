//! How long something takes, again and again; and what the process holds.

use std::{
    fs,
    time::{Duration, Instant},
};

const ROUNDS: usize = 5;
/// A round goes on for so long.
const ROUND: Duration = Duration::from_millis(300);
/// Times before counting.
const WARM_UP: usize = 20;

/// How long each time takes, round by round; `unit` is how many there are in a second.
pub fn rounds<T>(unit: f64, mut once: impl FnMut() -> T) -> Vec<f64> {
    (0..WARM_UP).for_each(|_| drop(once()));
    let mut round = || {
        let (begun, mut done) = (Instant::now(), 0.0);
        while begun.elapsed() < ROUND {
            drop(once());
            done += 1.0;
        }
        begun.elapsed().as_secs_f64() * unit / done
    };
    (0..ROUNDS).map(|_| round()).collect()
}

/// Memory held, in megabytes.
pub fn resident() -> Result<f64, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("/proc tells no memory")?;
    let kibibytes: f64 = line.split_whitespace().next().unwrap_or_default().parse()?;
    Ok(kibibytes * 1.024 / 1_000.0)
}
