//! Children: each runs within a bound and is ended by its own pid.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// How often a child is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// What a child that is asked to end gets for it before it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// A bound in minutes.
pub const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// Runs a command to its end; what it prints is shown. An error when it fails
/// or outlives `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Result<()> {
    let shown = show(command);
    let mut child = command.stdin(Stdio::null()).spawn().map_err(|error| format!("cannot start {shown}: {error}"))?;
    succeed(wait(&mut child, limit, &shown)?, &shown)
}

/// Runs a command to its end and gives what it printed.
pub fn read(command: &mut Command, limit: Duration) -> Result<String> {
    let shown = show(command);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| format!("cannot start {shown}: {error}"))?;
    let mut pipe = child.stdout.take().ok_or_else(|| format!("{shown} has no output"))?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text)
    });
    succeed(wait(&mut child, limit, &shown)?, &shown)?;
    let text = reader.join().map_err(|_| format!("reading {shown} failed"))?;
    text.map_err(|error| format!("{shown} printed what is not text: {error}"))
}

/// Waits for a child, and ends it once `limit` has passed.
pub fn wait(child: &mut Child, limit: Duration, shown: &str) -> Result<ExitStatus> {
    if let Some(status) = ended_within(child, limit)? {
        return Ok(status);
    }
    ask_to_end(child);
    if ended_within(child, GRACE)?.is_none() {
        child.kill().and_then(|()| child.wait()).map_err(|error| format!("cannot end {shown}: {error}"))?;
    }
    Err(format!("{shown} was still running after {} s", limit.as_secs()))
}

fn ended_within(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let deadline = Instant::now() + limit;
    loop {
        let status = child.try_wait().map_err(|error| format!("cannot wait for a child: {error}"))?;
        if status.is_some() || Instant::now() >= deadline {
            return Ok(status);
        }
        thread::sleep(LOOK);
    }
}

/// The standard library only knows SIGKILL: the shell sends SIGTERM, so that
/// test runners end their own children first.
fn ask_to_end(child: &Child) {
    let asked = Command::new("sh").args(["-c", "kill -TERM \"$1\"", "sh", &child.id().to_string()]).status();
    if let Err(error) = asked {
        eprintln!("xtask: cannot ask a child to end: {error}");
    }
}

fn succeed(status: ExitStatus, shown: &str) -> Result<()> {
    if status.success() { Ok(()) } else { Err(format!("{shown}: {status}")) }
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let message = run(&mut Command::new("false"), minutes(1)).unwrap_err();
        assert!(message.starts_with("false: "), "{message}");
    }

    #[test]
    fn a_child_past_its_bound_is_ended() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        assert!(wait(&mut child, Duration::ZERO, "sleep 600").is_err());
        assert!(child.try_wait().unwrap().is_some());
    }

    #[test]
    fn what_a_child_prints_can_be_read() {
        assert_eq!(read(Command::new("echo").arg("bonjour"), minutes(1)).unwrap(), "bonjour\n");
    }
}
