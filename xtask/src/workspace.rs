//! Where things are, and what the environment says.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::Result;

/// The root of the workspace: as cargo tells it when it starts us, since checkouts
/// that share a target folder share this program too.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = variable("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").to_owned());
        let here = PathBuf::from(here);
        here.parent().map_or_else(|| here.clone(), Path::to_owned)
    })
}

/// The folder of the programs that cargo builds in this profile, `xtask`
/// itself among them: right wherever the target directory was put.
pub fn built_programs() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(|error| format!("cannot tell where xtask is: {error}"))?;
    own.parent().map(Path::to_owned).ok_or_else(|| "xtask has no folder".to_owned())
}

/// A variable of the environment, when it is set and is text.
#[expect(clippy::disallowed_methods, reason = "the one home of xtask's settings")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether this run is the one that decides if a change lands.
pub fn in_ci() -> bool {
    variable("CI").as_deref() == Some("true")
}

/// A program of this name on the PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let folders = variable("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// `cargo`, the one that runs this xtask, at the root.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(variable("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    command.args(arguments).current_dir(root());
    command
}

/// As [`cargo`], refusing in CI to change the lock file.
pub fn locked_cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = cargo(arguments);
    if in_ci() {
        command.arg("--locked");
    }
    command
}
