//! A million accounts beside a thousand, and the memory that they leave.

use super::{Provider, USUAL, address};
use crate::bench::code_flow::Flow;
use crate::bench::deployment::Deployment;
use crate::bench::figure::Figure;
use crate::bench::probe::Result;
use crate::bench::process;
use crate::bench::sample::{Sample, cpu};

/// What a métropole has.
const MANY: u32 = 1_000_000;
/// The next account is so many further: no two that follow share a page of the database.
const STRIDE: usize = 7_919;

/// The same three things, with few and with many.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let (few, _) = costs(deployment, USUAL)?;
    let (many, held) = costs(deployment, MANY)?;
    let mut figures: Vec<Figure> = many
        .into_iter()
        .zip(few)
        .map(|((name, many), (_, few))| {
            Figure::new(format!("CPU, {name}, 1 000 000 accounts"), many, "ms").beside(few.median(), "1 000 accounts")
        })
        .collect();
    figures.push(Figure::new("memory, after these", held, "MB").aim(100.0));
    Ok(figures)
}

type Costs = [(&'static str, Sample); 3];

/// What each costs, and the memory held after.
fn costs(deployment: &Deployment, accounts: u32) -> Result<(Costs, f64)> {
    let provider = Provider::with(deployment, accounts)?;
    let pid = provider.demo.pid();
    let mut turn = 0;
    let sign_in = cpu(pid, || {
        turn += STRIDE;
        provider.signed_in(turn % accounts as usize).map(drop)
    })?;
    let last = accounts as usize - 1;
    let mut flow = Flow::new(&provider.connect, provider.signed_in(last)?, &address(last))?;
    let access = flow.once()?;
    let userinfo = cpu(pid, || flow.userinfo(&access))?;
    let whole = cpu(pid, || flow.once().map(drop))?;
    process::rest(pid)?;
    let held = process::resident(pid)?;
    provider.stop()?;
    Ok(([("sign-in", sign_in), ("userinfo", userinfo), ("code flow", whole)], held))
}
