//! `cargo xtask bench`: what the served program costs, beside what it aims at
//! and beside the least that anything of its kind could cost. It measures and
//! tells; it judges nothing.

mod figure;
mod filing;
mod first_visit;
mod load;
mod memory;
mod pages;
mod process;
mod programs;
mod start;
mod submissions;
mod throughput;

// the tests of the binary own it, and use more of it
#[expect(dead_code, reason = "kills and counts are for the tests")]
#[path = "../../crates/guichet/tests/served/probe/mod.rs"]
mod probe;

use std::fs;
use std::path::PathBuf;

use crate::{Result, workspace};
use figure::Figure;
use probe::Demo;
use programs::Programs;

/// What measures work on.
struct Bench {
    programs: Programs,
    /// Where the demonstration and the floors keep their data.
    dir: PathBuf,
    demo: Demo,
}

type Measure = (&'static str, fn(&Bench) -> probe::Result<Vec<Figure>>);

/// In this order: filing gives the desk something to show, and what fills the memory comes last.
const MEASURES: &[Measure] = &[
    ("first visit", first_visit::measure),
    ("a whole filing", filing::measure),
    ("pages", pages::measure),
    ("throughput", throughput::measure),
    ("submissions", submissions::measure),
    ("memory", memory::measure),
];

/// `cargo xtask bench [--release]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let programs = Programs::build(arguments)?;
    let dir = std::env::temp_dir().join(format!("guichet-bench-{}", std::process::id()));
    let figures = measure(programs, dir.clone());
    fs::remove_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let (profile, figures) = figures?;
    print!("{}", figure::table(&figures));
    println!("Profile {profile}. A ratio above 1 is beyond the aim.");
    keep(&profile, &figures)
}

fn measure(programs: Programs, dir: PathBuf) -> Result<(String, Vec<Figure>)> {
    println!("bench: start");
    let (demo, started) = start::measure(&programs, &dir).map_err(|error| error.to_string())?;
    let profile = programs.profile.clone();
    let bench = Bench { programs, dir, demo };
    let mut figures = vec![started];
    for (name, measure) in MEASURES {
        println!("bench: {name}");
        match measure(&bench) {
            Ok(found) => figures.extend(found),
            Err(error) => println!("bench: {name}: not measured: {error}"),
        }
    }
    Ok((profile, figures))
}

/// Beside the build, for whoever compares runs.
fn keep(profile: &str, figures: &[Figure]) -> Result<()> {
    let folder = workspace::root().join("target/bench");
    let path = folder.join(format!("{profile}.json"));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, format!("{:#}\n", figure::json(profile, figures))));
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    println!("Kept in {}.", path.display());
    Ok(())
}
