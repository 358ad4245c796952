//! Installs what the tests need. Idempotent, and the only step that uses the
//! network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{self, minutes};
use crate::{Result, postgres, workspace};

mod python;

pub use python::environment as python_environment;

/// The oldest Node that has what the journeys use.
const NODE: u32 = 20;

/// A tool the tests need, and the Debian packages that bring it.
struct Tool {
    name: &'static str,
    packages: &'static [&'static str],
    present: fn() -> bool,
}

const POSTGRES: Tool = Tool { name: "PostgreSQL", packages: &["postgresql"], present: || postgres::programs().is_some() };
const CHROMIUM: Tool =
    Tool { name: "Chromium", packages: &["chromium", "fonts-liberation"], present: || workspace::on_path("chromium").is_some() };
const NODE_JS: Tool =
    Tool { name: "Node.js", packages: &["nodejs", "npm"], present: || ["node", "npm"].iter().all(|it| workspace::on_path(it).is_some()) };

const PHP: Tool =
    Tool { name: "PHP", packages: &["php-cli", "php-curl"], present: || workspace::on_path("php").is_some() && php_has_curl() };
/// The program without Debian's service, which would take port 80.
const APACHE: Tool = Tool {
    name: "Apache",
    packages: &["apache2-bin", "libapache2-mod-auth-openidc"],
    present: || are_files(&[APACHE_PROGRAM, APACHE_MODULE]),
};
const PYTHON: Tool = Tool { name: "Python", packages: &["python3", "python3-venv"], present: python::can_make_environments };

/// What the configuration of the sample and its test name.
const APACHE_PROGRAM: &str = "/usr/sbin/apache2";
const APACHE_MODULE: &str = "/usr/lib/apache2/modules/mod_auth_openidc.so";
/// The folders whose packages npm installs, by what they are for.
const NPM_OF_JOURNEYS: &str = "tests/browser";
const NPM_OF_CLIENTS: &str = "tests/clients";

const CLAMD: Tool = Tool { name: "clamd", packages: &["clamav-daemon"], present: || clamd().is_some() };

/// Debian's antivirus, for the tests that put it to work with a signature of
/// their own. Its program is not where everybody looks.
pub fn clamd() -> Option<PathBuf> {
    workspace::on_path("clamd").or_else(|| Some(PathBuf::from("/usr/sbin/clamd")).filter(|program| program.is_file()))
}

/// `cargo xtask setup`.
pub fn command(_: &[String]) -> Result<()> {
    install(&[POSTGRES, CLAMD, CHROMIUM, NODE_JS, PHP, APACHE, PYTHON])?;
    crates()?;
    nextest();
    npm_packages(NPM_OF_JOURNEYS)?;
    npm_packages(NPM_OF_CLIENTS)?;
    python::packages()
}

/// What the Rust tests need.
pub fn for_unit_tests() -> Result<()> {
    install(&[POSTGRES, CLAMD])?;
    crates()
}

/// What the journeys in the browser need.
pub fn for_journeys() -> Result<()> {
    install(&[POSTGRES, CHROMIUM, NODE_JS])?;
    npm_packages(NPM_OF_JOURNEYS)
}

/// What the third-party clients need.
pub fn for_clients() -> Result<()> {
    install(&[NODE_JS, PHP, APACHE, PYTHON])?;
    npm_packages(NPM_OF_CLIENTS)?;
    python::packages()
}

fn install(tools: &[Tool]) -> Result<()> {
    let mut missing = Vec::new();
    for tool in tools {
        let present = (tool.present)();
        say(tool.name, if present { "present" } else { "missing" });
        if !present {
            missing.extend(tool.packages);
        }
    }
    if missing.is_empty() { Ok(()) } else { install_packages(&missing) }
}

fn install_packages(packages: &[&str]) -> Result<()> {
    let line = format!("apt-get update && apt-get install --yes {}", packages.join(" "));
    if !postgres::is_root()? || workspace::on_path("apt-get").is_none() {
        return Err(format!("run this, then try again:\n  sudo sh -c '{line}'"));
    }
    say("installing", &packages.join(" "));
    process::run(apt().arg("update"), minutes(5))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages), minutes(15))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Only the crates this machine builds: those of other systems are large.
fn crates() -> Result<()> {
    let about = process::read(Command::new("rustc").arg("-vV"), minutes(1))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not name its host")?;
    process::run(&mut workspace::locked_cargo(["fetch", "--quiet", "--target", host]), minutes(10))?;
    say("crates", "present");
    Ok(())
}

fn nextest() {
    let advice = "missing, cargo test will do (cargo install cargo-nextest --locked)";
    say("cargo nextest", if workspace::on_path("cargo-nextest").is_some() { "present" } else { advice });
}

fn npm_packages(folder: &str) -> Result<()> {
    let version = process::read(Command::new("node").arg("--version"), minutes(1))?;
    if major(&version).is_none_or(|found| found < NODE) {
        return Err(format!("Node.js {NODE} or newer is needed, this one is {}", version.trim()));
    }
    let place = workspace::root().join(folder);
    let what = format!("npm packages of {folder}");
    if is_newer(&place.join("node_modules/.package-lock.json"), &place.join("package-lock.json")) {
        say(&what, "present");
        return Ok(());
    }
    say(&what, "installing");
    process::run(Command::new("npm").args(["ci", "--loglevel=error"]).current_dir(place), minutes(10))
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn php_has_curl() -> bool {
    process::read(Command::new("php").arg("-m"), minutes(1)).is_ok_and(|modules| modules.lines().any(|module| module == "curl"))
}

fn are_files(paths: &[&str]) -> bool {
    paths.iter().all(|path| Path::new(path).is_file())
}

/// Whether `stamp` was written after `source`.
fn is_newer(stamp: &Path, source: &Path) -> bool {
    let written = |path: &Path| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
    written(stamp).is_some_and(|stamped| written(source).is_some_and(|changed| stamped >= changed))
}

fn say(thing: &str, state: &str) {
    println!("setup: {thing}: {state}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("unknown"), None);
    }

    #[test]
    fn work_is_done_again_only_without_a_fresh_stamp() {
        let manifest = workspace::root().join("Cargo.toml");
        assert!(is_newer(&manifest, &manifest));
        assert!(!is_newer(Path::new("/nowhere"), &manifest));
    }
}
