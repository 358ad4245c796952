//! Numbers, and values computed from answers.

use serde_json::Value as Json;

use super::{Desk, Shape};
use crate::{
    expression::{Sort, Untranslated, Value},
    report::Weight,
    template,
    wcs::Field,
};

pub(super) fn numeric(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let whole = field.element.get("restrict_to_integers").is_none() || field.element.says("restrict_to_integers");
    let sort = if whole { Sort::Int } else { Sort::Decimal };
    let mut shape = Shape::of("number", sort);
    if !whole {
        shape = shape.with("decimals", 2);
    }
    let mut lost = false;
    for (theirs, ours) in [("min_value", "min"), ("max_value", "max")] {
        let Some(bound) = field.element.get(theirs) else { continue };
        match template::computed(bound, desk.names) {
            Ok(Value { source, sort: Sort::Int | Sort::Decimal, .. }) => {
                let number: Option<Json> = source.parse::<i64>().ok().map(Json::from);
                shape = shape.with(ours, number.unwrap_or(Json::String(source)));
            }
            _ => lost = true,
        }
    }
    if lost {
        desk.changed(Weight::Check, "Une limite du nombre n’est pas reprise. Écrivez-la.");
    } else {
        desk.kept();
    }
    Some(shape)
}

pub(super) fn computed(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let source = field.element.get("value_template").unwrap_or_default();
    let value = match template::computed(source, desk.names) {
        Ok(value) => value,
        Err(Untranslated(why)) => {
            desk.left(
                Weight::Decide,
                format!("La valeur calculée n’est pas reprise\u{a0}: {why}. Écrivez le calcul, ou demandez la valeur."),
            );
            return None;
        }
    };
    let (result, sort) = match value.sort {
        Sort::Int | Sort::Decimal => ("number", Sort::Decimal),
        Sort::Date => ("date", Sort::Date),
        Sort::Bool => ("yes_no", Sort::Bool),
        Sort::Text | Sort::Choice(_) => ("text", Sort::Text),
        _ => {
            desk.left(
                Weight::Decide,
                "La valeur calculée est une liste ou un lieu\u{a0}: elle n’est pas reprise. Écrivez le calcul autrement.",
            );
            return None;
        }
    };
    if field.element.says("freeze_on_initial_value") {
        desk.changed(Weight::Check, "La valeur est recalculée chaque fois\u{a0}; avant, elle était figée à la première.");
    } else {
        desk.kept();
    }
    Some(Shape::of("computed", sort).with("expression", value.source).with("result", result).with("shown", false))
}
