//! Files written for somebody: none takes the place of another unless she says so.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
};

use crate::commands::Done;

/// Writes files in a folder, which is made if need be.
///
/// # Errors
/// When one of them is there already and `force` is not said: then none is
/// written. When the disk refuses.
pub fn write(folder: &Path, files: &[(String, &str)], force: bool) -> Done {
    let there: Vec<String> =
        files.iter().map(|(name, _)| folder.join(name)).filter(|path| path.exists()).map(|path| path.display().to_string()).collect();
    if !force && !there.is_empty() {
        return Err(format!("already there, so nothing is written (--force replaces them): {}", there.join(", ")));
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, text) in files {
        let path = folder.join(name);
        let mut options = OpenOptions::new();
        // a file that came in between is left alone
        let options = if force { options.create(true).truncate(true) } else { options.create_new(true) };
        let written = options.write(true).open(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
