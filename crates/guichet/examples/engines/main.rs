//! What the engines cost, without server or database, for the bench. Argument:
//! what to measure. Prints a figure a line, one for each round.

mod documents;
mod rounds;
#[path = "../../../publik/tests/site/mod.rs"]
mod site;

use std::{
    collections::{BTreeMap, BTreeSet},
    hint::black_box,
    time::Instant,
};

use authoring::outline::{diagram, outline};
use definition::{Compiled, Served, TESTS_BEGIN, canonical_json, hash, outer_scope};
use expr::{Today, Value, Values};
use forms::{Answers, CompiledForm, Journey, Links, Lookups, edit_page, sample_answers};
use rounds::{resident, rounds};
use workflow::{Actor, Move, Snapshot, start, step};

type Failure = Box<dyn std::error::Error>;

const NOW: Today = Today { now: TESTS_BEGIN };

fn main() -> Result<(), Failure> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let figures = match asked.as_str() {
        "form" => form()?,
        "page" => page()?,
        "step" => one_step()?,
        "load" => load()?,
        "publik" => publik(),
        "outline" => drawn()?,
        other => return Err(format!("« {other} »: form, page, step, load, publik or outline").into()),
    };
    figures.iter().for_each(|figure| println!("{figure}"));
    Ok(())
}

/// The long form with good answers to everything that it asks.
fn answered() -> Result<(CompiledForm, Answers), Failure> {
    let form = CompiledForm::compile(&documents::long_form()?, &outer_scope()).map_err(|wrong| format!("{wrong:?}"))?;
    let answers = sample_answers(&form, &Lookups::default(), NOW, &outer(), 0).ok_or("the samples are refused")?;
    Ok((form, answers))
}

fn outer() -> Values {
    let channel = Value::Record([("channel".to_owned(), Value::from("online"))].into());
    Values::from([("case".to_owned(), channel)])
}

/// Microseconds: every condition evaluated, every answer checked.
fn form() -> Result<Vec<f64>, Failure> {
    let ((form, answers), lookups, outer) = (answered()?, Lookups::default(), outer());
    Ok(rounds(1e6, || black_box(Journey::new(&form, &answers, &lookups, NOW, &outer).is_complete())))
}

/// Microseconds: the questions of one page as HTML.
fn page() -> Result<Vec<f64>, Failure> {
    let ((form, answers), lookups) = (answered()?, Lookups::default());
    let journey = Journey::new(&form, &answers, &lookups, NOW, &outer());
    let state = journey.state(documents::LAST_PAGE);
    let drawn = edit_page(&journey, documents::LAST_PAGE, &state, Links::NONE).into_string();
    let asked = (190..200).filter(|number| drawn.contains(&format!("Question {number}"))).count();
    if asked != 10 {
        return Err(format!("{asked} questions are drawn").into());
    }
    Ok(rounds(1e6, || black_box(edit_page(&journey, documents::LAST_PAGE, &state, Links::NONE))))
}

/// Microseconds: a transition with its five effects.
fn one_step() -> Result<Vec<f64>, Failure> {
    let compiled = Compiled::new(documents::five_effects()?).map_err(|wrong| format!("{wrong:?}"))?;
    let workflow = compiled.workflow();
    let snapshot = Snapshot { answers: Values::new(), state: start(workflow, &Values::new(), TESTS_BEGIN).state };
    let actor = Actor::Agent { id: "agent".to_owned(), functions: BTreeSet::from(["livreur".parse()?]) };
    let input = Values::from([("jour".to_owned(), Value::Date(jiff::civil::date(2026, 6, 1)))]);
    let wanted = Move { transition: "livrer".parse()?, actor, input, seen_version: snapshot.state.version };
    let taken = step(workflow, &snapshot, &wanted, TESTS_BEGIN).map_err(|refusal| format!("{refusal:?}"))?;
    if taken.effects.len() != 5 {
        return Err(format!("{} effects", taken.effects.len()).into());
    }
    Ok(rounds(1e6, || black_box(step(workflow, &snapshot, &wanted, TESTS_BEGIN).is_ok())))
}

/// Milliseconds, then kilobytes: a definition among hundreds, read as they are
/// kept and loaded under the hash that they were published with.
fn load() -> Result<Vec<f64>, Failure> {
    const COUNT: usize = 500;
    let kept: Vec<_> = documents::shipped()?.iter().map(|definition| (canonical_json(definition), hash(definition))).collect();
    let (before, begun) = (resident()?, Instant::now());
    let mut loaded: BTreeMap<usize, Compiled> = BTreeMap::new();
    for (number, (text, hash)) in kept.iter().cycle().take(COUNT).enumerate() {
        let served: Served = serde_json::from_str(text)?;
        let compiled = Compiled::load(served, *hash).map_err(|wrong| format!("{wrong:?}"))?;
        loaded.insert(number, compiled);
    }
    let milliseconds = begun.elapsed().as_secs_f64() * 1e3;
    let kilobytes = (resident()? - before) * 1e3;
    drop(black_box(loaded));
    Ok(vec![milliseconds, kilobytes].into_iter().map(|all| all / COUNT as f64).collect())
}

/// Seconds: a site of 80 forms and 40 workflows.
fn publik() -> Vec<f64> {
    let files = site::files(80, 40);
    let once = || {
        let begun = Instant::now();
        black_box(publik::import(&files));
        begun.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).collect()
}

/// Milliseconds: what the studio's page of a workflow of 32 statuses is made of.
fn drawn() -> Result<Vec<f64>, Failure> {
    let definition = documents::many_statuses(32)?;
    Ok(rounds(1e3, || black_box((outline(&definition), diagram(&definition)))))
}
