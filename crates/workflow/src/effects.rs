//! The registry of effects: one file and one line each.
//!
//! Settings, as an author writes them, are compiled once (expressions typed,
//! names known) into a function from a moment to [`Effect`]s.

use kernel::setting::{Setting, Shape};
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, moment::Moment};

/// A compiled effect: what it gives at a moment of a case.
pub(crate) type Emit = Box<dyn Fn(&Moment<'_>) -> Vec<Effect> + Send + Sync>;

/// An effect as authors know it.
#[derive(Debug, Clone, Copy)]
pub struct EffectKind {
    /// The word written after `do =`.
    pub name: &'static str,
    /// What the studio calls it.
    pub label: &'static str,
    /// What an author can set.
    pub settings: &'static [Setting],
}

/// What every effect may have beside its own settings.
pub const WHEN: Setting = Setting::new("when", "À quelle condition", Shape::Expression)
    .hint("Sinon, cela n’est pas fait. On peut lire ce que l’agent vient de saisir.");

macro_rules! registry {
    ($($(#[$doc:meta])* $name:ident in $file:ident;)*) => {
        $(mod $file;)*
        $(pub use self::$file::$name;)*

        /// An effect, as an author writes it: `do` names it, the rest are its settings.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "do", rename_all = "snake_case")]
        pub enum EffectSpec {
            $($(#[$doc])* $name($name),)*
        }

        /// All effects.
        pub const EFFECTS: &[EffectKind] = &[$(EffectKind { name: stringify!($file), label: $file::LABEL, settings: $file::SETTINGS },)*];

        impl EffectSpec {
            /// The word written after `do =`.
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($file),)* }
            }

            /// What the studio calls it.
            pub const fn label(&self) -> &'static str {
                match self { $(Self::$name(_) => $file::LABEL,)* }
            }

            /// `None` when something was found wrong; the findings say what.
            pub(crate) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
                match self { $(Self::$name(settings) => settings.compile(check),)* }
            }
        }
    };
}

mod arguments;
mod said;

pub use self::{assign::Assignee, transfer::Destination};

registry! {
    /// Forgets who asked.
    Anonymise in anonymise;
    /// Gives the case to its author, or to nobody.
    Assign in assign;
    /// Calls a web service.
    CallConnector in call_connector;
    /// Adds a line to a referential or to a list of records.
    CreateRecord in create_record;
    /// Says that nothing is missing: the legal clock may start.
    DeclareComplete in declare_complete;
    /// Hands the case to the team of a value.
    Dispatch in dispatch;
    /// Makes a document.
    Document in document;
    /// Makes the legal delay longer, once.
    ExtendDeadline in extend_deadline;
    /// Writes in the journal.
    Journal in journal;
    /// Sends a message.
    Message in message;
    /// Sets the priority.
    SetPriority in set_priority;
    /// Asks the citizen for what is missing.
    RequestCompletion in request_completion;
    /// Asks whoever bears a function for an opinion.
    RequestOpinion in request_opinion;
    /// Sets a datum of the agents.
    SetData in set_data;
    /// Files another case.
    StartCase in start_case;
    /// Puts a tag.
    Tag in tag;
    /// Hands the case over to a team or to another authority.
    Transfer in transfer;
    /// Takes a tag off.
    Untag in untag;
    /// Changes a record.
    UpdateRecord in update_record;
}

#[cfg(test)]
mod tests;
