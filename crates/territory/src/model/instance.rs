//! The spaces of an authority.

use db::{InstanceKey, Stage, record, text_enum};
use kernel::{Slug, Timestamp};

use super::{Authority, Function};

text_enum! {
    /// Where an instance stands.
    pub enum InstanceState {
        /// Its database is being made and prepared.
        Opening = "opening",
        /// At work.
        Open = "open",
        /// Closed to new cases; its data are kept.
        Closed = "closed",
    }
}

impl InstanceState {
    /// As operators read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Opening => "En préparation",
            Self::Open => "Ouvert",
            Self::Closed => "Fermé",
        }
    }
}

record! {
    /// The space of an authority at one stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Instance {
        /// Whose it is.
        pub authority: Slug,
        /// Production or test.
        pub stage: Stage,
        /// Where it stands.
        pub state: InstanceState,
        /// When it was last opened, or its opening began.
        pub opened_at: Timestamp,
        /// Grows with each change.
        pub version: i64,
    }
}

impl Instance {
    /// Its name.
    pub fn key(&self) -> InstanceKey {
        InstanceKey { authority: self.authority.clone(), stage: self.stage }
    }
}

/// The spaces that an authority is entitled to: production and test, production
/// only, or none (convention of 2018, art. 4.2; annexe Toodego of 2025, § 4).
pub fn stages(authority: &Authority) -> Vec<Stage> {
    let wanted = [(Function::OwnInstance, Stage::Production), (Function::TestCopy, Stage::Test)];
    wanted.into_iter().filter(|(function, _)| authority.may(*function)).map(|(_, stage)| stage).collect()
}
