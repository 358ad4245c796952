//! The programs measured, and the profile they are built in.

use std::path::{Path, PathBuf};

use crate::process::{self, minutes};
use crate::{Result, workspace};

/// What was built.
pub struct Programs {
    /// `dev` (dependencies that compute are optimised) or `release`.
    pub profile: String,
    folder: PathBuf,
}

impl Programs {
    /// Builds the binary and the floors.
    pub fn build(arguments: &[String]) -> Result<Self> {
        let profile = match arguments {
            [] => "dev",
            [option] if option == "--release" => "release",
            _ => return Err("bench knows one option: --release".to_owned()),
        };
        let mut build = workspace::locked_cargo(["build", "--package", "guichet", "--bin", "guichet", "--examples", "--profile", profile]);
        process::run(&mut build, minutes(45))?;
        let built = workspace::built_programs()?;
        let target = built.parent().unwrap_or(&built);
        let folder = target.join(if profile == "dev" { "debug" } else { "release" });
        Ok(Self { profile: profile.to_owned(), folder })
    }

    /// The program itself.
    pub fn guichet(&self) -> PathBuf {
        self.folder.join("guichet")
    }

    /// The least that could be done, by name.
    pub fn floor(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join("examples").join(name)
    }
}
