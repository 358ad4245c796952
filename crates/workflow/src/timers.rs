//! What will happen by itself, and when.

use expr::{Expr, Value};
use jiff::Timestamp;
use kernel::{OpeningHours, text};

use crate::{CompiledWorkflow, Nature, Snapshot, State, Timer, compiled::Trigger, delay, legal, moment::Moment};

/// The automations that wait for a time, with that time; `hours` are those of
/// the team that has the case. None in a closed status. One whose condition was
/// false when it was due stays listed: it works after the next step that makes
/// the condition true.
pub fn timers(cw: &CompiledWorkflow, snapshot: &Snapshot, hours: &OpeningHours, now: Timestamp) -> Vec<Timer> {
    let (state, moment) = (&snapshot.state, Moment::of(snapshot, &cw.workflow.data, now));
    if cw.nature(&state.status) == Some(Nature::Closed) {
        return vec![];
    }
    let here = cw.triggers().filter(|trigger| trigger.automation.is_timed() && trigger.automation.in_status.contains(&state.status));
    let timer = |trigger: Trigger<'_>| {
        let slug = &trigger.automation.slug;
        let due = due(trigger, state, hours, &moment)?;
        let awaited = trigger.date.and_then(|date| awaited(date, &moment));
        let is_done = state.fired.contains(slug) || awaited.is_some() && state.reminded.get(slug) == awaited.as_ref();
        (!is_done).then(|| Timer { automation: slug.clone(), due })
    };
    here.filter_map(timer).collect()
}

/// The date that an automation waits for, if somebody knows it.
pub(crate) fn awaited(date: &Expr, moment: &Moment<'_>) -> Option<Timestamp> {
    match moment.eval(date) {
        Value::Date(day) => day.to_zoned(text::paris()).ok().map(|zoned| zoned.timestamp()),
        Value::Timestamp(at) => Some(at),
        _ => None,
    }
}

/// None while nobody knows when: a date not given, a clock that is stopped.
fn due(trigger: Trigger<'_>, state: &State, hours: &OpeningHours, moment: &Moment<'_>) -> Option<Timestamp> {
    let automation = trigger.automation;
    let from = match trigger.date {
        None => state.entered_at,
        Some(date) => match moment.eval(date) {
            Value::Date(day) => hours.opening(day),
            Value::Timestamp(at) => at,
            _ => return None,
        },
    };
    match (automation.before, automation.after) {
        (Some(before), _) => Some(delay::before(before, from)),
        (None, Some(after)) => Some(delay::over(after, from, hours)),
        (None, None) => Some(legal::over(state.clock.due?)),
    }
}

#[cfg(test)]
mod tests {
    use expr::Values;
    use serde_json::{Value as Json, json};

    use crate::{
        CompiledWorkflow, Workflow,
        example::{Play, at, names, permit, scope, slug},
    };

    /// The permit, whose agents note the day of the works; who asked is reminded
    /// three working days before.
    fn compiled(change: impl FnOnce(&mut Json)) -> Result<CompiledWorkflow, Vec<String>> {
        let mut document = serde_json::to_value(permit()).unwrap();
        let push = |document: &mut Json, list: &str, item: Json| document[list].as_array_mut().unwrap().push(item);
        push(&mut document, "data", json!({"slug": "jour", "label": "Jour", "type": "date"}));
        let plan = json!({"slug": "fixer", "from": ["instruction"], "to": "same", "by": ["instructeur"], "label": "Fixer le jour",
            "input": "jour", "effects": [{"do": "set_data", "slug": "jour", "value": "input.jour"}]});
        push(&mut document, "transitions", plan);
        push(
            &mut document,
            "transitions",
            json!({"slug": "rappeler", "from": ["instruction"], "to": "same", "label": "Rappeler", "effects": [{"do": "journal", "text": "Rappel."}]}),
        );
        let reminder = json!({"slug": "rappel", "in_status": ["instruction"], "before": {"working_days": 3}, "date": "data.jour", "transition": "rappeler"});
        push(&mut document, "automations", reminder);
        change(document["automations"].as_array_mut().unwrap().last_mut().unwrap());
        let workflow: Workflow = serde_json::from_value(document).unwrap();
        let mut names = names();
        names.inputs.insert(slug("jour"), expr::Type::record([("jour".to_owned(), expr::Type::Date)]));
        let found = |findings: Vec<crate::Finding>| findings.into_iter().map(|finding| finding.path).collect();
        CompiledWorkflow::compile(&workflow, &scope(), &names).map_err(found)
    }

    fn taken() -> Play {
        let mut play = Play::file(compiled(|_| ()).unwrap(), 3, "2026-05-04T08:00:00Z");
        play.press("prendre", Values::new(), "2026-05-04T08:00:00Z");
        play
    }

    fn planned(play: &mut Play, day: Option<jiff::civil::Date>, now: &str) {
        play.press("fixer", Values::from([("jour".to_owned(), day.map_or(expr::Value::Null, expr::Value::from))]), now);
    }

    fn due(play: &Play) -> Option<String> {
        play.timers().iter().find(|timer| timer.automation == "rappel").map(|timer| timer.due.to_string())
    }

    fn reminded(play: &mut Play, now: &str) -> bool {
        let step = play.fired("rappel", now);
        step.map(|step| play.keep(step)).is_some()
    }

    #[test]
    fn nothing_is_planned_before_the_date_is_known_nor_once_it_is_lost() {
        let mut play = taken();
        assert_eq!(due(&play), None);
        planned(&mut play, Some(jiff::civil::date(2026, 5, 20)), "2026-05-05T08:00:00Z");
        assert_eq!(due(&play).as_deref(), Some("2026-05-15T07:00:00Z"), "nine o'clock in Paris, three working days before");
        planned(&mut play, None, "2026-05-05T09:00:00Z");
        assert_eq!(due(&play), None);
        assert!(!reminded(&mut play, "2026-06-01T08:00:00Z"));
    }

    #[test]
    fn a_reminder_follows_the_date_and_works_once_for_each() {
        let mut play = taken();
        planned(&mut play, Some(jiff::civil::date(2026, 5, 20)), "2026-05-05T08:00:00Z");
        planned(&mut play, Some(jiff::civil::date(2026, 5, 28)), "2026-05-06T08:00:00Z");
        assert!(!reminded(&mut play, "2026-05-15T07:00:00Z"), "what was planned for the first day finds nothing to do");
        assert!(reminded(&mut play, "2026-05-22T07:00:00Z"));
        assert!(!reminded(&mut play, "2026-05-22T07:00:01Z"));
        planned(&mut play, Some(jiff::civil::date(2026, 6, 10)), "2026-05-22T08:00:00Z");
        assert!(reminded(&mut play, "2026-06-05T07:00:00Z"), "another day, another reminder");
    }

    #[test]
    fn a_date_that_moves_nearer_is_told_again_even_when_its_time_is_past() {
        let mut play = taken();
        planned(&mut play, Some(jiff::civil::date(2026, 5, 28)), "2026-05-05T08:00:00Z");
        planned(&mut play, Some(jiff::civil::date(2026, 5, 20)), "2026-05-06T08:00:00Z");
        assert_eq!(due(&play).as_deref(), Some("2026-05-15T07:00:00Z"), "planned nearer before it worked");
        assert!(reminded(&mut play, "2026-05-15T07:00:00Z"));
        planned(&mut play, Some(jiff::civil::date(2026, 5, 18)), "2026-05-15T08:00:00Z");
        assert_eq!(due(&play).as_deref(), Some("2026-05-12T07:00:00Z"));
        assert!(reminded(&mut play, "2026-05-15T08:00:00Z"), "she has not been told of that day");
        assert!(!reminded(&mut play, "2026-05-15T09:00:00Z"));
        planned(&mut play, None, "2026-05-15T10:00:00Z");
        planned(&mut play, Some(jiff::civil::date(2026, 5, 18)), "2026-05-15T11:00:00Z");
        assert_eq!(due(&play), None, "the same day again is no news");
    }

    #[test]
    fn other_hours_of_the_team_are_no_other_date() {
        let mut play = taken();
        planned(&mut play, Some(jiff::civil::date(2026, 5, 20)), "2026-05-05T08:00:00Z");
        assert!(reminded(&mut play, "2026-05-15T07:00:00Z"));
        let late = kernel::OpeningHours::new(["11h-17h"; 7].map(|day| day.parse().unwrap())).unwrap();
        let timers = crate::timers(&play.cw, &play.snapshot, &late, at("2026-05-15T08:00:00Z"));
        assert!(timers.iter().all(|timer| timer.automation != "rappel"));
    }

    #[test]
    fn a_date_that_is_past_works_at_once() {
        let mut play = taken();
        planned(&mut play, Some(jiff::civil::date(2026, 5, 5)), "2026-05-05T08:00:00Z");
        assert!(reminded(&mut play, "2026-05-05T08:00:00Z"));
        assert_eq!(due(&play), None);
    }

    #[test]
    fn a_delay_may_come_after_the_date_too() {
        let cw = compiled(|rule| {
            *rule =
                json!({"slug": "rappel", "in_status": ["instruction"], "after": {"days": 1}, "date": "data.jour", "transition": "rappeler"})
        });
        let mut play = Play::file(cw.unwrap(), 3, "2026-05-04T08:00:00Z");
        play.press("prendre", Values::new(), "2026-05-04T08:00:00Z");
        planned(&mut play, Some(jiff::civil::date(2026, 5, 20)), "2026-05-05T08:00:00Z");
        assert_eq!(due(&play).as_deref(), Some("2026-05-21T07:00:00Z"));
    }

    #[test]
    fn what_it_says_of_time_goes_together() {
        let refused = |name: &str, value: Json| {
            compiled(|rule| {
                rule[name] = value;
                rule.as_object_mut().unwrap().retain(|_, value| !value.is_null());
            })
            .err()
            .unwrap_or_default()
        };
        assert_eq!(refused("date", json!("jours")), ["workflow.automations.rappel.date"], "a number is no date");
        assert_eq!(refused("date", json!("today(")), ["workflow.automations.rappel.date"]);
        assert_eq!(refused("date", Json::Null), ["workflow.automations.rappel.date"]);
        assert_eq!(refused("before", Json::Null), ["workflow.automations.rappel.date"]);
        assert_eq!(refused("after", json!({"days": 1})), ["workflow.automations.rappel.before"]);
        assert_eq!(refused("before", json!({"working_hours": 1})), ["workflow.automations.rappel.before"]);
        assert_eq!(refused("on", json!("message_received")), ["workflow.automations.rappel.on"]);
        assert!(refused("before", json!({"hours": 1})).is_empty());
    }
}
