//! What the server's process uses, as the system tells it.

use std::collections::BTreeSet;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::probe::{Result, odd};

/// Ticks in a second: the same on every Linux that we run on (`getconf CLK_TCK`).
const TICKS: f64 = 100.0;

/// A server rests when it used at most a tick for so long.
const REST: Duration = Duration::from_millis(500);
/// It is waited for so long at most.
const PATIENCE: Duration = Duration::from_secs(120);

/// CPU time that a process used, in milliseconds: its own and the system's for it.
pub fn used(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    ticks(&stat).map(|ticks| ticks / TICKS * 1_000.0).ok_or_else(|| odd("/proc tells no times"))
}

/// Memory that a process holds, in megabytes.
pub fn resident(pid: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    kilobytes(&status).map(|kilobytes| kilobytes / 1_000.0).ok_or_else(|| odd("/proc tells no memory"))
}

/// Waits until the server has no work left: what it does behind is not to be
/// counted with what is asked next.
pub fn rest(pid: u32) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let mut before = used(pid)?;
    while Instant::now() < deadline {
        thread::sleep(REST);
        let now = used(pid)?;
        if now - before <= 1_000.0 / TICKS {
            return Ok(());
        }
        before = now;
    }
    Err(odd(format!("it still works after {} s", PATIENCE.as_secs())))
}

/// SQLite databases that a process holds open.
pub fn databases_open(pid: u32) -> Result<usize> {
    let links = fs::read_dir(format!("/proc/{pid}/fd"))?.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    let databases = links.filter(|path| path.extension().is_some_and(|extension| extension == "db"));
    Ok(databases.collect::<BTreeSet<_>>().len())
}

/// `utime` and `stime`, after the name, which may hold anything.
fn ticks(stat: &str) -> Option<f64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(user + system)
}

fn kilobytes(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1.024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_after_the_name() {
        let stat = "42 (a ) b) S 1 42 42 0 -1 4194560 999 0 1 0 250 50 0 0 20 0 9 0 12345 1000 200";
        assert_eq!(ticks(stat), Some(300.0));
    }

    #[test]
    fn memory_is_told_in_megabytes() {
        assert_eq!(kilobytes("Name:\tguichet\nVmRSS:\t  100000 kB\n"), Some(102_400.0));
    }
}
