use expr::Values;
use jiff::civil::date;

use super::*;
use crate::{
    ClockStart, LegalClock, Nature, Period, Silence, Workflow,
    example::{Play, at, names, permit, scope, slug},
};

const FILED: &str = "2026-05-04T08:00:00Z";
const LATER: &str = "2026-05-11T08:00:00Z";

/// A case under study, seven days before it is carried to what `change` makes of the workflow.
fn carried(change: impl Fn(&mut Workflow), status: &str) -> (Play, Option<Step>) {
    let mut play = Play::filed(3, FILED);
    play.press("prendre", Values::new(), FILED);
    let to = other(change);
    let step = carry(&play.cw, &to, &play.snapshot, &slug(status), at(LATER));
    play.cw = to;
    (play, step)
}

fn other(change: impl Fn(&mut Workflow)) -> CompiledWorkflow {
    let mut workflow = permit();
    change(&mut workflow);
    CompiledWorkflow::compile(&workflow, &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap()
}

fn renamed(workflow: &mut Workflow, from: &str, to: &str) {
    let rename = |name: &mut Slug| {
        if *name == slug(from) {
            *name = slug(to);
        }
    };
    workflow.statuses.iter_mut().for_each(|status| rename(&mut status.slug));
    workflow.transitions.iter_mut().for_each(|one| one.from.iter_mut().chain([&mut one.to]).for_each(rename));
    workflow.automations.iter_mut().for_each(|one| one.in_status.iter_mut().for_each(rename));
}

#[test]
fn a_case_that_stays_where_it_is_has_been_there_since_it_entered() {
    let (mut play, step) = carried(
        |workflow| {
            workflow.automations.push(serde_json::from_value(serde_json::json!({"slug": "rappel", "in_status": ["instruction"], "after": {"days": 10}, "transition": "accord_tacite"})).unwrap())
        },
        "instruction",
    );
    let step = step.unwrap();
    assert_eq!((step.state.entered_at, step.state.version), (at(FILED), play.snapshot.state.version + 1));
    assert_eq!((&step.state.clock, &step.effects, &step.taken), (&play.snapshot.state.clock, &vec![], &vec![]));
    play.keep(step);
    let timer = play.timers().into_iter().find(|timer| timer.automation == slug("rappel")).expect("the timers of the new version");
    assert_eq!(timer.due, at("2026-05-14T08:00:00Z"));
}

#[test]
fn a_status_of_the_same_nature_begins_anew_and_leaves_the_clock_alone() {
    let (play, step) = carried(|workflow| renamed(workflow, "instruction", "etude"), "etude");
    let step = step.unwrap();
    assert_eq!((step.state.status, step.state.entered_at), (slug("etude"), at(LATER)));
    assert_eq!(step.state.clock, play.snapshot.state.clock);
    assert_eq!(step.state.assignee, play.snapshot.state.assignee);
}

#[test]
fn a_status_of_another_nature_is_entered() {
    let step = carried(|_| (), "attente").1.unwrap();
    assert!(step.state.clock.is_suspended() && step.state.waiting_since == Some(at(LATER)));
    let same = carried(
        |workflow| {
            let status = workflow.statuses.iter_mut().find(|status| status.slug == slug("instruction"));
            status.unwrap().nature = Nature::Waiting;
        },
        "instruction",
    );
    assert_eq!(same.1.unwrap().state.waiting_since, Some(at(LATER)), "of the same name");
}

#[test]
fn what_was_promised_stays_promised() {
    let week =
        LegalClock { rule: Silence::Rejection, duration: Period::Days(7), start: ClockStart::Filing, suspended_while_waiting: false };
    let (mut play, step) = carried(|workflow| workflow.legal_clock = Some(week.clone()), "instruction");
    play.keep(step.unwrap());
    assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 7, 4)), "two months, as told");
    play.press("completer", Values::new(), "2026-05-12T08:00:00Z");
    assert!(play.snapshot.state.clock.is_suspended(), "the rule that was told stops while waiting");
    let back = other(|_| ());
    let back = carry(&play.cw, &back, &play.snapshot, &slug("attente"), at("2026-05-13T08:00:00Z")).unwrap();
    assert_eq!(back.state.clock.promised, None, "the version says it again");
    let none = carried(|workflow| workflow.legal_clock = None, "instruction").1.unwrap();
    assert_eq!((none.state.clock.due, none.state.clock.promised.unwrap().rule), (Some(date(2026, 7, 4)), Silence::Acceptance));
}

#[test]
fn what_the_new_version_does_at_once_is_done() {
    let at_once = serde_json::json!({"slug": "tri", "in_status": ["instruction"], "condition": "jours <= 3", "transition": "completer"});
    let (_, step) = carried(|workflow| workflow.automations.push(serde_json::from_value(at_once.clone()).unwrap()), "instruction");
    let step = step.unwrap();
    assert_eq!((step.state.status.as_str(), step.taken.len()), ("attente", 1));
}

#[test]
fn an_unknown_status_is_refused() {
    assert!(carried(|_| (), "nulle_part").1.is_none());
}
