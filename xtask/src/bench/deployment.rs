//! The demonstration that is measured: a folder, served and stopped again and again.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::probe::{Browser, Demo, Result, command, odd};
use super::process;
use super::programs::Programs;
use crate::process::{minutes, read};

/// Requests in the demonstration.
const CASES: &str = "200";
/// What it gets to stop.
const STOP: Duration = Duration::from_secs(30);

/// A folder, and the program that serves it.
pub struct Deployment {
    programs: Programs,
    dir: PathBuf,
}

impl Deployment {
    /// Nothing is made yet.
    pub fn new(programs: Programs, dir: PathBuf) -> Self {
        Self { programs, dir }
    }

    /// Serves it, and reads a page: how many seconds that took. The first time
    /// makes its data.
    pub fn start(&self) -> Result<(Demo, f64)> {
        let start = Instant::now();
        let demo = Demo::start(command(&self.programs.guichet(), &self.dir.join("demo"), &["--cases", CASES]))?;
        let page = Browser::default().get(&demo.site("portal"))?;
        match page.status {
            200 => Ok((demo, start.elapsed().as_secs_f64())),
            status => Err(odd(format!("the home page answered {status}"))),
        }
    }

    /// Serves it, and waits until the work that it found is done.
    pub fn quiet(&self) -> Result<Demo> {
        let (demo, _) = self.start()?;
        process::rest(demo.pid())?;
        Ok(demo)
    }

    /// Brings the number of invented cases of Bron to `total`; nothing serves
    /// the folder meanwhile.
    pub fn fill(&self, total: u32) -> Result<()> {
        let mut fill = Command::new(self.programs.example("fill_cases"));
        fill.arg(self.dir.join("demo/databases")).args(["bron", &total.to_string()]);
        read(&mut fill, minutes(10)).map(drop).map_err(odd)
    }

    /// Publishes as many definitions more in Bron: the paths of their pages.
    /// Nothing serves the folder meanwhile.
    pub fn publish(&self, count: u32) -> Result<Vec<String>> {
        let mut fill = Command::new(self.programs.example("fill_definitions"));
        fill.arg(self.dir.join("demo/databases")).args(["bron", &count.to_string()]);
        let paths = read(&mut fill, minutes(10)).map_err(odd)?;
        Ok(paths.lines().map(str::to_owned).collect())
    }

    /// Brings the invented accounts to `total`, with the password of `model`,
    /// and forgets the attempts that failed.
    pub fn people(&self, total: u32, model: &str) -> Result<()> {
        let mut fill = Command::new(self.programs.example("fill_accounts"));
        fill.arg(self.dir.join("demo/databases")).args([&total.to_string(), model]);
        read(&mut fill, minutes(10)).map(drop).map_err(odd)
    }

    /// Another demonstration, in a folder beside.
    pub fn apart(&self, name: &str) -> Self {
        Self { programs: self.programs.clone(), dir: self.dir.join(name) }
    }

    /// A folder beside, for the floors.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The programs that serve and that floors are made of.
    pub fn programs(&self) -> &Programs {
        &self.programs
    }
}

/// Asks it to end, and waits for it.
pub fn stop(mut demo: Demo) -> Result<()> {
    demo.ask_to_end()?;
    demo.wait(STOP)?.map(drop).ok_or_else(|| odd("it does not stop"))
}
