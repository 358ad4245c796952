//! The Python packages of the third-party clients, in an environment of their
//! own: pinned, each file known by its hash.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{is_newer, say};
use crate::process::{self, minutes};
use crate::{Result, workspace};

/// Where the packages are installed: beside the programs that cargo builds.
pub fn environment() -> Result<PathBuf> {
    Ok(workspace::built_programs()?.join("clients-python"))
}

/// Whether this Python can make environments: Debian's cannot by itself.
pub fn can_make_environments() -> bool {
    process::read(Command::new("python3").args(["-c", "import ensurepip, venv"]), minutes(1)).is_ok()
}

/// Installs them, unless they are there.
pub fn packages() -> Result<()> {
    let (place, list) = (environment()?, workspace::root().join("tests/clients/requirements.txt"));
    let stamp = place.join("installed");
    if is_newer(&stamp, &list) {
        say("Python packages", "present");
        return Ok(());
    }
    say("Python packages", "installing");
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place), minutes(2))?;
    let mut pip = Command::new(place.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", "--requirement"]);
    process::run(pip.arg(list), minutes(10))?;
    fs::write(&stamp, "").map_err(|error| format!("{}: {error}", stamp.display()))
}
