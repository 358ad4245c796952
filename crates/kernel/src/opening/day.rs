//! The hours of one day, as people write them.

use std::{fmt, str::FromStr};

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// The hours of a day: none, one stretch, or a morning and an afternoon. Written
/// as people do: « 8h30-12h, 13h30-17h ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpenDay([Option<Stretch>; 2]);

/// From an hour to a later one of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Time,
    pub(super) to: Time,
}

/// What was written is not the hours of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotHours;

impl OpenDay {
    /// No hours.
    pub const CLOSED: Self = Self([None; 2]);

    /// Open from an hour to a later one.
    pub(super) const fn open(from: Time, to: Time) -> Self {
        Self([Some(Stretch { from, to }), None])
    }

    /// Its hours, in order.
    pub(super) fn stretches(self) -> impl Iterator<Item = Stretch> {
        self.0.into_iter().flatten()
    }

    /// Whether it has no hours.
    pub fn is_closed(&self) -> bool {
        self.0[0].is_none()
    }
}

impl FromStr for OpenDay {
    type Err = NotHours;

    /// Reads « 8h30-12h, 13h30-17h », « 9 h à 17 h », « 08:30 - 12:00 et 14:00 - 17:00 »; nothing is closed.
    fn from_str(text: &str) -> Result<Self, NotHours> {
        let text = text.to_lowercase().replace(" et ", ",").replace(['/', ';'], ",");
        let mut stretches = text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Stretch::parse);
        let (first, second) = (stretches.next().transpose()?, stretches.next().transpose()?);
        let is_ordered = first.zip(second).is_none_or(|(morning, afternoon)| morning.to < afternoon.from);
        (is_ordered && stretches.next().is_none()).then_some(Self([first, second])).ok_or(NotHours)
    }
}

impl fmt::Display for OpenDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rank, stretch) in self.0.iter().flatten().enumerate() {
            let comma = if rank > 0 { ", " } else { "" };
            write!(f, "{comma}{}-{}", Hour(stretch.from), Hour(stretch.to))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for OpenDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|NotHours| "not the hours of a day")
    }
}

impl From<OpenDay> for String {
    fn from(day: OpenDay) -> Self {
        day.to_string()
    }
}

impl Stretch {
    fn parse(text: &str) -> Result<Self, NotHours> {
        let text = text.replace(" à ", "-").replace(['–', '—'], "-");
        let (from, to) = text.split_once('-').ok_or(NotHours)?;
        let (from, to) = (hour(from)?, hour(to)?);
        (from < to).then_some(Self { from, to }).ok_or(NotHours)
    }
}

/// « 8h30 », « 8 h », « 08:30 ».
fn hour(text: &str) -> Result<Time, NotHours> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (hours, minutes) = compact.split_once(['h', ':']).ok_or(NotHours)?;
    let number = |digits: &str| digits.parse::<i8>().ok().filter(|number| *number >= 0).ok_or(NotHours);
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    Time::new(number(hours)?, minutes, 0, 0).map_err(|_| NotHours)
}

/// « 8h30 », « 9h ».
struct Hour(Time);

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.minute() {
            0 => write!(f, "{}h", self.0.hour()),
            minute => write!(f, "{}h{minute:02}", self.0.hour()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them_and_said_back_in_one_way() {
        for text in ["8h30-12h, 13h30-17h", "08:30-12:00 / 13:30-17:00", "8 h 30 – 12 h et 13 h 30 – 17 h", "8H30 à 12H, 13H30 à 17H"]
        {
            assert_eq!(text.parse::<OpenDay>().unwrap().to_string(), "8h30-12h, 13h30-17h", "{text}");
        }
        assert!("".parse::<OpenDay>().unwrap().is_closed());
        for text in ["12h-8h", "8h-12h, 11h-17h", "8-12", "25h-26h", "8h61-9h", "8h-9h, 10h-11h, 12h-13h", "-1h-9h", "fermé", "8h"] {
            assert_eq!(text.parse::<OpenDay>(), Err(NotHours), "{text}");
        }
    }

    #[test]
    fn hours_are_kept_as_they_are_said() {
        let day: OpenDay = "8h30-12h, 13h30-17h".parse().unwrap();
        assert_eq!(OpenDay::try_from(String::from(day)), Ok(day));
        assert_eq!(OpenDay::try_from(String::from(OpenDay::CLOSED)), Ok(OpenDay::CLOSED));
    }
}
