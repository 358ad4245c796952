//! What will happen by itself, and when.

use crate::{CompiledWorkflow, Nature, State, Timer, compiled::Trigger, delay, legal};

/// The automations that wait for a time, with that time. None in a closed
/// status. One whose condition was false when it was due stays listed: it
/// works after the next step that makes the condition true.
pub fn timers(cw: &CompiledWorkflow, state: &State) -> Vec<Timer> {
    if cw.nature(&state.status) == Some(Nature::Closed) {
        return vec![];
    }
    let waits = |trigger: &Trigger<'_>| {
        let automation = trigger.automation;
        trigger.is_timed() && automation.in_status.contains(&state.status) && !state.fired.contains(&automation.slug)
    };
    let timer = |trigger: Trigger<'_>| {
        let due = match trigger.automation.after {
            Some(delay) => delay::over(delay, state.entered_at),
            None => legal::over(state.clock.due?),
        };
        Some(Timer { automation: trigger.automation.slug.clone(), due })
    };
    cw.triggers().filter(waits).filter_map(timer).collect()
}
