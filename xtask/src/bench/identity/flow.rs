//! The whole code flow: what it costs alone, and how long it takes in a crowd.

use std::time::Instant;

use super::{Provider, USUAL, address, host};
use crate::bench::code_flow::{AIM, Flow};
use crate::bench::deployment::Deployment;
use crate::bench::figure::Figure;
use crate::bench::load::each_in_its_thread;
use crate::bench::probe::{Connection, Result, odd, request};
use crate::bench::sample::{Sample, cpu};

/// People at once.
const CROWD: usize = 16;
/// Times that each goes round.
const TIMES: usize = 60;
/// In a crowd, at most so many milliseconds for 99 of 100.
const SLOWEST: f64 = 150.0;
/// The least that three requests do: a code kept, exchanged for what is signed, and its person read.
const LEAST: [&str; 3] = ["/durable", "/signed", "/row"];

/// CPU of one, then the crowd.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let provider = Provider::with(deployment, USUAL)?;
    let floor = provider.floor("flow")?;
    let people = (0..CROWD).map(|number| Flow::new(&provider.connect, provider.signed_in(number)?, &address(number)));
    let mut people = people.collect::<Result<Vec<Flow>>>()?;
    let mut least = (0..CROWD).map(|_| Least::new(&floor.url)).collect::<Result<Vec<Least>>>()?;

    let (first, bare) = (&mut people[0], &mut least[0]);
    let alone = cpu(provider.demo.pid(), || first.once().map(drop))?;
    let floor_alone = cpu(floor.pid(), || bare.once())?;
    let floor_crowd = crowd(least, Least::once)?;
    let ours = crowd(people, |flow| flow.once().map(drop))?;
    provider.stop()?;
    Ok(vec![
        Figure::new("CPU, code flow", alone, "ms").aim(AIM).beside(floor_alone.median(), "axum, the same writes and signature"),
        Figure::new("code flow, 16 at once, median", ours.median(), "ms").beside(floor_crowd.median(), "the same floor"),
        Figure::new("code flow, 16 at once, 99 of 100 within", ours.within(0.99), "ms")
            .aim(SLOWEST)
            .beside(floor_crowd.within(0.99), "the same floor"),
    ])
}

/// How many milliseconds each turn of each of them took.
fn crowd<T: Send>(people: Vec<T>, once: impl Fn(&mut T) -> Result<()> + Sync) -> Result<Sample> {
    let took = each_in_its_thread(people, |mut person| {
        once(&mut person)?;
        (0..TIMES)
            .map(|_| {
                let begun = Instant::now();
                once(&mut person).map(|()| begun.elapsed().as_secs_f64() * 1_000.0)
            })
            .collect::<Result<Vec<f64>>>()
    })?;
    Sample::of(took.concat()).ok_or_else(|| odd("nothing was measured"))
}

/// A client of the floor.
struct Least {
    connection: Connection,
    requests: Vec<Vec<u8>>,
}

impl Least {
    fn new(url: &str) -> Result<Self> {
        let host = host(url)?;
        let requests = LEAST.iter().map(|path| request("GET", host, path, &[], b"")).collect();
        Ok(Self { connection: Connection::open(host)?, requests })
    }

    fn once(&mut self) -> Result<()> {
        self.requests.iter().try_for_each(|bytes| match self.connection.exchange(bytes)?.status {
            200 => Ok(()),
            status => Err(odd(format!("the floor answered {status}"))),
        })
    }
}
