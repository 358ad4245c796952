//! The program, serving its demonstration in a process of its own.

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Result, odd};

/// Making the data the first time, on a loaded machine.
const START: Duration = Duration::from_secs(150);
const LOOK: Duration = Duration::from_millis(5);

/// `guichet demo` on free ports, with its data in `dir`.
pub fn command(program: &Path, dir: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(["demo", "--port", "0", "--json", "--dir"]).arg(dir).args(options);
    command
}

/// A demonstration that answers. Dropping it kills it.
pub struct Demo {
    child: Child,
    summary: Value,
}

/// Somebody of the demonstration.
pub struct Account {
    pub login: String,
    pub password: String,
    pub totp_secret: Option<String>,
}

impl Demo {
    /// Starts it and waits until it says where it is.
    pub fn start(mut command: Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take();
        let mut demo = Self { child, summary: Value::Null };
        demo.summary =
            output.and_then(first_line).and_then(|line| serde_json::from_str(&line).ok()).ok_or_else(|| odd("it did not start"))?;
        Ok(demo)
    }

    /// The address of a site, without its last `/`.
    pub fn site(&self, name: &str) -> String {
        self.summary["sites"][name].as_str().unwrap_or_default().to_owned()
    }

    /// The open instances, by name.
    pub fn instances(&self) -> impl Iterator<Item = &str> {
        self.summary["instances"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    /// The account of this login.
    pub fn account(&self, login: &str) -> Result<Account> {
        let accounts = self.summary["accounts"].as_array().into_iter().flatten();
        let found = accounts.into_iter().find(|account| account["login"] == login).ok_or_else(|| odd(format!("nobody is {login}")))?;
        let text = |name: &str| found[name].as_str().map(str::to_owned);
        Ok(Account { login: login.to_owned(), password: text("password").unwrap_or_default(), totp_secret: text("totp_secret") })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it without a word: SIGKILL.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Asks it to end: SIGTERM, which the standard library cannot send.
    pub fn ask_to_end(&self) -> Result<()> {
        let asked = Command::new("sh").args(["-c", "kill -TERM \"$1\"", "sh", &self.pid().to_string()]).status()?;
        if asked.success() { Ok(()) } else { Err(odd("it had ended before")) }
    }

    /// Waits for its end; nothing when it takes longer than `limit`.
    pub fn wait(&mut self, limit: Duration) -> Result<Option<ExitStatus>> {
        let deadline = Instant::now() + limit;
        loop {
            let status = self.child.try_wait()?;
            if status.is_some() || Instant::now() >= deadline {
                return Ok(status);
            }
            thread::sleep(LOOK);
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // nothing to do when it has ended already
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The first line, within the time of a start; the rest is read and left.
fn first_line(output: ChildStdout) -> Option<String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        drop(output.read_line(&mut line).map(|_| tell.send(line)));
        drop(io::copy(&mut output, &mut io::sink()));
    });
    told.recv_timeout(START).ok()
}
