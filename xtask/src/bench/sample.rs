//! The same thing measured several times.

use super::probe::{Result, odd};
use super::process;

/// Rounds of a measure of CPU.
const ROUNDS: usize = 5;
/// CPU that a round uses, in milliseconds: thirty of the system's ticks.
const ROUND: f64 = 300.0;
/// Times that a round does its work, at most.
const MOST: usize = 10_000;
/// Times it is done before counting, at most: databases open, caches fill.
const WARM_UP: usize = 20;

/// What each round gave, from the least to the most; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// What rounds gave, if there was one.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        (!values.is_empty()).then_some(Self(values))
    }

    /// The middle, which one slow round does not move.
    pub fn median(&self) -> f64 {
        let middle = self.0.len() / 2;
        if self.0.len() % 2 == 1 { self.0[middle] } else { f64::midpoint(self.0[middle - 1], self.0[middle]) }
    }

    /// What so much of them, between 0 and 1, do not exceed: 0.99 for 99 of 100.
    pub fn within(&self, share: f64) -> f64 {
        let rank = (share * self.0.len() as f64).ceil() as usize;
        self.0[rank.clamp(1, self.0.len()) - 1]
    }

    /// The least.
    pub fn least(&self) -> f64 {
        self.0[0]
    }

    /// The most.
    pub fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }

    /// How many rounds there were.
    pub fn rounds(&self) -> usize {
        self.0.len()
    }
}

impl From<f64> for Sample {
    fn from(value: f64) -> Self {
        Self(vec![value])
    }
}

/// Does something so many times; each time tells its figure.
pub fn rounds(count: usize, mut round: impl FnMut() -> Result<f64>) -> Result<Sample> {
    let values = (0..count).map(|_| round()).collect::<Result<Vec<f64>>>()?;
    Sample::of(values).ok_or_else(|| odd("nothing was measured"))
}

/// The server's CPU each time that `once` is done, in milliseconds. A round
/// goes on until a tick is little beside what it used.
pub fn cpu(pid: u32, mut once: impl FnMut() -> Result<()>) -> Result<Sample> {
    let mut round = |most: usize| {
        let before = process::used(pid)?;
        let (mut done, mut used) = (0, 0.0);
        while used < ROUND && done < most {
            once()?;
            done += 1;
            used = process::used(pid)? - before;
        }
        Ok(used / done as f64)
    };
    round(WARM_UP)?;
    rounds(ROUNDS, || round(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_stands_between_the_least_and_the_most() {
        let of = |values: &[f64]| Sample::of(values.to_vec()).unwrap();
        let odd = of(&[9.0, 1.0, 2.0]);
        assert_eq!((odd.least(), odd.median(), odd.most()), (1.0, 2.0, 9.0));
        assert_eq!(of(&[4.0, 1.0, 2.0, 9.0]).median(), 3.0);
        let hundred = of(&(1..=100).map(f64::from).collect::<Vec<_>>());
        assert_eq!([0.0, 0.5, 0.99, 1.0].map(|share| hundred.within(share)), [1.0, 50.0, 99.0, 100.0]);
        assert_eq!(Sample::of(Vec::new()), None);
    }

    #[test]
    fn each_round_tells_its_figure_and_a_failure_ends_them() {
        let mut turn = 0.0;
        let sample = rounds(3, || {
            turn += 1.0;
            Ok(turn)
        });
        assert_eq!(sample.unwrap(), Sample(vec![1.0, 2.0, 3.0]));
        assert!(rounds(3, || Err(odd("no"))).is_err());
    }
}
