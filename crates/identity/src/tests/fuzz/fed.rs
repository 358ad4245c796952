//! What a target is fed with, one input after the other.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use super::{Target, mutate::Mutator};

/// Inputs kept to be changed again, beside the samples.
const CROWD: usize = 64;
/// What takes longer to read is kept: whoever sends it costs us more than it
/// costs him. Tests are not optimised: some ten times what it takes in release.
const SLOW: Duration = Duration::from_secs(1);
/// What is found of one target, at most.
const MOST: usize = 10;

/// A stream of inputs.
pub(super) struct Fed {
    pool: Vec<Vec<u8>>,
    samples: usize,
    mutator: Mutator,
}

impl Fed {
    /// The same stream for the same seed.
    pub(super) fn new(target: &Target, seed: u64) -> Self {
        let pool = (target.samples)();
        Self { samples: pool.len(), pool, mutator: Mutator::new(seed) }
    }

    /// The next input: a sample, or what one became, changed again.
    pub(super) fn next(&mut self) -> Vec<u8> {
        let from = self.mutator.below(self.pool.len());
        let other = self.mutator.below(self.samples);
        let changed = self.mutator.change(&self.pool[from], &self.pool[other]);
        if self.pool.len() < self.samples + CROWD {
            self.pool.push(changed.clone());
        } else if self.mutator.below(8) == 0 {
            let place = self.samples + self.mutator.below(CROWD);
            self.pool[place].clone_from(&changed);
        }
        changed
    }
}

/// Feeds a target for so long; how many inputs were kept.
pub(super) fn feed_for(target: &Target, time: Duration, seed: u64, kept: &Path) -> usize {
    // what is made once is made before anything is timed
    (target.samples)().iter().for_each(|sample| (target.feed)(sample));
    let (begun, mut inputs, mut found, mut count) = (Instant::now(), Fed::new(target, seed), 0, 0_u64);
    while begun.elapsed() < time && found < MOST {
        let bytes = inputs.next();
        let feed = || {
            let fed_at = Instant::now();
            let panicked = catch_unwind(AssertUnwindSafe(|| (target.feed)(&bytes))).is_err();
            (panicked, fed_at.elapsed() > SLOW)
        };
        count += 1;
        let (panicked, slow) = feed();
        // slow twice: once may be the machine
        if panicked || slow && feed().1 {
            let folder = kept.join(target.name);
            fs::create_dir_all(&folder).unwrap();
            let kind = if panicked { "panics" } else { "slow" };
            fs::write(folder.join(format!("{kind}-{seed}-{count}")), &bytes).unwrap();
            found += 1;
        }
    }
    println!("fuzz: {:<24} {count:>9} inputs, {found} kept", target.name);
    found
}
