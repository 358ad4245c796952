//! Whatever the workflow and whatever happens: one version per step, known
//! statuses, no timer in a closed one, bounded automatic steps, no panic.

use expr::{Scope, Values};
use jiff::ToSpan;
use kernel::{OpeningHours, Slug};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{
    Actor, CompiledWorkflow, Event, MOST_AUTOMATIC, Move, Names, Nature, Snapshot, Step, Workflow, answered, available, carry,
    example::{at, officer, slug},
    fire, follow, lint, on_event, opinion_dropped, opinion_given, start, step, timers,
};

const STATUSES: usize = 4;
const NATURES: [&str; 4] = ["filed", "in_progress", "waiting", "closed"];

fn status(index: usize) -> String {
    format!("s{index}")
}

fn transition() -> impl Strategy<Value = (usize, Option<usize>, bool)> {
    (0..STATUSES, proptest::option::of(0..STATUSES), any::<bool>())
}

fn automation() -> impl Strategy<Value = (usize, usize, Json)> {
    let trigger = prop_oneof![
        Just(json!({})),
        (0u32..40).prop_map(|days| json!({"after": {"days": days}})),
        (0u32..40).prop_map(|hours| json!({"after": {"working_hours": hours}})),
        Just(json!({"on": "completion_answered"})),
        Just(json!({"on": "legal_due"})),
        Just(json!({"on": "opinion_given", "condition": "opinions.pending == 0"})),
        (0u32..40, proptest::bool::ANY, -5i64..40).prop_map(|(days, is_before, ahead)| {
            let date = format!("data.jour == null ? add_days(today(), {ahead}) : data.jour");
            let side = if is_before { "before" } else { "after" };
            json!({side: {"working_days": days}, "date": date})
        }),
    ];
    (0..STATUSES, 0..6usize, trigger)
}

fn workflows() -> impl Strategy<Value = Workflow> {
    let natures = proptest::collection::vec(proptest::sample::select(&NATURES), STATUSES);
    let transitions = proptest::collection::vec(transition(), 6);
    let automations = proptest::collection::vec(automation(), 0..6);
    (natures, transitions, automations, any::<bool>()).prop_map(|(natures, transitions, automations, filing)| {
        let statuses: Vec<Json> = natures
            .iter()
            .enumerate()
            .map(|(index, nature)| json!({"slug": status(index), "citizen_label": "S", "agent_label": "S", "nature": nature}))
            .collect();
        let transitions: Vec<Json> = transitions
            .iter()
            .enumerate()
            .map(|(index, (from, to, manual))| {
                json!({"slug": format!("t{index}"), "from": [status(*from)], "to": to.map_or("same".to_owned(), status), "label": "T",
                       "by": if *manual { vec!["instructeur"] } else { vec![] },
                       "effects": [{"do": "extend_deadline", "days": 5, "reason": "Enquête.", "when": "opinions.pending > 1"}, {"do": "request_opinion", "function": "instructeur", "when": "opinions.pending < 3"}, {"do": "tag", "tag": "x", "when": "data.jour == null"}, {"do": "request_completion", "items": ["Plan"]},
                                   {"do": "set_data", "slug": "jour", "value": format!("add_days(today(), {})", index * 7), "when": "data.jour == null || data.jour < today()"}]})
            })
            .collect();
        let automations: Vec<Json> = automations
            .into_iter()
            .enumerate()
            .map(|(index, (from, to, mut automation))| {
                automation["slug"] = json!(format!("a{index}"));
                automation["in_status"] = json!([status(from)]);
                automation["transition"] = json!(format!("t{to}"));
                automation
            })
            .collect();
        serde_json::from_value(json!({
            "functions": [{"slug": "instructeur", "label": "Instructeur"}], "statuses": statuses, "initial": "s0",
            "transitions": transitions, "automations": automations,
            "data": [{"slug": "jour", "label": "Jour", "type": "date"}],
            "legal_clock": {"rule": "svr", "duration": {"days": 10}, "start": if filing { "filing" } else { "completeness" }, "suspended_while_waiting": true}
        }))
        .unwrap()
    })
}

fn check(cw: &CompiledWorkflow, before: i64, step: &Step) {
    assert_eq!(step.state.version, before + 1);
    let status = cw.status(&step.state.status).expect("a known status");
    let snapshot = Snapshot { answers: Values::new(), state: step.state.clone() };
    assert!(status.nature != Nature::Closed || (planned(cw, &snapshot).is_none() && step.state.opinions.pending == 0));
    assert!(step.taken.len() <= MOST_AUTOMATIC + 1);
    for skipped in &step.skipped {
        let transition = skipped.of.as_ref().and_then(|of| cw.transition(of)).expect("a known transition");
        assert!(transition.effects[skipped.at].when.is_some(), "only a condition keeps an effect from being done");
    }
    let stored = serde_json::to_string(&step.state).unwrap();
    assert_eq!(serde_json::from_str::<crate::State>(&stored).unwrap(), step.state);
}

/// The first of what will happen by itself.
fn planned(cw: &CompiledWorkflow, snapshot: &Snapshot) -> Option<Slug> {
    let first = timers(cw, snapshot, &OpeningHours::OFFICE, snapshot.state.entered_at).into_iter().next();
    first.map(|timer| timer.automation)
}

fn compiled(workflow: &Workflow) -> CompiledWorkflow {
    CompiledWorkflow::compile(workflow, &Scope::new(), &Names::default()).map_err(|findings| format!("{findings:?}")).unwrap()
}

proptest! {
    #[test]
    fn any_case_goes_on_under_any_other_workflow(from in workflows(), to in workflows(), status in 0..STATUSES, hours in 0..2_000i64) {
        let (from, to) = (compiled(&from), compiled(&to));
        let (filed, now) = (at("2026-05-04T08:00:00Z"), at("2026-05-04T08:00:00Z").saturating_add(hours.hours()).unwrap());
        let snapshot = Snapshot { answers: Values::new(), state: start(&from, &Values::new(), filed).state };
        let carried = carry(&from, &to, &snapshot, &slug(&self::status(status)), now).expect("a known status");
        check(&to, snapshot.state.version, &carried);
        prop_assert_eq!(to.legal_clock(&carried.state.clock), from.legal_clock(&snapshot.state.clock));
    }

    #[test]
    fn any_workflow_survives_any_life(workflow in workflows(), life in proptest::collection::vec((0..12usize, 0..200i64), 1..30)) {
        drop(lint(&workflow));
        let cw = compiled(&workflow);
        let mut now = at("2026-05-04T08:00:00Z");
        let mut last = start(&cw, &Values::new(), now);
        check(&cw, 0, &last);
        for (choice, hours) in life {
            now = now.saturating_add(hours.hours()).unwrap();
            let snapshot = Snapshot { answers: Values::new(), state: last.state.clone() };
            let next = match choice {
                6 => on_event(&cw, &snapshot, Event::CompletionAnswered, now),
                8 => Some(opinion_given(&cw, &snapshot, crate::Opinion::Reserved, now)),
                9 => Some(opinion_dropped(&cw, &snapshot, now)),
                10 => {
                    let told = [(slug("jour"), crate::Private(json!("2026-06-01")))].into();
                    Some(answered(&cw, &snapshot, told, Some(&slug("t0")), now))
                }
                11 => follow(&cw, &snapshot, &slug("t1"), now),
                7 => planned(&cw, &snapshot).and_then(|automation| fire(&cw, &snapshot, &automation, &OpeningHours::OFFICE, now)),
                _ => {
                    let wanted = Move { transition: slug(&format!("t{choice}")), actor: officer(), input: Values::new(), seen_version: snapshot.state.version };
                    let moved = step(&cw, &snapshot, &wanted, now).ok();
                    let offered = available(&cw, &snapshot, &officer(), now).iter().any(|transition| transition.slug == wanted.transition);
                    prop_assert_eq!(moved.is_some(), offered, "what is offered can be done, and nothing else");
                    let stranger = Move { actor: Actor::Citizen, ..wanted };
                    prop_assert!(step(&cw, &snapshot, &stranger, now).is_err());
                    moved
                }
            };
            if let Some(step) = next {
                check(&cw, last.state.version, &step);
                last = step;
            }
        }
    }
}
