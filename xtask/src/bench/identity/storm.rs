//! A storm of sign-ins, each with its argon2id: does whoever is signed in
//! already wait behind it?

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{Provider, USUAL, address};
use crate::bench::code_flow::Flow;
use crate::bench::deployment::Deployment;
use crate::bench::figure::Figure;
use crate::bench::load::each_in_its_thread;
use crate::bench::probe::{Result, odd};
use crate::bench::sample::Sample;

const ROUNDS: usize = 3;
/// Browsers that sign in without end.
const STORM: usize = 16;
/// Clients that ask userinfo, and how many times in a round.
const ASKING: usize = 2;
const TIMES: usize = 200;
/// Each asks so often.
const PACE: Duration = Duration::from_millis(5);

/// Quiet, then in the storm, in turn.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let provider = Provider::with(deployment, USUAL)?;
    let clients = (0..ASKING).map(|number| {
        let mut flow = Flow::new(&provider.connect, provider.signed_in(number)?, &address(number))?;
        let access = flow.once()?;
        Ok((flow, access))
    });
    let mut clients = clients.collect::<Result<Vec<(Flow, String)>>>()?;
    let (mut quiet, mut stormy, mut signed_in) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        quiet.push(userinfo(&mut clients)?.within(0.99));
        let (within, per_second) = in_the_storm(&provider, &mut clients)?;
        stormy.push(within);
        signed_in.push(per_second);
    }
    provider.stop()?;
    let sample = |rounds| Sample::of(rounds).ok_or_else(|| odd("nothing was measured"));
    Ok(vec![
        Figure::new("userinfo in a storm of sign-ins, 99 of 100 within", sample(stormy)?, "ms").beside(sample(quiet)?.median(), "alone"),
        Figure::new("sign-ins in the storm", sample(signed_in)?, "/s"),
    ])
}

/// How long userinfo takes, in milliseconds, time after time.
fn userinfo(clients: &mut [(Flow, String)]) -> Result<Sample> {
    let took = each_in_its_thread(clients.iter_mut().collect(), |(flow, access)| {
        (0..TIMES)
            .map(|_| {
                thread::sleep(PACE);
                let begun = Instant::now();
                flow.userinfo(access).map(|()| begun.elapsed().as_secs_f64() * 1_000.0)
            })
            .collect::<Result<Vec<f64>>>()
    })?;
    Sample::of(took.concat()).ok_or_else(|| odd("nothing was measured"))
}

/// The same while others sign in: 99 of 100 within, and sign-ins in a second.
fn in_the_storm(provider: &Provider, clients: &mut [(Flow, String)]) -> Result<(f64, f64)> {
    let (over, done, begun) = (AtomicBool::new(false), AtomicUsize::new(0), Instant::now());
    thread::scope(|scope| {
        let storm = scope.spawn(|| {
            each_in_its_thread((0..STORM).collect(), |number| {
                while !over.load(Ordering::Relaxed) {
                    provider.signed_in(ASKING + number)?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            })
        });
        let asked = userinfo(clients);
        over.store(true, Ordering::Relaxed);
        storm.join().map_err(|_| odd("a worker panicked"))??;
        Ok((asked?.within(0.99), done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()))
    })
}
