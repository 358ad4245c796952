//! What can happen to a case: it is filed, somebody moves it, time passes,
//! something happens outside.

use std::collections::{BTreeMap, BTreeSet};

use expr::Values;
use jiff::Timestamp;
use kernel::{OpeningHours, Slug};

use crate::{
    Actor, CITIZEN, CompiledWorkflow, Event, Move, Opinion, Opinions, Priority, Refusal, Snapshot, State, Step, Transition, legal,
    run::Run, timers::timers,
};

/// Files a case: its first state, at version 1, and what filing does.
pub fn start(cw: &CompiledWorkflow, answers: &Values, now: Timestamp) -> Step {
    let state = State {
        status: cw.workflow.initial.clone(),
        entered_at: now,
        version: 0,
        data: BTreeMap::new(),
        tags: BTreeSet::new(),
        priority: Priority::default(),
        team: None,
        assignee: None,
        waiting_since: None,
        fired: BTreeSet::new(),
        reminded: BTreeMap::new(),
        opinions: Opinions::default(),
        clock: legal::filed(cw.workflow.legal_clock.as_ref(), now),
    };
    let mut run = Run::new(cw, &Snapshot { answers: answers.clone(), state }, now);
    run.emit(None, &cw.on_filed);
    run.finish()
}

/// The transitions that this actor may take now.
pub fn available<'a>(cw: &'a CompiledWorkflow, snapshot: &Snapshot, actor: &Actor, now: Timestamp) -> Vec<&'a Transition> {
    let run = Run::new(cw, snapshot, now);
    let offered = cw.passages().filter(|passage| is_offered(passage.transition, &snapshot.state, actor) && run.holds(*passage));
    offered.map(|passage| passage.transition).collect()
}

/// Does what somebody wants, if she may, and if nothing happened meanwhile.
pub fn step(cw: &CompiledWorkflow, snapshot: &Snapshot, wanted: &Move, now: Timestamp) -> Result<Step, Refusal> {
    let current = snapshot.state.version;
    if wanted.seen_version != current {
        return Err(Refusal::StaleVersion { seen: wanted.seen_version, current });
    }
    let passage = cw.passage(&wanted.transition).filter(|passage| is_offered(passage.transition, &snapshot.state, &wanted.actor));
    let passage = passage.ok_or(Refusal::NotAvailable)?;
    let mut run = Run::new(cw, snapshot, now);
    if !run.holds(passage) {
        return Err(Refusal::ConditionFalse);
    }
    run.take_as(passage, &wanted.actor, wanted.input.clone());
    Ok(run.finish())
}

/// Fires an automation whose time has come, by the `hours` of the team that has
/// the case. `None`: it is too early, its condition does not hold, or the case
/// has moved on.
pub fn fire(cw: &CompiledWorkflow, snapshot: &Snapshot, automation: &Slug, hours: &OpeningHours, now: Timestamp) -> Option<Step> {
    timers(cw, snapshot, hours, now).into_iter().find(|timer| timer.automation == *automation && timer.due <= now)?;
    let trigger = cw.triggers().find(|trigger| trigger.automation.slug == *automation)?;
    let mut run = Run::new(cw, snapshot, now);
    let passage = run.ready(trigger)?;
    run.take_once(trigger, passage);
    Some(run.finish())
}

/// Tells a case what happened outside its workflow. `None`: nothing changes.
pub fn on_event(cw: &CompiledWorkflow, snapshot: &Snapshot, event: Event, now: Timestamp) -> Option<Step> {
    let mut run = Run::new(cw, snapshot, now);
    if event == Event::CompletionAnswered {
        run.state.waiting_since = None;
        let rule = cw.legal_clock(&run.state.clock).cloned();
        run.state.clock = legal::answered(rule.as_ref(), run.state.clock, now);
    }
    let is_moved = event != Event::LegalDue && run.set_off(event);
    (is_moved || run.state != snapshot.state).then(|| run.finish())
}

/// An opinion that was asked is given.
pub fn opinion_given(cw: &CompiledWorkflow, snapshot: &Snapshot, opinion: Opinion, now: Timestamp) -> Step {
    let mut run = Run::new(cw, snapshot, now);
    run.change(|state| state.opinions.give(opinion));
    run.set_off(Event::OpinionGiven);
    run.finish()
}

/// An opinion that was asked is awaited no more, though nobody gave it.
pub fn opinion_dropped(cw: &CompiledWorkflow, snapshot: &Snapshot, now: Timestamp) -> Step {
    let mut run = Run::new(cw, snapshot, now);
    run.change(|state| state.opinions.drop_one());
    run.finish()
}

/// Follows a transition on nobody's behalf: the `on_failure` of a call.
/// `None`: it does not start from here, or its condition does not hold.
pub fn follow(cw: &CompiledWorkflow, snapshot: &Snapshot, transition: &Slug, now: Timestamp) -> Option<Step> {
    let mut run = Run::new(cw, snapshot, now);
    let passage = cw.passage(transition).filter(|passage| passage.transition.from.contains(&snapshot.state.status))?;
    if !run.holds(passage) {
        return None;
    }
    run.take(passage);
    Some(run.finish())
}

fn is_offered(transition: &Transition, state: &State, actor: &Actor) -> bool {
    let may = match actor {
        Actor::Citizen => transition.by.iter().any(|by| *by == CITIZEN),
        Actor::Agent { functions, .. } => transition.by.iter().any(|by| functions.contains(by)),
    };
    may && transition.from.contains(&state.status)
}

#[cfg(test)]
mod tests;
