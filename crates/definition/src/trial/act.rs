//! What is done to a case: it is sent, moved, answered; time passes.

use std::collections::{BTreeMap, BTreeSet};

use expr::Values;
use jiff::{Timestamp, ToSpan};
use kernel::{OpeningHours, Slug, calendar, text};
use workflow::{Actor, CITIZEN, Event, Move, Refusal, Snapshot};

use super::{
    fill::{fill_input, quoted},
    player::Player,
};
use crate::{Advance, GiveOpinion, Press};

/// Automations that may fire in one test: beyond, it turns in circles.
const MOST_FIRED: usize = 1_000;

impl Player<'_> {
    pub(super) fn send(&mut self) -> Result<(), String> {
        if self.case.is_some() {
            return Err("La demande est déjà envoyée.".to_owned());
        }
        let journey = self.journey(&Self::extra());
        if let Some(page) = journey.first_to_do() {
            return Err(format!("On ne peut pas envoyer. La page {} n’est pas remplie.", quoted(page)));
        }
        let (answers, filed) = (journey.values().clone(), journey.filed_answers());
        let step = workflow::start(self.compiled.workflow(), &answers, self.now);
        self.answers = filed;
        self.turn_over();
        self.case = Some(Snapshot { answers, state: step.state.clone() });
        self.keep(step, BTreeMap::new())
    }

    pub(super) fn press(&mut self, press: &Press) -> Result<(), String> {
        let case = self.snapshot()?;
        let transition = self.compiled.workflow().transition(&press.transition);
        let form = transition.and_then(|transition| transition.input.as_ref()).and_then(|name| Some((name, self.compiled.input(name)?)));
        let (input, texts) = match form {
            // What is refused is so whatever is typed.
            Some(_) if press.refused => (Values::new(), BTreeMap::new()),
            Some((name, form)) => {
                let (answers, values) = fill_input(form, &press.input, self.lookups, self.today())?;
                (values, self.compiled.input_texts(name, &answers, self.lookups))
            }
            None if press.input.is_empty() => (Values::new(), BTreeMap::new()),
            None => return Err(format!("L’action {} ne demande aucune saisie.", quoted(&press.transition))),
        };
        let wanted = Move { transition: press.transition.clone(), actor: actor(&press.by), input, seen_version: case.state.version };
        match (workflow::step(self.compiled.workflow(), case, &wanted, self.now), press.refused) {
            (Err(_), true) => Ok(()),
            (Ok(_), true) => Err(format!("On attendait un refus de {}. L’action est faite.", quoted(&press.transition))),
            (Err(refusal), false) => Err(self.why(&refusal, press)),
            (Ok(step), false) => {
                self.turn_over();
                self.keep(step, texts)
            }
        }
    }

    fn why(&self, refusal: &Refusal, press: &Press) -> String {
        let (action, by) = (quoted(&press.transition), quoted(&press.by));
        let status = self.case.as_ref().map(|case| quoted(&case.state.status)).unwrap_or_default();
        match refusal {
            Refusal::ConditionFalse => format!("La condition de {action} n’est pas vraie."),
            Refusal::NotAvailable | Refusal::StaleVersion { .. } => format!("{by} ne peut pas faire {action} dans le statut {status}."),
        }
    }

    pub(super) fn answer_completion(&mut self) -> Result<(), String> {
        let step = workflow::on_event(self.compiled.workflow(), self.snapshot()?, Event::CompletionAnswered, self.now);
        self.turn_over();
        step.map_or(Ok(()), |step| self.keep(step, BTreeMap::new()))
    }

    pub(super) fn give_opinion(&mut self, given: &GiveOpinion) -> Result<(), String> {
        let case = self.snapshot()?;
        let asked = self.awaited.iter().position(|function| *function == given.by).filter(|_| case.state.opinions.pending > 0);
        let asked = asked.ok_or_else(|| format!("Aucun avis de {} n’est attendu.", quoted(&given.by)))?;
        let step = workflow::opinion_given(self.compiled.workflow(), case, given.opinion, self.now);
        self.awaited.remove(asked);
        self.turn_over();
        self.keep(step, BTreeMap::new())
    }

    pub(super) fn advance(&mut self, advance: &Advance) -> Result<(), String> {
        self.turn_over();
        let (until, mut tried) = (later(self.now, advance), BTreeSet::new());
        while self.fired < MOST_FIRED {
            let Some((due, automation)) = self.next_timer(until, &tried) else {
                self.now = until;
                return Ok(());
            };
            (self.now, self.fired) = (self.now.max(due), self.fired + 1);
            match workflow::fire(self.compiled.workflow(), self.snapshot()?, &automation, &OpeningHours::OFFICE, self.now) {
                Some(step) => {
                    self.keep(step, BTreeMap::new())?;
                    tried.clear();
                }
                None => drop(tried.insert(automation)),
            }
        }
        Err("La demande tourne en rond toute seule.".to_owned())
    }

    fn next_timer(&self, until: Timestamp, tried: &BTreeSet<Slug>) -> Option<(Timestamp, Slug)> {
        let timers = workflow::timers(self.compiled.workflow(), self.case.as_ref()?, &OpeningHours::OFFICE, self.now);
        let due = timers.into_iter().filter(|timer| timer.due <= until && !tried.contains(&timer.automation));
        due.map(|timer| (timer.due, timer.automation)).min()
    }
}

pub(super) fn actor(by: &Slug) -> Actor {
    if *by == CITIZEN { Actor::Citizen } else { Actor::Agent { id: by.to_string(), functions: BTreeSet::from([by.clone()]) } }
}

fn later(now: Timestamp, advance: &Advance) -> Timestamp {
    let Advance { days, working_days, hours } = advance;
    let local = now.to_zoned(text::paris());
    let day =
        calendar::add_working_days(local.date(), u32::from(working_days.unwrap_or(0))).saturating_add(i64::from(days.unwrap_or(0)).days());
    let same_time = day.to_datetime(local.time()).to_zoned(text::paris()).map_or(now, |zoned| zoned.timestamp());
    same_time.saturating_add(i64::from(hours.unwrap_or(0)).hours()).unwrap_or(Timestamp::MAX)
}
