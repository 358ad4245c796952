//! Antiviruses for the tests: one that stands in, and Debian's clamd when
//! `TEST_CLAMD` names its program. Both know one virus, of our own.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use outbound::Clamd;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{UnixListener, UnixStream},
    task::JoinHandle,
};

/// What they find: these words anywhere in a file.
pub(crate) const VIRUS: &str = "ceci est le virus des essais";
/// clamd, forgotten by a test that was killed, ends by itself after so many seconds.
const ENDS_AFTER: &str = "120";

/// Which antivirus.
pub(crate) enum Kind {
    /// Nobody listens where it should be.
    Absent,
    /// One that speaks as clamd does.
    StandIn,
    /// This program.
    Real(String),
}

impl Kind {
    /// Those that work.
    pub(crate) fn each() -> Vec<Self> {
        #[expect(clippy::disallowed_methods, reason = "tests find their programs in the environment")]
        let real = std::env::var("TEST_CLAMD").ok().map(Self::Real);
        std::iter::once(Self::StandIn).chain(real).collect()
    }
}

/// An antivirus, there as long as this is.
pub(crate) struct Antivirus {
    pub clamd: Clamd,
    running: Running,
    dir: TempDir,
}

#[expect(dead_code, reason = "dropped with the test")]
enum Running {
    StandIn(Ending),
    Real(Program),
    Nothing,
}

impl Antivirus {
    pub(crate) async fn of(kind: &Kind) -> Self {
        let mut antivirus = Self::absent();
        match kind {
            Kind::Absent => antivirus,
            Kind::StandIn => {
                antivirus.comes();
                antivirus
            }
            Kind::Real(program) => antivirus.starts(program).await,
        }
    }

    fn absent() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clamd = Clamd::at(dir.path().join("clamd.ctl").to_str().unwrap()).unwrap();
        Self { clamd, running: Running::Nothing, dir }
    }

    /// One that speaks as clamd does starts to listen.
    pub(crate) fn comes(&mut self) {
        let listener = UnixListener::bind(self.dir.path().join("clamd.ctl")).unwrap();
        self.running = Running::StandIn(Ending(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(judge(stream));
            }
        })));
    }

    /// Debian's, with a signature of our own and no other.
    async fn starts(mut self, program: &str) -> Self {
        let dir = self.dir.path();
        std::fs::create_dir(dir.join("signatures")).unwrap();
        let bytes: String = VIRUS.bytes().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(dir.join("signatures/own.ndb"), format!("Guichet.Essai:0:*:{bytes}\n")).unwrap();
        let folder = dir.display();
        let settings = format!(
            "LocalSocket {folder}/clamd.ctl\nDatabaseDirectory {folder}/signatures\nPidFile {folder}/clamd.pid\nForeground yes\nStreamMaxLength 26M\n"
        );
        std::fs::write(dir.join("clamd.conf"), settings).unwrap();
        self.running = Running::Real(Program::start(program, dir));
        for _ in 0..500 {
            if self.clamd.answers().await {
                return self;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{program} did not start");
    }
}

async fn judge(mut stream: UnixStream) {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    while let length @ 1.. = stream.read_u32().await.unwrap() as usize {
        let start = content.len();
        content.resize(start + length, 0);
        stream.read_exact(&mut content[start..]).await.unwrap();
    }
    let found = content.windows(VIRUS.len()).any(|words| words == VIRUS.as_bytes());
    stream.write_all(if found { b"stream: Guichet.Essai FOUND\0" } else { b"stream: OK\0" }).await.unwrap();
}

/// A task that ends with this.
struct Ending(JoinHandle<()>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// clamd, stopped by its own number.
struct Program {
    watched: Child,
    pid_file: std::path::PathBuf,
}

impl Program {
    fn start(program: &str, dir: &Path) -> Self {
        let settings = format!("--config-file={}", dir.join("clamd.conf").display());
        let mut command = Command::new("timeout");
        let watched = command.args([ENDS_AFTER, program, &settings]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { watched, pid_file: dir.join("clamd.pid") }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Ok(pid) = std::fs::read_to_string(&self.pid_file) {
            drop(Command::new("kill").args(["-KILL", pid.trim()]).status());
        }
        drop(self.watched.kill());
        drop(self.watched.wait());
    }
}
