//! Where a test keeps its demonstration.

use std::path::Path;
use std::process::Command;

use crate::probe::{Demo, Result, command};

/// A folder that goes with the test.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Result<Self> {
        tempfile::tempdir().map(Self)
    }

    /// Where its data are.
    pub fn folder(&self) -> String {
        self.0.path().display().to_string()
    }

    /// Starts a demonstration without invented requests, there.
    pub fn start(&self, options: &[&str]) -> Result<Demo> {
        Demo::start(self.command(options))
    }

    /// The same, where no file may grow past `kib`: writing fails from there
    /// on, as on a full disk.
    pub fn start_within(&self, kib: u64) -> Result<Demo> {
        let inner = self.command(&[]);
        let mut bounded = Command::new("sh");
        // a file too large ends a process that does not ignore the signal; `ulimit -f` counts blocks of 512 bytes
        bounded
            .args(["-c", &format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kib * 2), "sh"])
            .arg(inner.get_program())
            .args(inner.get_args());
        Demo::start(bounded)
    }

    fn command(&self, options: &[&str]) -> Command {
        let options = [&["--cases", "0"], options].concat();
        command(Path::new(env!("CARGO_BIN_EXE_guichet")), self.0.path(), &options)
    }
}
