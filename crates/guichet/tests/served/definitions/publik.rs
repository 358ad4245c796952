//! Exports of Publik, brought in from the command line.

use std::fs;
use std::path::Path;

use super::desk::{Desk, TEST};
use crate::probe::Result;

fn fixtures() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../publik/fixtures").display().to_string()
}

#[test]
fn definitions_and_the_report_are_written_once() -> Result<()> {
    let desk = Desk::bare()?;
    let exports = fixtures();
    let read = ["import", "--from", "publik", &exports];
    let told = desk.definition(&read)?;
    told.says(0, &["téléservices: ", " ready, ", " to check, ", " to redo."]);
    let into = [&read[..], &["--into", "repris"]].concat();
    desk.definition(&into)?.says(0, &["Written in repris: ", "rapport.md"]);
    let written: Vec<_> = fs::read_dir(desk.path("repris"))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_>>()?;
    assert!(written.len() > 10, "{written:?}");
    assert!(fs::read_to_string(desk.path("repris/rapport.md"))?.starts_with("# Import de téléservices Publik"));
    for path in written.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
        desk.definition(&["check", &path.display().to_string()])?.says(0, &[]);
    }
    fs::write(desk.path("repris/rapport.md"), "relu")?;
    desk.definition(&into)?.says(1, &["already there, so nothing is written (--force replaces them)", "repris/rapport.md"]);
    assert_eq!(fs::read_to_string(desk.path("repris/rapport.md"))?, "relu");
    desk.definition(&[&into[..], &["--force"]].concat())?.says(0, &["Written in repris"]);
    assert!(fs::read_to_string(desk.path("repris/rapport.md"))?.starts_with("# Import"));
    Ok(())
}

#[test]
fn those_that_are_ready_are_imported_after_the_plan() -> Result<()> {
    let desk = Desk::open()?;
    let before = desk.published()?;
    let exports = fixtures();
    let import = ["import", "--from", "publik", &exports, "--instance", TEST];
    let planned = desk.definition(&[&import[..], &["--dry-run"]].concat())?;
    planned.says(0, &["Plan for bron~test:", "0 refused."]);
    let count = |word: &str| planned.out.lines().filter(|line| line.starts_with(word)).count();
    let (added, changed) = (count("added "), count("changed "));
    assert!(added > 0 && planned.out.contains(&format!(" {} ready, ", added + changed)), "{}", planned.out);
    assert_eq!(desk.published()?, before);
    desk.definition(&[&import[..], &["--yes"]].concat())?.says(0, &["Imported in bron~test."]);
    assert_eq!(desk.published()?.len(), before.len() + added);
    desk.definition(&["undo", "--instance", TEST])?.says(0, &["Taken back"]);
    assert_eq!(desk.published()?, before);
    Ok(())
}

#[test]
fn hostile_exports_are_told_and_stop_nothing() -> Result<()> {
    let desk = Desk::bare()?;
    desk.write("site/cut.wcs", "<formdef><name>Coup")?;
    desk.write("site/bomb.wcs", "<!DOCTYPE a [<!ENTITY x \"y\">]><formdef>&x;</formdef>")?;
    desk.write("site/deep.wcs", "<a>".repeat(100_000))?;
    desk.write("site/fake.zip", b"PK\x03\x04\x1b[2J")?;
    let told = desk.definition(&["import", "--from", "publik", "site", "--into", "out"])?;
    told.says(0, &["0 téléservices", "refused    site/cut.wcs", "DOCTYPE", "refused    site/deep.wcs", "refused    site/fake.zip"]);
    desk.definition(&["import", "--from", "publik", "absent"])?.says(1, &["absent: No such file"]);
    desk.definition(&["import", "--from", "autre", "site"])?.says(2, &["possible values: publik"]);
    desk.definition(&["import", "--into", "out", "--instance", TEST, "site"])?.says(2, &["--from"]);
    Ok(())
}
