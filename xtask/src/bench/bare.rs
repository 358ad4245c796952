//! Floors that serve: programs that do the least that anything of their kind could.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::probe::{Result, odd};

/// A server that prints its address; dropping it kills it.
pub struct Bare {
    child: Child,
    /// `http://host:port`.
    pub url: String,
}

impl Bare {
    /// Starts it, and waits for its address.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut bare = Self { child, url: String::new() };
        let output = bare.child.stdout.take().ok_or_else(|| odd("the bare server has no output"))?;
        BufReader::new(output).read_line(&mut bare.url)?;
        bare.url = bare.url.trim().to_owned();
        Ok(bare)
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // it may have ended already
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
