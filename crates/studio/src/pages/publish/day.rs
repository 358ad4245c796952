//! The day of a publication, as it is typed.

use jiff::civil::Date;
use kernel::{Timestamp, text};
use ui::{DateValue, FormState, Label, Markup};
use web::{Ctx, Posted};

/// The input of the day.
pub(super) fn input(state: &FormState) -> Markup {
    let label = Label::new("jour", "Jour de la publication").hint("Laissez vide pour publier maintenant.").optional();
    ui::date_input(&label, DateValue::from_state(state, "jour"))
}

/// Six in the morning in Paris of the day typed, before anybody opens a counter; nothing when none was.
pub(super) fn morning(posted: &Posted) -> Option<Timestamp> {
    read(posted)?.at(6, 0, 0, 0).to_zoned(text::paris()).ok().map(|zoned| zoned.timestamp())
}

/// What is wrong with the day typed.
pub(super) fn wrong(ctx: &Ctx, posted: &Posted) -> Option<&'static str> {
    let is_typed = ["jour.day", "jour.month", "jour.year"].iter().any(|part| !posted.value(part).trim().is_empty());
    match read(posted) {
        None if is_typed => Some("Cette date n’existe pas. Vérifiez le jour, le mois et l’année."),
        Some(day) if day <= text::day(ctx.moment().now) => Some("Choisissez un jour après aujourd’hui, ou laissez la date vide."),
        _ => None,
    }
}

fn read(posted: &Posted) -> Option<Date> {
    let part = |name: &str| posted.value(&format!("jour.{name}")).trim().to_owned();
    Date::new(part("year").parse().ok()?, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}
