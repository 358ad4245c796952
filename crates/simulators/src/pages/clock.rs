//! Moving the date of the demo.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use jiff::{Span, Timestamp, ToSpan, civil::Date};
use kernel::text::{date_time, day, long_date, paris};
use ui::{DateValue, FormState, Label, Page, button, button_row, date_input, error_summary, form, heading, html, lead, section};
use web::{Ctx, Html, Posted, redirect};

use crate::Simulators;

const IMPOSSIBLE: &str = "Écrivez une date entre 2000 et 2100, par exemple 14 7 2027.";

/// What time it is, and how to change it.
pub(crate) async fn get(State(simulators): State<Simulators>, ctx: Ctx) -> Html {
    page(simulators.0.clock.now(), ctx.csrf(), &FormState::default())
}

/// Changes it.
pub(crate) async fn post(State(simulators): State<Simulators>, ctx: Ctx, posted: Posted) -> Response {
    let now = simulators.0.clock.now();
    match wanted(&posted, now) {
        Some(wanted) if simulators.move_clock(wanted) => redirect("/horloge"),
        _ => page(now, ctx.csrf(), &posted.state().with_error("date", IMPOSSIBLE)).into_response(),
    }
}

/// The time asked for: the same hour, on another day.
fn wanted(posted: &Posted, now: Timestamp) -> Option<Timestamp> {
    let here = now.to_zoned(paris());
    let step: Span = match posted.value("step") {
        "day" => 1.day(),
        "week" => 1.week(),
        "month" => 1.month(),
        _ => return Some(here.with().date(typed(posted)?).build().ok()?.timestamp()),
    };
    Some(here.checked_add(step).ok()?.timestamp())
}

fn typed(posted: &Posted) -> Option<Date> {
    let part = |name| posted.value(name).trim();
    Date::new(part("date.year").parse().ok()?, part("date.month").parse().ok()?, part("date.day").parse().ok()?).ok()
}

fn page(now: Timestamp, csrf: &str, state: &FormState) -> Html {
    let steps = html! {
        (ui::secondary_button_named("step", "day", "Avancer d’un jour"))
        (ui::secondary_button_named("step", "week", "Avancer d’une semaine"))
        (ui::secondary_button_named("step", "month", "Avancer d’un mois"))
    };
    let label = Label::new("date", "Nouvelle date").hint("Par exemple, 14 7 2027.").state(state);
    let choice = html! {
        (date_input(&label, DateValue::from_state(state, "date")))
        (button_row(button("Changer la date")))
    };
    let body = html! {
        (error_summary(state))
        (heading(None, "Horloge"))
        (lead(&format!("Pour le guichet, nous sommes le {}, à {}.", long_date(day(now)), hour(now))))
        p { "Changez la date pour voir les rappels et les échéances." }
        (form("/horloge", csrf, None, false, button_row(steps)))
        (section("Choisir une date", form("/horloge", csrf, None, false, choice)))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Page::new("Horloge", body).status(status).back("/", "Simulateurs").into()
}

/// « 9 h 05 ».
fn hour(now: Timestamp) -> String {
    date_time(now).rsplit(" à ").next().unwrap_or_default().to_owned()
}
