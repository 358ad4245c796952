//! Days and hours.

use super::{Desk, Shape};
use crate::{
    expression::{Literal, Sort},
    report::Weight,
    template,
    wcs::Field,
};

pub(super) fn date(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let element = &field.element;
    let today = element.says("date_can_be_today");
    let mut shape = Shape::of("date", Sort::Date);
    let mut lost = Vec::new();
    if element.says("minimum_is_future") {
        shape = shape.with("min", if today { "today()" } else { "add_days(today(), 1)" });
    }
    if element.says("date_in_the_past") {
        shape = shape.with("max", if today { "today()" } else { "add_days(today(), -1)" });
    }
    for (theirs, ours) in [("minimum_date", "min"), ("maximum_date", "max")] {
        let Some(bound) = element.get(theirs) else { continue };
        match bounded(bound, desk) {
            Some(bound) => shape = shape.with(ours, bound),
            None => lost.push(bound.to_owned()),
        }
    }
    match lost.first() {
        None => desk.kept(),
        Some(bound) => desk.changed(Weight::Check, format!("La limite «\u{a0}{bound}\u{a0}» n’est pas reprise. Écrivez-la.")),
    }
    Some(shape)
}

/// A limit: a day written, or a formula that gives one.
fn bounded(bound: &str, desk: &Desk<'_>) -> Option<String> {
    if let Some(day) = Literal::Text(bound.to_owned()).date() {
        return Some(day.to_string());
    }
    let value = template::computed(bound, desk.names).ok()?;
    (value.sort == Sort::Date).then_some(value.source)
}

pub(super) fn time_range(_: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.changed(
        Weight::Decide,
        "Un créneau d’agenda devient un texte libre. La réservation se fait ailleurs\u{a0}: dites comment dans l’aide.",
    );
    Some(Shape::of("text", Sort::Text))
}
