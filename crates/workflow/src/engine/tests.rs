use expr::{Value, Values};
use jiff::civil::date;

use crate::{
    Actor, Channel, CompiledWorkflow, Effect, Event, Priority, Private, Recipient, Refusal, available,
    example::{Play, at, names, officer, permit, scope, slug},
    follow, on_event, step,
};

const MONDAY: &str = "2026-05-04T08:00:00Z";
const TUESDAY: &str = "2026-05-05T08:00:00Z";

fn input(name: &str, value: Value) -> Values {
    Values::from([(name.to_owned(), value)])
}

fn message(to: Recipient, channels: &[Channel], template: &str, attach: &[&str]) -> Effect {
    let attach = attach.iter().map(|name| slug(name)).collect();
    Effect::Message { to, channels: channels.to_vec(), template: slug(template), attach }
}

fn offered(play: &Play, actor: &Actor) -> Vec<String> {
    available(&play.cw, &play.snapshot, actor, at(MONDAY)).into_iter().map(|transition| transition.slug.to_string()).collect()
}

#[test]
fn a_filed_case_is_acknowledged_and_reaches_its_team() {
    let play = Play::filed(3, MONDAY);
    assert_eq!((play.status(), play.snapshot.state.version), ("recue", 1));
    assert_eq!(play.snapshot.state.team, Some(slug("voirie")));
    assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 7, 4)));
    let acknowledgement = message(Recipient::Citizen, &[Channel::Email, Channel::InApp], "recue", &[]);
    assert_eq!(play.last.effects, [acknowledgement, Effect::TransferToTeam { team: slug("voirie") }]);
    assert!(play.last.taken.is_empty() && play.timers().is_empty());
}

#[test]
fn what_holds_at_once_happens_in_the_same_step() {
    let play = Play::filed(1, MONDAY);
    assert_eq!(play.snapshot.state.priority, Priority::High);
    assert!(play.snapshot.state.tags.contains("urgent"));
    assert_eq!((play.status(), play.snapshot.state.version), ("recue", 1), "it stays there and it is still one step");
    assert_eq!(play.last.taken.len(), 1, "once per stay in a status");
}

#[test]
fn each_one_sees_what_she_may_do() {
    let mut play = Play::filed(3, MONDAY);
    let stranger = Actor::Agent { id: "max".to_owned(), functions: [slug("regisseur")].into() };
    assert_eq!(offered(&play, &officer()), ["prendre"]);
    assert_eq!(offered(&play, &Actor::Citizen), ["abandonner"]);
    assert!(offered(&play, &stranger).is_empty());
    play.press("prendre", Values::new(), MONDAY);
    assert_eq!(play.snapshot.state.assignee.as_deref(), Some("luce"));
    assert_eq!(offered(&play, &officer()), ["completer", "accepter", "refuser"]);
    let mut long = Play::filed(9, MONDAY);
    long.press("prendre", Values::new(), MONDAY);
    assert_eq!(offered(&long, &officer()), ["completer", "refuser"], "nine days cannot be accepted");
}

#[test]
fn the_second_of_two_agents_is_refused_and_told_why() {
    let mut play = Play::filed(3, MONDAY);
    let late = play.wanted("prendre", officer(), Values::new());
    play.press("prendre", Values::new(), MONDAY);
    assert_eq!(step(&play.cw, &play.snapshot, &late, at(MONDAY)), Err(Refusal::StaleVersion { seen: 1, current: 2 }));
}

#[test]
fn what_is_not_offered_is_refused() {
    let mut play = Play::filed(9, MONDAY);
    let wrong = |play: &Play, transition: &str, actor| {
        step(&play.cw, &play.snapshot, &play.wanted(transition, actor, Values::new()), at(MONDAY)).unwrap_err()
    };
    assert_eq!(wrong(&play, "prendre", Actor::Citizen), Refusal::NotAvailable);
    assert_eq!(wrong(&play, "refuser", officer()), Refusal::NotAvailable);
    assert_eq!(wrong(&play, "rien", officer()), Refusal::NotAvailable);
    assert_eq!(wrong(&play, "urgent", officer()), Refusal::NotAvailable, "nobody takes an automatic action");
    play.press("prendre", Values::new(), MONDAY);
    assert_eq!(wrong(&play, "accepter", officer()), Refusal::ConditionFalse);
}

#[test]
fn a_refusal_keeps_its_reason_and_tells_the_citizen() {
    let mut play = Play::filed(3, MONDAY);
    play.press("prendre", Values::new(), MONDAY);
    play.press("refuser", input("motif", Value::from("Rue trop étroite")), TUESDAY);
    assert_eq!(play.status(), "refusee");
    assert_eq!(play.snapshot.state.data[&slug("motif")], Private::from("Rue trop étroite"));
    assert!(play.last.effects.contains(&Effect::Journal { text: "Demande refusée.".to_owned(), visible: true }));
    assert!(play.timers().is_empty());
    assert!(!format!("{:?}", play.last).contains("étroite"), "what was typed never prints");
}

#[test]
fn asking_for_a_piece_stops_the_clock_until_it_arrives() {
    let mut play = Play::filed(3, MONDAY);
    play.press("prendre", Values::new(), MONDAY);
    play.press("completer", input("liste", Value::from(vec!["Plan", "Photo"])), TUESDAY);
    assert_eq!(play.last.effects, [Effect::RequestCompletion { items: vec!["Plan".to_owned(), "Photo".to_owned()], days: Some(15) }]);
    assert_eq!(play.snapshot.state.clock.due, None);
    assert_eq!(play.snapshot.state.waiting_since, Some(at(TUESDAY)));
    let answered = on_event(&play.cw, &play.snapshot, Event::CompletionAnswered, at("2026-05-15T08:00:00Z")).unwrap();
    play.keep(answered);
    assert_eq!((play.status(), play.snapshot.state.version), ("instruction", 4));
    assert_eq!(play.snapshot.state.waiting_since, None);
    assert_eq!(play.snapshot.state.clock.due, Some(date(2026, 7, 14)), "ten days later than without the wait");
    assert!(on_event(&play.cw, &play.snapshot, Event::MessageReceived, at(MONDAY)).is_none(), "nothing waits for a message");
}

#[test]
fn a_reminder_leaves_after_five_working_days_and_once() {
    let mut play = Play::filed(3, MONDAY);
    play.press("prendre", Values::new(), MONDAY);
    play.press("completer", input("liste", Value::from(vec!["Plan"])), TUESDAY);
    let due = "2026-05-13T08:00:00Z";
    assert_eq!(play.timers()[0].due, at(due), "8 May is a holiday");
    assert!(play.fired("relance", "2026-05-13T07:59:59Z").is_none(), "too early");
    let reminded = play.fired("relance", due).unwrap();
    play.keep(reminded);
    assert_eq!(play.last.effects, [message(Recipient::Citizen, &[Channel::Email, Channel::Sms], "relance", &[])]);
    assert_eq!(play.status(), "attente");
    assert!(play.timers().is_empty(), "she is not reminded again");
    assert!(play.fired("relance", due).is_none());
}

#[test]
fn silence_decides_when_the_legal_delay_is_over() {
    let mut play = Play::filed(3, MONDAY);
    play.press("prendre", Values::new(), MONDAY);
    let (timer, midnight) = (play.timers()[0].clone(), "2026-07-04T22:00:00Z");
    assert_eq!((timer.automation.as_str(), timer.due), ("silence", at(midnight)), "midnight in Paris");
    let silent = play.fired("silence", midnight).unwrap();
    play.keep(silent);
    assert_eq!(play.status(), "acceptee");
}

#[test]
fn a_failed_call_follows_its_transition() {
    let mut play = Play::filed(3, MONDAY);
    assert!(follow(&play.cw, &play.snapshot, &slug("accord_tacite"), at(MONDAY)).is_none(), "not from here");
    play.press("prendre", Values::new(), MONDAY);
    assert_eq!(follow(&play.cw, &play.snapshot, &slug("accord_tacite"), at(MONDAY)).unwrap().state.status, slug("acceptee"));
}

#[test]
fn endless_automatic_steps_are_stopped_and_told() {
    let mut workflow = permit();
    workflow.transitions = serde_json::from_value(serde_json::json!([
        {"slug": "aller", "from": ["recue"], "to": "instruction", "label": "Aller"},
        {"slug": "venir", "from": ["instruction"], "to": "recue", "label": "Venir"}
    ]))
    .unwrap();
    workflow.automations = serde_json::from_value(serde_json::json!([
        {"slug": "a", "in_status": ["recue"], "transition": "aller"},
        {"slug": "b", "in_status": ["instruction"], "transition": "venir"}
    ]))
    .unwrap();
    let cw = CompiledWorkflow::compile(&workflow, &scope(), &names()).map_err(|findings| format!("{findings:?}")).unwrap();
    let play = Play::file(cw, 3, MONDAY);
    assert_eq!(play.last.taken.len(), crate::MOST_AUTOMATIC);
    assert!(matches!(play.last.effects.last(), Some(Effect::Journal { visible: false, .. })));
}
