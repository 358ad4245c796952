//! A private PostgreSQL for one run of the tests: on loopback, on a free port,
//! with throw-away data that any local user may read.
//!
//! A small shell owns the server and watches a pipe that only xtask holds: the
//! server stops and its data go when xtask ends, whatever ended it.

use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Result, process, workspace};

const DATABASE: &str = "guichet_test";
const USER: &str = "guichet";
const START: Duration = Duration::from_secs(60);
const STOP: Duration = Duration::from_secs(30);

/// Interrupts are for xtask: the end of its pipe tells the shell.
const GUARDIAN: &str = r#"
trap '' INT
data=$1
shift
"$@" &
server=$!
cat
kill -INT "$server"
wait "$server"
rm -rf "$data"
"#;

/// Speed over safety: nothing here outlives the run.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];

/// A running server; dropping it stops it and removes its data.
pub struct Postgres {
    guardian: Child,
    port: u16,
}

impl Postgres {
    /// Makes a database in collation `C.UTF-8` and serves it.
    pub fn start() -> Result<Self> {
        let programs = programs().ok_or("PostgreSQL is missing: run cargo xtask setup")?;
        let owner = unprivileged()?;
        let data = data_folder(owner)?;
        create(&programs, &data, owner)?;
        let port = free_port()?;
        let log = workspace::built_programs()?.join("postgres.log");
        let guardian = serve(&programs, &data, owner, port, &log)?;
        let server = Self { guardian, port };
        wait_until_ready(&data, &log)?;
        Ok(server)
    }

    /// Where tests connect.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{DATABASE}", self.port)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        if let Err(message) = process::wait(&mut self.guardian, STOP, "postgres") {
            eprintln!("xtask: {message}");
        }
    }
}

/// The folder of the server's programs: Debian keeps them off the PATH.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = newest(versions).map(|version| version.join("bin"));
    let on_path = || workspace::on_path("initdb").and_then(|program| program.parent().map(Path::to_owned));
    newest.filter(|folder| folder.join("initdb").is_file()).or_else(on_path)
}

fn newest(versions: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    versions.max_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()))
}

/// PostgreSQL refuses to run as root: the user it runs as then.
fn unprivileged() -> Result<Option<u32>> {
    if !is_root()? {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    let found = user_id(&users, "postgres").or_else(|| user_id(&users, "nobody"));
    found.map(Some).ok_or_else(|| "no user to run PostgreSQL as: run the tests without being root".to_owned())
}

/// Whether this process may do everything.
pub fn is_root() -> Result<bool> {
    fs::metadata("/proc/self").map(|own| own.uid() == 0).map_err(|error| format!("/proc/self: {error}"))
}

fn user_id(users: &str, name: &str) -> Option<u32> {
    let mut lines = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    lines.find(|fields| fields.first() == Some(&name))?.get(2)?.parse().ok()
}

/// Outside the target folder, which the unprivileged user may not reach.
fn data_folder(owner: Option<u32>) -> Result<PathBuf> {
    let data = std::env::temp_dir().join(format!("guichet-postgres-{}", std::process::id()));
    let made = DirBuilder::new().mode(0o700).create(&data).and_then(|()| chown(&data, owner, None));
    made.map(|()| data.clone()).map_err(|error| format!("{}: {error}", data.display()))
}

fn create(programs: &Path, data: &Path, owner: Option<u32>) -> Result<()> {
    let mut initdb = program(programs, "initdb", data, owner);
    initdb.args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions", "--username", USER]);
    process::read(initdb.arg("--pgdata").arg(data), process::minutes(2))?;

    let mut single = program(programs, "postgres", data, owner);
    single
        .args(["--single", "-F", "-c", "log_checkpoints=off", "-D"])
        .arg(data)
        .arg("postgres")
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    let mut child = single.spawn().map_err(|error| format!("cannot start postgres: {error}"))?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "CREATE DATABASE {DATABASE}").map_err(|error| format!("postgres --single: {error}"))?;
    }
    let status = process::wait(&mut child, process::minutes(1), "postgres --single")?;
    if status.success() { Ok(()) } else { Err(format!("postgres --single: {status}")) }
}

fn serve(programs: &Path, data: &Path, owner: Option<u32>, port: u16, log: &Path) -> Result<Child> {
    let errors = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let mut guardian = as_user(Command::new("sh"), data, owner);
    guardian.args(["-c", GUARDIAN, "guardian"]).arg(data).arg(programs.join("postgres")).arg("-D").arg(data);
    guardian.arg("-c").arg(format!("port={port}")).args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    guardian.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(errors);
    guardian.spawn().map_err(|error| format!("cannot start postgres: {error}"))
}

fn program(programs: &Path, name: &str, data: &Path, owner: Option<u32>) -> Command {
    as_user(Command::new(programs.join(name)), data, owner)
}

fn as_user(mut command: Command, data: &Path, owner: Option<u32>) -> Command {
    command.current_dir(data).env("LC_ALL", "C.UTF-8");
    if let Some(owner) = owner {
        command.uid(owner);
    }
    command
}

fn free_port() -> Result<u16> {
    let found = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    found.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

fn wait_until_ready(data: &Path, log: &Path) -> Result<()> {
    let deadline = Instant::now() + START;
    while Instant::now() < deadline {
        if fs::read_to_string(data.join("postmaster.pid")).is_ok_and(|state| is_ready(&state)) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(format!("PostgreSQL did not start; it said:\n{}", fs::read_to_string(log).unwrap_or_default()))
}

/// The server writes its state on the eighth line of its pid file.
fn is_ready(state: &str) -> bool {
    state.lines().nth(7).is_some_and(|line| line.trim() == "ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_taken() {
        let versions = ["/usr/lib/postgresql/9", "/usr/lib/postgresql/15", "/usr/lib/postgresql/old"];
        assert_eq!(newest(versions.iter().map(PathBuf::from)), Some(PathBuf::from("/usr/lib/postgresql/15")));
    }

    #[test]
    fn a_user_is_found_by_name() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n";
        assert_eq!(user_id(users, "postgres"), Some(101));
        assert_eq!(user_id(users, "nobody"), None);
    }

    #[test]
    fn the_server_is_ready_once_it_says_so() {
        let starting = "4242\n/tmp/data\n1790000000\n5432\n\n127.0.0.1\n  1 2\nstarting\n";
        assert!(!is_ready(starting));
        assert!(is_ready(&starting.replace("starting", "ready   ")));
    }
}
