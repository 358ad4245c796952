//! The life of a case: statuses, transitions, automations, effects as values,
//! legal and working-time clocks.
//!
//! A workflow is a document; this crate checks it, compiles it, and moves a
//! case one step at a time: `(workflow, snapshot, move, now) → step`.
//!
//! Invariants: no I/O, no clock, no randomness; every step adds one to the
//! version; automatic steps are bounded; a closed case has no timer.

mod apply;
mod call;
mod carry;
mod check;
mod compiled;
mod delay;
mod effect;
mod effects;
mod engine;
mod finding;
mod json;
pub mod legal;
mod lint;
mod model;
mod moment;
mod names;
mod opinions;
mod private;
mod run;
mod state;
mod step;
mod timers;

#[cfg(test)]
mod example;
#[cfg(test)]
mod properties;

pub use call::{CallFailure, answered, read_answer};
pub use carry::carry;
pub use compiled::CompiledWorkflow;
pub use effect::{Channel, Effect, Recipient};
pub use effects::{
    Anonymise, Assign, Assignee, CallConnector, CreateRecord, DeclareComplete, Destination, Dispatch, Document, EFFECTS, EffectKind,
    EffectSpec, ExtendDeadline, Journal, Message, RequestCompletion, RequestOpinion, SetData, SetPriority, StartCase, Tag, Transfer, Untag,
    UpdateRecord, WHEN,
};
pub use engine::{available, fire, follow, on_event, opinion_dropped, opinion_given, start, step};
pub use finding::{Finding, Severity};
pub use legal::legal_due;
pub use lint::lint;
pub use model::{
    Automation, CITIZEN, ClockStart, DataField, DataType, Delay, Event, Function, GuardedEffect, LegalClock, Nature, Outcome, Period, SAME,
    Silence, Status, Tone, Transition, Workflow,
};
pub use names::Names;
pub use opinions::{Opinion, Opinions};
pub use private::Private;
pub use run::MOST_AUTOMATIC;
pub use state::{ClockState, Priority, Snapshot, State, Suspension};
pub use step::{Actor, Move, Refusal, Skipped, Step, Taken, Timer};
pub use timers::timers;
