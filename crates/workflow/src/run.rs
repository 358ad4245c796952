//! One run of a workflow: transitions are taken, effects pile up, the state changes.

use expr::Values;
use jiff::Timestamp;
use kernel::Slug;

use crate::{
    Actor, CompiledWorkflow, Effect, Event, Nature, Skipped, Snapshot, State, Step, Taken,
    compiled::{Doing, Passage, Trigger},
    legal,
    moment::Moment,
    timers,
};

/// Automatic transitions that can follow one another in one step.
pub const MOST_AUTOMATIC: usize = 10;

const TOO_MANY: &str = "Trop d’actions automatiques à la suite. La demande reste ici\u{a0}: un agent doit la reprendre.";

pub(crate) struct Run<'a> {
    cw: &'a CompiledWorkflow,
    now: Timestamp,
    moment: Moment<'a>,
    pub(crate) state: State,
    taken: Vec<Taken>,
    effects: Vec<Effect>,
    skipped: Vec<Skipped>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(cw: &'a CompiledWorkflow, snapshot: &Snapshot, now: Timestamp) -> Self {
        let moment = Moment::of(snapshot, &cw.workflow.data, now);
        Self { cw, now, moment, state: snapshot.state.clone(), taken: vec![], effects: vec![], skipped: vec![] }
    }

    pub(crate) fn holds(&self, passage: Passage<'_>) -> bool {
        self.moment.holds(passage.condition) && (self.moment.may_extend || !passage.extends)
    }

    /// The passage of an automation, if it can be taken here and now.
    pub(crate) fn ready(&self, trigger: Trigger<'_>) -> Option<Passage<'a>> {
        let here = trigger.automation.in_status.contains(&self.state.status);
        let passage = self.cw.passage(&trigger.automation.transition)?;
        let can = here && passage.transition.from.contains(&self.state.status);
        (can && self.moment.holds(trigger.condition) && self.holds(passage)).then_some(passage)
    }

    pub(crate) fn take_as(&mut self, passage: Passage<'_>, actor: &'a Actor, input: Values) {
        self.moment.actor = Some(actor);
        self.moment.set_input(input);
        self.take(passage);
        self.moment.actor = None;
        self.moment.set_input(Values::new());
    }

    pub(crate) fn take(&mut self, passage: Passage<'_>) {
        let (from, transition) = (self.state.status.clone(), passage.transition);
        if !transition.stays() {
            self.enter(&transition.to);
        }
        self.taken.push(Taken { transition: transition.slug.clone(), from, to: self.state.status.clone() });
        self.emit(Some(&transition.slug), passage.effects);
    }

    /// Changes the state before anything is looked at.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut State)) {
        change(&mut self.state);
        self.moment.refresh(&self.state, &self.cw.workflow.data);
    }

    /// Takes the first transition that waits for this event and can be taken.
    pub(crate) fn set_off(&mut self, event: Event) -> bool {
        let waiting = self.cw.triggers().filter(|trigger| trigger.automation.on == Some(event));
        let passage = waiting.filter_map(|trigger| self.ready(trigger)).next();
        if let Some(passage) = passage {
            self.take(passage);
        }
        passage.is_some()
    }

    /// An automation works once per stay in a status; once per date, if it waits for one.
    pub(crate) fn take_once(&mut self, trigger: Trigger<'_>, passage: Passage<'_>) {
        let slug = trigger.automation.slug.clone();
        match trigger.date {
            Some(date) => self.state.reminded.extend(timers::awaited(date, &self.moment).map(|date| (slug, date))),
            None => drop(self.state.fired.insert(slug)),
        }
        self.take(passage);
    }

    pub(crate) fn enter(&mut self, status: &Slug) {
        self.state.status = status.clone();
        self.state.entered_at = self.now;
        self.state.fired.clear();
        let (rule, clock) = (self.cw.legal_clock(&self.state.clock), self.state.clock.clone());
        let waits = self.cw.nature(status) == Some(Nature::Waiting);
        self.state.clock = if waits { legal::suspend(rule, clock, self.now) } else { legal::resume(rule, clock, self.now) };
        self.state.waiting_since = waits.then(|| self.state.waiting_since.unwrap_or(self.now));
    }

    /// Effects work in order: each, its condition included, sees what those
    /// before it changed. `of` is the transition that has them; none is filing.
    pub(crate) fn emit(&mut self, of: Option<&Slug>, effects: &[Doing]) {
        for (at, doing) in effects.iter().enumerate() {
            if !self.moment.holds(doing.when.as_ref()) {
                self.skipped.push(Skipped { of: of.cloned(), at });
                continue;
            }
            for effect in (doing.emit)(&self.moment) {
                let rule = self.cw.legal_clock(&self.state.clock).cloned();
                self.state.apply(&effect, rule.as_ref());
                self.effects.push(effect);
            }
            self.moment.refresh(&self.state, &self.cw.workflow.data);
        }
    }

    /// Follows automatic transitions, then ends the step: one version more.
    pub(crate) fn finish(mut self) -> Step {
        self.settle();
        if self.cw.nature(&self.state.status) == Some(Nature::Closed) {
            self.state.opinions.pending = 0;
        }
        self.state.version += 1;
        Step { state: self.state, taken: self.taken, effects: self.effects, skipped: self.skipped }
    }

    fn settle(&mut self) {
        for _ in 0..MOST_AUTOMATIC {
            let Some((trigger, passage)) = self.immediate() else { return };
            self.take_once(trigger, passage);
        }
        if self.immediate().is_some() {
            self.effects.push(Effect::Journal { text: TOO_MANY.to_owned(), visible: false });
        }
    }

    fn immediate(&self) -> Option<(Trigger<'a>, Passage<'a>)> {
        let waiting = |trigger: &Trigger<'_>| trigger.automation.is_immediate() && !self.state.fired.contains(&trigger.automation.slug);
        self.cw.triggers().filter(waiting).find_map(|trigger| Some((trigger, self.ready(trigger)?)))
    }
}

impl CompiledWorkflow {
    pub(crate) fn nature(&self, status: &Slug) -> Option<Nature> {
        self.status(status).map(|status| status.nature)
    }
}
