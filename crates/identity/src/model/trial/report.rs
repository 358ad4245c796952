//! Where a trial stands. Pure.

use std::collections::BTreeMap;

use super::{
    check::{CHECKS, Check, Way},
    finding,
    lie::Lie,
    sight::Sight,
};

db::text_enum! {
    /// What came of a check.
    pub enum Outcome {
        /// The lie was told; nothing shows that it was believed.
        Told = "told",
        /// The client does it.
        Passed = "passed",
        /// It does not.
        Failed = "failed",
        /// Its developer left it aside.
        Skipped = "skipped",
    }
}

/// What came of a check, and why when it failed.
pub type Result = (Outcome, Option<String>);

/// What came of every check.
#[derive(Debug, Clone, Default)]
pub struct Report(BTreeMap<String, Result>);

/// Where a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing was seen.
    Waiting,
    /// The lie was told: the developer says what his page showed.
    Told,
    /// Done.
    Passed,
    /// Failed: why.
    Failed(&'static str),
    /// Left aside.
    Skipped,
}

/// Where a requirement stands, all its checks together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The trial has not seen it all.
    Unseen,
    /// Every check passed.
    Met,
    /// One failed.
    Broken,
}

impl Report {
    /// Where a check stands.
    pub fn state(&self, check: &Check) -> State {
        match self.0.get(check.name()) {
            None => State::Waiting,
            Some((Outcome::Told, _)) => State::Told,
            Some((Outcome::Passed, _)) => State::Passed,
            Some((Outcome::Skipped, _)) => State::Skipped,
            Some((Outcome::Failed, found)) => State::Failed(finding::words(found.as_deref().unwrap_or_default())),
        }
    }

    /// The check that comes next: the one whose lie was told, the one of the next
    /// sign-in's lie, or the first that waits.
    pub fn next(&self) -> Option<&'static Check> {
        let told = CHECKS.iter().find(|check| self.state(check) == State::Told);
        let lie = self.next_lie();
        let lied = || CHECKS.iter().find(|check| lie.is_some() && check.lie() == lie);
        told.or_else(lied).or_else(|| CHECKS.iter().find(|check| self.state(check) == State::Waiting))
    }

    /// The lie of the next sign-in: none until a code was exchanged honestly;
    /// then each in turn, again until it is known what came of it.
    pub fn next_lie(&self) -> Option<Lie> {
        let is_open = |check: &Check| matches!(self.state(check), State::Waiting | State::Told);
        if CHECKS.iter().any(|check| check.way == Way::Seen(Sight::Code) && is_open(check)) {
            return None;
        }
        CHECKS.iter().filter(|check| is_open(check)).find_map(Check::lie)
    }

    /// How many checks passed.
    pub fn passed(&self) -> usize {
        CHECKS.iter().filter(|check| self.state(check) == State::Passed).count()
    }

    /// How many failed.
    pub fn failed(&self) -> usize {
        CHECKS.iter().filter(|check| matches!(self.state(check), State::Failed(_))).count()
    }

    /// How many were left aside.
    pub fn skipped(&self) -> usize {
        CHECKS.iter().filter(|check| self.state(check) == State::Skipped).count()
    }

    /// Where a requirement of the checklist stands; nothing when no check proves it.
    pub fn standing(&self, requirement: &str) -> Option<Standing> {
        let states: Vec<State> = CHECKS.iter().filter(|check| check.requirement == requirement).map(|check| self.state(check)).collect();
        match &states[..] {
            [] => None,
            states if states.iter().any(|state| matches!(state, State::Failed(_))) => Some(Standing::Broken),
            states if states.iter().all(|state| *state == State::Passed) => Some(Standing::Met),
            _ => Some(Standing::Unseen),
        }
    }
}

impl FromIterator<(String, Result)> for Report {
    fn from_iter<I: IntoIterator<Item = (String, Result)>>(results: I) -> Self {
        Self(results.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(results: &[(&str, Outcome)]) -> Report {
        results.iter().map(|(name, outcome)| ((*name).to_owned(), (*outcome, None))).collect()
    }

    /// Everything passed but these checks, of which nothing is known.
    fn all_but(names: &[&str]) -> Report {
        report(&CHECKS.iter().map(|check| (check.name(), Outcome::Passed)).filter(|(name, _)| !names.contains(name)).collect::<Vec<_>>())
    }

    #[test]
    fn the_first_sign_in_is_honest_then_each_lie_has_its_turn() {
        assert_eq!(report(&[]).next_lie(), None);
        assert_eq!(report(&[]).next().unwrap().name(), "return-address");
        let begun = [("code-once", Outcome::Passed)];
        assert_eq!(report(&begun).next_lie(), Some(Lie::State));
        assert_eq!(report(&begun).next().unwrap().way, Way::Lied(Lie::State), "announced, though honest checks wait too");
        let told = [begun[0], ("the-state-of-another-request", Outcome::Told)];
        assert_eq!(report(&told).next_lie(), Some(Lie::State), "again until somebody says what came of it");
        assert_eq!(report(&told).next().unwrap().way, Way::Lied(Lie::State));
        let over = [begun[0], ("the-state-of-another-request", Outcome::Failed)];
        assert_eq!(report(&over).next_lie(), Some(Lie::Issuer), "a failure is an answer");
    }

    #[test]
    fn when_every_lie_was_told_sign_ins_are_honest_again() {
        let report = all_but(&["sign-out-sent", "sign-out-heard", "sign-out-doubted"]);
        assert_eq!(report.next_lie(), None);
        assert_eq!(report.next().unwrap().name(), "sign-out-sent");
        assert_eq!((report.passed(), report.failed()), (16, 0));
        assert!(all_but(&[]).next().is_none());
    }

    #[test]
    fn what_is_left_aside_makes_room_for_the_next_and_proves_nothing() {
        let aside = report(&[("code-once", Outcome::Passed), ("the-state-of-another-request", Outcome::Skipped)]);
        assert_eq!(aside.next_lie(), Some(Lie::Issuer));
        assert_eq!(aside.next().unwrap().way, Way::Lied(Lie::Issuer));
        assert_eq!((aside.passed(), aside.failed(), aside.skipped()), (1, 0, 1));
        assert_eq!(aside.standing("state-checked"), Some(Standing::Unseen));
        let over: Report = CHECKS.iter().map(|check| (check.name().to_owned(), (Outcome::Skipped, None))).collect();
        assert!(over.next().is_none() && over.next_lie().is_none());
    }

    #[test]
    fn a_requirement_is_met_when_all_that_proves_it_passed() {
        assert_eq!(all_but(&[]).standing("iss-checked"), Some(Standing::Met));
        assert_eq!(all_but(&["a-token-of-another-provider"]).standing("iss-checked"), Some(Standing::Unseen));
        assert_eq!(report(&[("a-token-of-another-provider", Outcome::Failed)]).standing("iss-checked"), Some(Standing::Broken));
        assert_eq!(all_but(&[]).standing("audit"), None);
    }

    #[test]
    fn a_failure_says_why() {
        let why = |found: &str| {
            let report: Report = [("pkce".to_owned(), (Outcome::Failed, Some(found.to_owned())))].into_iter().collect();
            match report.state(super::super::check::by_name("pkce").unwrap()) {
                State::Failed(words) => words,
                other => panic!("{other:?}"),
            }
        };
        assert!(why("went-on").contains("a continué"));
        assert_eq!(why("challenge-missing"), crate::model::reason::CHALLENGE_MISSING.explanation);
    }
}
