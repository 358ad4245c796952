//! Exports of Publik: definitions and a report, written in a folder.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use indicatif::ProgressBar;
use publik::{FileState, Verdict};

use super::{output, plain, plan::Candidate, say};

/// The report's name in the folder.
const REPORT: &str = "rapport.md";

/// Reads exports, tells what came out of them, writes it in the folder when
/// there is one. Gives the definitions that are ready.
///
/// # Errors
/// When a path cannot be read, or the folder not be written.
pub async fn read(paths: &[PathBuf], into: Option<&Path>, force: bool) -> Result<Vec<Candidate>, String> {
    let files = publik::read_paths(paths).map_err(|error| error.to_string())?;
    // drawn on a terminal only
    let progress = ProgressBar::new_spinner().with_message(format!("reading {} files", files.len()));
    progress.enable_steady_tick(Duration::from_millis(100));
    let import = tokio::task::spawn_blocking(move || publik::import(&files)).await;
    progress.finish_and_clear();
    let import = import.map_err(|_| "the import went wrong: this is a fault of the program".to_owned())?;
    summary(&import)?;
    if let Some(folder) = into {
        let report = import.report.to_markdown();
        let named = import.definitions.iter().map(|one| (format!("{}.toml", one.slug), one.toml.as_str()));
        let files: Vec<_> = named.chain([(REPORT.to_owned(), report.as_str())]).collect();
        output::write(folder, &files, force)?;
        say(format_args!("Written in {}: {} definitions and {REPORT}, which says what to look at.", folder.display(), files.len() - 1))?;
    }
    // the report tells of the definitions in their order
    let ready = import.definitions.into_iter().zip(import.report.forms).filter(|(one, _)| one.verdict == Verdict::Ready);
    Ok(ready.map(|(one, told)| Candidate { source: told.file, definition: one.definition }).collect())
}

/// How many of each verdict, and what was not read at all.
fn summary(import: &publik::Import) -> Result<(), String> {
    let report = &import.report;
    let of = |verdict| report.verdicts(verdict);
    let (ready, check, redo) = (of(Verdict::Ready), of(Verdict::ToCheck), of(Verdict::ToRedo));
    say(format_args!("{} téléservices: {ready} ready, {check} to check, {redo} to redo.", report.forms.len()))?;
    for file in report.files.iter().filter(|file| file.state == FileState::Refused) {
        say(plain(&format!("refused    {}: {}", file.name, file.message)))?;
    }
    Ok(())
}
