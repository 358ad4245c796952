//! A deployment with the two spaces of Bron, and a hand that types commands.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::probe::{Result, odd};

/// A whole definition, new everywhere.
pub const COMPOSTEUR: &str = include_str!("../../../../definition/src/reference/example.toml");
/// One that Bron publishes from its opening.
pub const BUVETTE: &str = include_str!("../../../../../definitions/buvette.toml");
/// Where things are brought in.
pub const TEST: &str = "bron~test";

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Told {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Told {
    /// It ended so, and said each of these on one of the two sides.
    pub fn says(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "{self:?}");
        for words in words {
            assert!(self.out.contains(words) || self.err.contains(words), "« {words} » is not in {self:?}");
        }
        self
    }
}

/// A folder where a deployment is kept, and files are written.
pub struct Desk(tempfile::TempDir);

impl Desk {
    /// Nothing is deployed.
    pub fn bare() -> Result<Self> {
        tempfile::tempdir().map(Self)
    }

    /// The spaces of Bron are open.
    pub fn open() -> Result<Self> {
        let desk = Self::bare()?;
        desk.write("secret", "ab".repeat(32).as_bytes())?;
        desk.write("answers.key", "cd".repeat(32).as_bytes())?;
        desk.write("guichet.toml", configuration(desk.0.path()).as_bytes())?;
        let opened = desk.run(&["instance", "open", "bron"])?;
        if opened.code == 0 { Ok(desk) } else { Err(odd(opened.err)) }
    }

    /// Types `guichet`, and these words.
    pub fn run(&self, words: &[&str]) -> Result<Told> {
        self.answering(words, "")
    }

    /// Types `guichet definition`, and these words.
    pub fn definition(&self, words: &[&str]) -> Result<Told> {
        self.answering(&[&["definition"], words].concat(), "")
    }

    /// The same, and answers what is asked.
    pub fn answering(&self, words: &[&str], answer: &str) -> Result<Told> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(words).current_dir(self.0.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(answer.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Told { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) })
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, bytes)
    }

    /// Everything that the test space publishes, exactly.
    pub fn published(&self) -> Result<Vec<(String, String)>> {
        let told = self.definition(&["export", "--instance", TEST, "--json", "--into", "published", "--force"])?;
        told.says(0, &["Written in published"]);
        let mut files = Vec::new();
        for entry in fs::read_dir(self.path("published"))? {
            let path = entry?.path();
            files.push((path.display().to_string(), fs::read_to_string(&path)?));
        }
        fs::remove_dir_all(self.path("published"))?;
        files.sort();
        Ok(files)
    }
}

fn configuration(folder: &Path) -> String {
    let example = include_str!("../../../../../docs/guichet.example.toml");
    let folder = folder.display();
    example
        .replace("/var/lib/guichet", &format!("{folder}/data"))
        .replace("/etc/guichet/secret", &format!("{folder}/secret"))
        .replace("/etc/guichet/answers-2026.key", &format!("{folder}/answers.key"))
        .replace("user = \"guichet\"\npassword_file = \"/etc/guichet/smtp-password\"\n", "")
}
