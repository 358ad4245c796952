//! `cargo run -p publik --example report -- PATH… [--into FOLDER]`: prints the
//! report of an import, and writes the definitions when a folder is named.

use std::{error::Error, path::PathBuf};

use publik::{import, read_paths};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let into = paths.iter().position(|path| path.as_os_str() == "--into").map(|at| paths.split_off(at));
    let import = import(&read_paths(&paths)?);
    println!("{}", import.report.to_markdown());
    if let Some(folder) = into.as_ref().and_then(|into| into.get(1)) {
        std::fs::create_dir_all(folder)?;
        for one in &import.definitions {
            std::fs::write(folder.join(format!("{}.toml", one.slug)), &one.toml)?;
        }
    }
    Ok(())
}
