//! What a run measures: the options typed, and every measure with how it is taken.

use super::deployment::Deployment;
use super::figure::Figure;
use super::{
    Bench, code_flow, definitions, engines, filing, first_visit, identity, instances, lists, memory, pages, probe, start, submissions,
    throughput,
};
use crate::Result;

/// What was asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    pub profile: &'static str,
    /// Cases in the large instance.
    pub cases: u32,
    /// Only the measures of this word of [`ALONE`].
    pub only: Option<&'static str>,
}

impl Options {
    /// Reads `[forms | definitions | identity | timing] [--release] [--full]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { profile: "dev", cases: 200_000, only: None };
        for argument in arguments {
            match argument.as_str() {
                "--release" => options.profile = "release",
                "--full" => options.cases = 2_000_000,
                other => match ALONE.iter().find(|(word, _)| *word == other) {
                    Some((word, _)) => options.only = Some(word),
                    None => return Err(format!("bench does not know {other}: forms, definitions, identity, timing, --release or --full")),
                },
            }
        }
        Ok(options)
    }
}

/// Takes a folder that nothing serves: it starts and stops the server itself.
type OnFolder = fn(&Deployment, &Options) -> probe::Result<Vec<Figure>>;
/// Asks things of a server.
type OnServer = fn(&Bench) -> probe::Result<Vec<Figure>>;

/// A measure.
pub struct Measure<F> {
    pub name: &'static str,
    /// How its figures are obtained.
    pub how: &'static str,
    pub take: F,
}

const fn measure<F: Copy>(name: &'static str, take: F, how: &'static str) -> Measure<F> {
    Measure { name, how, take }
}

/// What can be asked for alone, by its word.
pub const ALONE: &[(&str, &[Measure<OnFolder>])] =
    &[("forms", ENGINES), ("definitions", DEFINITIONS), ("identity", IDENTITY), ("timing", TIMING)];

/// Without server.
const ENGINES: &[Measure<OnFolder>] = &[
    measure(
        "forms",
        |deployment, _| engines::forms(deployment),
        "Of 20 pages, 100 questions asked on a condition: every condition evaluated, every answer checked; HTML of one page of 10. 5 rounds of 300 ms.",
    ),
    measure(
        "workflow",
        |deployment, _| engines::step(deployment),
        "The transition decided and its effects made, as values; beside a row inserted, as durable as everything else.",
    ),
    measure(
        "definition",
        |deployment, _| engines::definition(deployment),
        "Read from canonical JSON and loaded to serve, as published: five of those shipped, 100 times each, nothing shared. VmRSS added.",
    ),
    measure(
        "publik",
        |deployment, _| engines::import(deployment),
        "Made-up exports with the constructs that real ones use, from bytes to definitions and report; 3 times.",
    ),
    measure(
        "studio",
        |deployment, _| engines::outline(deployment),
        "What the studio's page of a workflow is made of: its lines and its drawing. 5 rounds of 300 ms.",
    ),
];

/// In a folder of its own.
const DEFINITIONS: &[Measure<OnFolder>] = &[measure(
    "definitions",
    |deployment, _| definitions::measure(deployment),
    "3 000 definitions in one instance, all in the catalogue, nothing shared. Start: to a page of one. First page: 30 rounds of 100, by the clock. Memory: at rest.",
)];

/// The identity provider, in a folder of its own: the demonstration's, served whole.
const IDENTITY: &[Measure<OnFolder>] = &[
    measure(
        "provider, endpoints",
        |deployment, _| identity::endpoints::measure(deployment),
        "Server CPU of one request, 300 ms in a round, beside axum that answers as many bytes, and as many rows written or read.",
    ),
    measure(
        "provider, code flow",
        |deployment, _| identity::flow::measure(deployment),
        "Signed in and agreed before. Alone: CPU, beside axum with two durable rows, a signature and a row read. In a crowd: 16 people, 60 flows each, by the clock.",
    ),
    measure(
        "provider, storm",
        |deployment, _| identity::storm::measure(deployment),
        "Userinfo every 5 ms on 2 connections, 400 in a round, by the clock: alone, and while 16 browsers sign in without end. At most 3 times.",
    ),
    measure(
        "provider, accounts",
        |deployment, _| identity::accounts::measure(deployment),
        "Server CPU with 1 000 000 accounts beside 1 000, sign-in with its argon2id. VmRSS: the demonstration's process, its four sites, after those runs, at rest.",
    ),
];

/// Does the time of an answer tell whether an address has an account?
const TIMING: &[Measure<OnFolder>] = &[measure(
    "provider, timing",
    |deployment, _| identity::timing::measure(deployment),
    "The same form sent with an address known and one unknown in a drawn order, 300 times, by the clock; the rank test of Mann and Whitney, 0 when nothing differs.",
)];

/// First: the folder is made, then has 60 instances.
pub const BEFORE: &[Measure<OnFolder>] = &[
    measure("first start", |deployment, _| start::first(deployment), "Seconds from the command to the home page, in an empty folder."),
    measure(
        "instances",
        |deployment, _| instances::measure(deployment),
        "VmRSS when a page was read in every instance and the server rests. Each instance more: what those opened in between added.",
    ),
    measure("start", |deployment, _| start::again(deployment), "Seconds from the command to the home page, on the data of 60 instances."),
];

/// Then, of one server. Filing gives the desk something to show.
pub const SERVED: &[Measure<OnServer>] = &[
    measure("first visit", first_visit::measure, "The home page, its styles and scripts, as they travel (Brotli)."),
    measure("filing", filing::measure, "Server CPU of 8 filings, one after the other, with their jobs (e-mail, PDF, projection)."),
    measure("pages", pages::measure, "Server CPU of a page read again and again by one person, 300 ms of it in a round."),
    measure(
        "code flow",
        code_flow::measure,
        "Server CPU of /authorize, /token and /userinfo, 300 ms in a round: signed in and agreed before, so no password hash.",
    ),
    measure("throughput", throughput::measure, "2 000 home pages by 4 connections, in turn with a bare server that answers as many bytes."),
    measure(
        "submissions",
        submissions::measure,
        "40 requests sent by 4 connections, every page answered before, in turn with 400 rows inserted one by one by 4 tasks.",
    ),
    measure("memory", memory::measure, "VmRSS of the server after all the measures above, at rest."),
];

/// Last: an instance grows.
pub const AFTER: &[Measure<OnFolder>] = &[measure(
    "desk lists",
    |deployment, options| lists::measure(deployment, options.cases),
    "Server CPU of a list read again and again in one instance, 300 ms in a round, beside the same with few cases; a fifth is open.",
)];

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_run_is_short_and_in_dev_unless_told() {
        assert_eq!(parse(""), Ok(Options { profile: "dev", cases: 200_000, only: None }));
        assert_eq!(parse("--full --release"), Ok(Options { profile: "release", cases: 2_000_000, only: None }));
        assert_eq!(["forms", "timing"].map(|word| parse(word).unwrap().only), [Some("forms"), Some("timing")]);
        assert!(parse("--fast").is_err());
    }
}
