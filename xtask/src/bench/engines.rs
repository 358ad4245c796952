//! Forms, workflows, definitions and their import, without server: a program
//! beside measures them in its own process, round by round.

use std::process::Command;

use super::deployment::Deployment;
use super::figure::Figure;
use super::probe::{Result, odd};
use super::sample::Sample;
use crate::process::{minutes, read};

/// Rows inserted one by one by the floor.
const ROWS: f64 = 200.0;

/// A long form evaluated, and one of its pages drawn: the aims are in microseconds.
pub fn forms(deployment: &Deployment) -> Result<Vec<Figure>> {
    let evaluated = sample(deployment, "form")?;
    let drawn = sample(deployment, "page")?;
    Ok(vec![
        Figure::new("form of 200 questions, evaluated", evaluated, "µs").aim(200.0),
        Figure::new("one of its pages, drawn", drawn, "µs").aim(500.0),
    ])
}

/// A step of a workflow, beside the transaction in which any step ends.
pub fn step(deployment: &Deployment) -> Result<Vec<Figure>> {
    let mut insert = Command::new(deployment.programs().example("bare_insert"));
    insert.arg(deployment.beside("transactions")).args([ROWS.to_string(), "1".to_owned()]);
    let seconds = numbers(&mut insert)?.first().copied().ok_or_else(|| odd("the floor tells no time"))?;
    let step = Figure::new("workflow step, five effects", sample(deployment, "step")?, "µs");
    Ok(vec![step.beside(seconds / ROWS * 1e6, "a bare transaction")])
}

/// What a replica does for a definition that it does not keep compiled.
pub fn definition(deployment: &Deployment) -> Result<Vec<Figure>> {
    let [milliseconds, kilobytes] = figures(deployment, "load")?[..] else { return Err(odd("a time and a size are told")) };
    Ok(vec![Figure::new("definition, loaded", milliseconds, "ms"), Figure::new("memory, a definition", kilobytes, "kB")])
}

/// A whole site of Publik.
pub fn import(deployment: &Deployment) -> Result<Vec<Figure>> {
    Ok(vec![Figure::new("import, 80 forms and 40 workflows", sample(deployment, "publik")?, "s").aim(5.0)])
}

/// The studio's page of a workflow.
pub fn outline(deployment: &Deployment) -> Result<Vec<Figure>> {
    Ok(vec![Figure::new("workflow of 32 statuses, told and drawn", sample(deployment, "outline")?, "ms").aim(50.0)])
}

fn sample(deployment: &Deployment, what: &str) -> Result<Sample> {
    Sample::of(figures(deployment, what)?).ok_or_else(|| odd("nothing was measured"))
}

fn figures(deployment: &Deployment, what: &str) -> Result<Vec<f64>> {
    numbers(Command::new(deployment.programs().example("engines")).arg(what))
}

/// A number on each line.
fn numbers(program: &mut Command) -> Result<Vec<f64>> {
    let told = read(program, minutes(5)).map_err(odd)?;
    told.lines().map(|line| line.trim().parse().map_err(|_| odd(format!("« {line} » is no figure")))).collect()
}
