//! A case that goes on under another version of its workflow.

use jiff::Timestamp;
use kernel::Slug;

use crate::{CompiledWorkflow, Snapshot, State, Step, run::Run};

/// The case under `to`, in the status where it goes on. A case that stays in its
/// status has been there since it entered it; what `to` does by itself there is
/// done, as after any step. Its legal clock stays as it was promised. `None`:
/// `to` does not know the status.
pub fn carry(from: &CompiledWorkflow, to: &CompiledWorkflow, snapshot: &Snapshot, status: &Slug, now: Timestamp) -> Option<Step> {
    let nature = to.nature(status)?;
    let was = snapshot.state.status.clone();
    let mut run = Run::new(to, snapshot, now);
    promise(from, to, &mut run.state);
    if from.nature(&was) != Some(nature) {
        run.enter(status);
    } else if was != *status {
        // another name for the same wait, or the same work: the clock goes on as it did
        run.state.status = status.clone();
        run.state.entered_at = now;
        run.state.fired.clear();
    }
    Some(run.finish())
}

/// Keeps the rule that the citizen was told, unless `to` says the same.
fn promise(from: &CompiledWorkflow, to: &CompiledWorkflow, state: &mut State) {
    let told = from.legal_clock(&state.clock).cloned();
    state.clock.promised = told.filter(|told| to.workflow.legal_clock.as_ref() != Some(told));
}

#[cfg(test)]
mod tests;
