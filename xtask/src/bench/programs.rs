//! The programs measured, and those that they are measured with.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, minutes};
use crate::{Result, workspace};

const PROGRAM: &str = "guichet";
/// Floors, what fills instances, what measures without server.
const EXAMPLES: [&str; 7] = ["bare", "bare_insert", "bare_provider", "engines", "fill_accounts", "fill_cases", "fill_definitions"];

/// Copies of what was built: a build meanwhile changes nothing of a run.
#[derive(Clone)]
pub struct Programs(PathBuf);

impl Programs {
    /// Builds them in `dev` (dependencies that compute are optimised) or
    /// `release`, and copies them to a folder.
    pub fn build(profile: &str, folder: PathBuf) -> Result<Self> {
        let mut build = workspace::locked_cargo(["build", "--package", "guichet", "--bin", PROGRAM, "--examples", "--profile", profile]);
        process::run(&mut build, minutes(45))?;
        let own = workspace::built_programs()?;
        let built = own.parent().unwrap_or(&own).join(if profile == "dev" { "debug" } else { "release" });
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        copy(&built.join(PROGRAM), &folder)?;
        EXAMPLES.iter().try_for_each(|name| copy(&built.join("examples").join(name), &folder))?;
        Ok(Self(folder))
    }

    /// The program itself.
    pub fn guichet(&self) -> PathBuf {
        self.0.join(PROGRAM)
    }

    /// Another of the programs, by name.
    pub fn example(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

fn copy(program: &Path, folder: &Path) -> Result<()> {
    let name = program.file_name().unwrap_or_default();
    fs::copy(program, folder.join(name)).map(drop).map_err(|error| format!("{}: {error}", program.display()))
}
