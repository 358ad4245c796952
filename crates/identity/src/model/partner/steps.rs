//! The steps of a service from its declaration to everybody. Pure.

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Which data it asks for.
    Data,
    /// Its secret, or its keys.
    Proof,
    /// The kit, until somebody signs in.
    Kit,
    /// « Tester mon service ».
    Trial,
    /// The request to serve everybody.
    Production,
}

impl Step {
    /// In the order in which they are taken.
    pub const ALL: [Self; 5] = [Self::Data, Self::Proof, Self::Kit, Self::Trial, Self::Production];
}

/// What is known of a service on its way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// It asks for data.
    pub has_data: bool,
    /// It has a secret, or keys.
    pub can_prove: bool,
    /// Somebody of its team signed in to it.
    pub was_entered: bool,
    /// It passed every check.
    pub is_tested: bool,
    /// It serves everybody, or the Métropole was asked.
    pub is_asked: bool,
}

impl Progress {
    /// Whether a step is done. A service that signs people in without asking for
    /// anything does without data.
    pub const fn is_done(self, step: Step) -> bool {
        match step {
            Step::Data => self.has_data || self.was_entered,
            Step::Proof => self.can_prove,
            Step::Kit => self.was_entered,
            Step::Trial => self.is_tested,
            Step::Production => self.is_asked,
        }
    }

    /// The step to take now.
    pub fn next(self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.is_done(*step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_is_the_first_that_is_not_done() {
        let mut progress = Progress::default();
        assert_eq!(progress.next(), Some(Step::Data));
        progress.has_data = true;
        assert_eq!(progress.next(), Some(Step::Proof));
        progress.can_prove = true;
        assert_eq!(progress.next(), Some(Step::Kit));
        progress.was_entered = true;
        assert_eq!(progress.next(), Some(Step::Trial));
        progress.is_tested = true;
        assert_eq!(progress.next(), Some(Step::Production));
        progress.is_asked = true;
        assert_eq!(progress.next(), None);
    }

    #[test]
    fn a_service_may_do_without_data_and_ask_before_its_test() {
        let silent = Progress { can_prove: true, was_entered: true, ..Progress::default() };
        assert_eq!(silent.next(), Some(Step::Trial));
        let hurried = Progress { is_asked: true, ..silent };
        assert_eq!(hurried.next(), Some(Step::Trial));
    }
}
