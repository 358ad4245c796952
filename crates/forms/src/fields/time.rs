//! A time of day.

use jiff::civil::Time;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// A time of day, kept as `14:30`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeField {}

/// Reads « 14 h 30 », « 14h », « 14:30 », « 1430 », « 9 heures ».
fn parse(typed: &str) -> Option<Time> {
    let compact: String = typed.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let compact = compact.replace("heures", "h").replace("heure", "h").replace("min", "");
    let (hour, minute) = match compact.split_once(['h', ':', '.']) {
        Some((hour, minute)) => (hour, if minute.is_empty() { "0" } else { minute }),
        None if compact.len() == 4 && compact.is_ascii() => compact.split_at(2),
        None => (compact.as_str(), "0"),
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

impl Settings for TimeField {}

impl line::Line for TimeField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let time = parse(typed).ok_or("Écrivez une heure. Exemple\u{a0}: 14 h 30.")?;
        Ok(format!("{:02}:{:02}", time.hour(), time.minute()).into())
    }

    fn spoken(&self, answer: &Json) -> String {
        self.write(answer).replace(':', "\u{a0}h\u{a0}")
    }

    fn input(&self) -> line::Input {
        line::Input { width: Some(8), ..line::Input::default() }
    }

    fn ask(&self, label: &str) -> String {
        format!("Écrivez une heure pour «\u{a0}{label}\u{a0}».")
    }

    fn example(&self, index: usize) -> String {
        format!("{} h {:02}", 8 + index % 10, index % 4 * 15)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::line::Line;

    #[test]
    fn people_write_hours_in_many_ways() {
        for (typed, kept) in
            [("14 h 30", "14:30"), ("9h", "09:00"), ("0:05", "00:05"), ("1430", "14:30"), ("8 heures", "08:00"), ("7", "07:00")]
        {
            assert_eq!(TimeField {}.read(typed), Ok(kept.into()), "{typed}");
        }
        for wrong in ["25h", "14h75", "midi", "::", "-1h"] {
            assert!(TimeField {}.read(wrong).is_err(), "{wrong}");
        }
    }
}
