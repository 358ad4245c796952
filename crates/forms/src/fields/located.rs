//! Where an address or a place is: its point and its commune, beside the words.
//!
//! Scripts and look-ups put them in inputs that nobody sees, so they count only
//! while the words they were found for are those that are sent.

use serde_json::{Map, Value as Json};

use super::{parts::input, position};
use crate::{FieldCtx, Submitted};

/// The input that tells for which words the point was found.
pub(crate) const FOUND: &str = "found";
/// What [`FOUND`] says of a point shown on the map: it goes with any words.
pub(super) const SHOWN: &str = "@carte";
/// The input by which one place is chosen among those that words may mean.
pub(crate) const CHOICE: &str = "choice";

/// A place as the value of [`CHOICE`].
pub(crate) fn written(lat: f64, lon: f64, commune: &str, label: &str) -> String {
    format!("{lat};{lon};{commune};{label}")
}

/// A place that was chosen: its inputs, as if a look-up had filled them.
pub(super) fn chosen(name: &str, submitted: &Submitted) -> Option<Submitted> {
    let mut parts = submitted.one(&input(name, CHOICE)).splitn(4, ';');
    let [lat, lon, commune, label] = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let with = |submitted: Submitted, (part, value): (&str, &str)| submitted.with(&input(name, part), value);
    let details = submitted.one(&input(name, "details"));
    let filled = [("lat", lat), ("lon", lon), ("commune", commune), ("text", label), (FOUND, label), ("details", details)];
    Some(filled.into_iter().fold(Submitted::default(), with))
}

/// Adds to what was typed the point and the commune, as far as they go with `words`.
pub(super) fn locate(ctx: &FieldCtx<'_>, words: &str, submitted: &Submitted, typed: &mut Map<String, Json>) {
    let told = submitted.values.get(&input(ctx.name, FOUND)).and_then(|values| values.first());
    // programs send a point without telling its words
    let found = told.is_none_or(|found| found == SHOWN || found == words);
    let point = position::read(ctx.name, submitted).filter(|_| found);
    if point.is_some() && told.is_some_and(|found| found == SHOWN) {
        typed.insert("shown".to_owned(), true.into());
    }
    if !found || typed.get("commune").is_some_and(|commune| !is_code(commune)) {
        typed.shift_remove("commune");
    }
    position::keep(point, typed);
    if typed.get("commune").is_none() && !typed.is_empty() {
        let kept = Json::Object(std::mem::take(typed));
        let commune = ctx.lookups.commune_of.and_then(|commune_of| commune_of(&kept));
        if let Json::Object(kept) = kept {
            *typed = kept;
        }
        typed.extend(commune.map(|commune| ("commune".to_owned(), commune.into())));
    }
}

/// Whether a look-up may have given it: nobody sees this input to correct it.
pub(super) fn is_code(found: &Json) -> bool {
    found.as_str().is_some_and(|code| code.len() <= 64)
}

/// What [`FOUND`] must say so that a kept answer reads again as itself.
pub(super) fn told(answer: &Json, words: &str) -> String {
    if answer.get("shown").is_some() { SHOWN.to_owned() } else { words.to_owned() }
}
