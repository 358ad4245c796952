//! « Tester mon client »: what a service must do, seen on honest sign-ins and on
//! sign-ins where we lie to it. For services on their integration stage only.

pub mod check;
pub mod finding;
pub mod lie;
pub mod refusals;
pub mod report;
pub mod sight;

use kernel::Id;

use super::{client::Client, partner::stage::Stage};

/// A trial's identifier.
pub enum TrialKind {}
/// A trial's identifier.
pub type TrialId = Id<TrialKind>;

/// How long a trial lasts, in seconds: a day.
pub const LASTS: i64 = 24 * 3_600;

/// A client that may be tried. There is no other way to a lie: a client that
/// serves everybody is never one.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'a>(&'a Client);

impl<'a> Tried<'a> {
    /// The client, if it is on its integration stage.
    pub fn of(client: &'a Client) -> Option<Self> {
        (client.stage == Stage::Integration).then_some(Self(client))
    }
    /// The client.
    pub const fn client(self) -> &'a Client {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::client::sample;

    #[test]
    fn a_client_that_serves_everybody_is_never_tried() {
        assert!(Tried::of(&Client { stage: Stage::Production, ..sample() }).is_none());
        assert!(Tried::of(&Client { stage: Stage::Integration, ..sample() }).is_some());
    }
}
