//! The pack: téléservices that authorities offer to each other, and what each
//! does with those of the others.
//!
//! Invariants: only what its authority publishes in production is offered, and
//! others read nothing else of it; a version offered never changes; what was
//! taken moves on by an act of whoever took it, never by itself.

mod adopting;
mod by_program;
mod offering;
mod standing;

use db::{InstanceKey, Stage};
use kernel::Slug;
use territory::Function;

use crate::Studio;

pub(crate) use adopting::{Copied, copy};
pub(crate) use offering::{live_in_production, put_in_pack};
pub(crate) use standing::{Proposal, Standing, proposals};

/// Where proposals stand among the works of a space: no work has this name.
pub(crate) const PROPOSALS: &str = "propositions";

/// How an authority takes what others offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// She writes her own téléservices: she begins with a copy.
    Copy,
    /// She does not: she publishes it as it is.
    SwitchOn,
}

impl Studio {
    /// How an authority takes what others offer; not at all when she has no space.
    pub(crate) fn way(&self, authority: &Slug) -> Option<Way> {
        let directory = self.cases().territory().directory();
        let authority = directory.authority(authority)?;
        match (authority.may(Function::OwnTeleservices), authority.may(Function::OwnInstance)) {
            (true, _) => Some(Way::Copy),
            (false, true) => Some(Way::SwitchOn),
            (false, false) => None,
        }
    }

    /// The space in which an authority takes what others offer: copies are
    /// written in the test space.
    pub(crate) fn taking_space(&self, instance: &InstanceKey) -> InstanceKey {
        let stage = if self.way(&instance.authority) == Some(Way::Copy) { Stage::Test } else { Stage::Production };
        InstanceKey { authority: instance.authority.clone(), stage }
    }

    /// « Ville de Bron ».
    pub(crate) fn name_of(&self, authority: &Slug) -> String {
        let directory = self.cases().territory().directory();
        directory.authority(authority).map_or_else(|| authority.to_string(), territory::Authority::full_name)
    }
}
