//! `cargo xtask bench`: what the served program costs, beside what it aims at
//! and beside the least that anything of its kind could cost. It measures and
//! tells; it judges nothing.

mod bare;
mod code_flow;
mod definitions;
mod deployment;
mod engines;
mod figure;
mod filing;
mod first_visit;
mod identity;
mod instances;
mod lists;
mod load;
mod memory;
mod pages;
mod people;
mod plan;
mod process;
mod programs;
mod sample;
mod start;
mod submissions;
mod table;
mod throughput;

// the tests of the binary own it, and use more of it
#[expect(dead_code, reason = "kills and counts are for the tests")]
#[path = "../../crates/guichet/tests/served/probe/mod.rs"]
mod probe;

use std::fs;

use crate::{Result, workspace};
use deployment::{Deployment, stop};
use figure::Figure;
use plan::{AFTER, ALONE, BEFORE, Measure, Options, SERVED};
use probe::Demo;
use programs::Programs;

/// What measures of a served program work on. Dropped, however a run ends, it
/// ends the server.
struct Bench {
    deployment: Deployment,
    demo: Demo,
}

/// `cargo xtask bench [forms | definitions | identity | timing] [--release] [--full]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    let dir = std::env::temp_dir().join(format!("guichet-bench-{}", std::process::id()));
    let figures = Programs::build(options.profile, dir.join("programs")).and_then(|programs| {
        let deployment = Deployment::new(programs, dir.clone());
        measure(deployment, &options).map_err(|error| error.to_string())
    });
    if dir.exists() {
        fs::remove_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    }
    let figures = figures?;
    print!("{}", table::table(&figures));
    println!("\nProfile {}. « Of it » is the median over the aim, or over what stands beside.", options.profile);
    keep(&options, &figures)
}

fn measure(deployment: Deployment, options: &Options) -> probe::Result<Vec<Figure>> {
    let asked = ALONE.iter().filter(|(word, _)| options.only.is_none_or(|only| only == *word));
    let mut figures: Vec<Figure> = asked.flat_map(|(_, measures)| each(measures, |take| take(&deployment, options))).collect();
    if options.only.is_some() {
        return Ok(figures);
    }
    figures.extend(each(BEFORE, |take| take(&deployment, options)));
    let demo = deployment.quiet()?;
    let bench = Bench { deployment, demo };
    figures.extend(each(SERVED, |take| take(&bench)));
    let Bench { deployment, demo } = bench;
    stop(demo)?;
    figures.extend(each(AFTER, |take| take(&deployment, options)));
    Ok(figures)
}

/// Takes measures in order. One that fails is told, and leaves the others.
fn each<F: Copy>(measures: &[Measure<F>], take: impl Fn(F) -> probe::Result<Vec<Figure>>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for Measure { name, how, take: measure } in measures {
        println!("bench: {name}");
        match take(*measure) {
            Ok(found) => figures.extend(found.into_iter().map(|figure| Figure { how, ..figure })),
            Err(error) => println!("bench: {name}: not measured: {error}"),
        }
    }
    figures
}

/// Beside the build, for whoever compares runs. A run of one group alone leaves the others' figures.
fn keep(options: &Options, figures: &[Figure]) -> Result<()> {
    let folder = workspace::root().join("target/bench");
    let path = folder.join(format!("{}{}.json", options.only.map(|word| format!("{word}-")).unwrap_or_default(), options.profile));
    let json = figure::json(options.profile, figures);
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, format!("{json:#}\n")));
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    println!("Kept in {}.", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_that_fails_leaves_the_others_and_each_figure_says_how() {
        type Take = fn() -> probe::Result<Vec<Figure>>;
        let measures: [Measure<Take>; 2] = [
            Measure { name: "one", how: "It cannot.", take: || Err(probe::odd("no")) },
            Measure { name: "two", how: "By counting.", take: || Ok(vec![Figure::new("two", 2.0, "")]) },
        ];
        let figures = each(&measures, |take| take());
        assert_eq!(figures.iter().map(|figure| (figure.name.as_str(), figure.how)).collect::<Vec<_>>(), [("two", "By counting.")]);
    }
}
