//! Reading the settings of a field, with the reader's refusals put in French.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

/// Settings of a given shape, or what is wrong with them.
pub(super) fn read_settings<T: DeserializeOwned>(settings: Map<String, Json>) -> Result<T, String> {
    serde_json::from_value(Json::Object(settings)).map_err(|error| french(&error.to_string()))
}

/// The few refusals of the reader (serde), by their first words; the names they hold stand in backquotes.
fn french(refusal: &str) -> String {
    let names: Vec<&str> = refusal.split('`').skip(1).step_by(2).collect();
    let (first, others) = names.split_first().map_or(("", &[][..]), |(first, others)| (*first, others));
    let possible = if others.is_empty() { String::new() } else { format!(" Possible\u{a0}: {}.", others.join(", ")) };
    match refusal {
        refusal if refusal.starts_with("unknown field") => format!("le réglage «\u{a0}{first}\u{a0}» n’existe pas pour ce type.{possible}"),
        refusal if refusal.starts_with("missing field") => format!("le réglage «\u{a0}{first}\u{a0}» manque."),
        refusal if refusal.starts_with("unknown variant") => format!("la valeur «\u{a0}{first}\u{a0}» n’existe pas.{possible}"),
        refusal => format!("un réglage n’a pas la bonne forme ({refusal})."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_told_in_french() {
        for (refusal, told) in [
            (
                "unknown field `a`, expected `min` or `max`",
                "le réglage «\u{a0}a\u{a0}» n’existe pas pour ce type. Possible\u{a0}: min, max.",
            ),
            ("unknown field `a`, there are no fields", "le réglage «\u{a0}a\u{a0}» n’existe pas pour ce type."),
            ("missing field `list`", "le réglage «\u{a0}list\u{a0}» manque."),
            ("unknown variant `x`, expected one of `a`, `b`, `c`", "la valeur «\u{a0}x\u{a0}» n’existe pas. Possible\u{a0}: a, b, c."),
            ("invalid type: string \"a\", expected u64", "un réglage n’a pas la bonne forme (invalid type: string \"a\", expected u64)."),
        ] {
            assert_eq!(french(refusal), told);
        }
    }
}
