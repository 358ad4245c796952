//! Levels of urgency.

use workflow::{EffectSpec, Priority, SetPriority};

use super::{Draft, Stay};
use crate::{report::Weight, wcs::Item};

pub(super) fn modify(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let levels = draft.def.levels.len().max(2);
    let level = match item.get("mode").unwrap_or("1") {
        // increase, decrease, set
        "1" | "inc" => Priority::High,
        "2" | "dec" => Priority::Normal,
        _ => match item.element.number("absolute_value").and_then(|value| usize::try_from(value).ok()).unwrap_or(0) {
            0 => Priority::Normal,
            value if value + 1 >= levels => Priority::High,
            _ => Priority::Normal,
        },
    };
    let message =
        format!("La criticité devient une priorité, «\u{a0}{}\u{a0}».", if level == Priority::High { "haute" } else { "normale" });
    draft.changed(item, if levels > 3 { Weight::Check } else { Weight::Info }, message);
    draft.does(item, stay, vec![EffectSpec::SetPriority(SetPriority { level })]);
}
