//! Days in the words of whoever has work to do.

use jiff::{ToSpan, civil::Date};
use kernel::calendar::is_working_day;
use ui::Tone;

/// Beyond this many days, they are counted as calendars do.
const FAR: usize = 45;
/// From here on it is time.
const SOON: usize = 5;

/// The days ahead, counted once for all the legal days of a page.
pub(super) struct Deadlines {
    today: Date,
    /// Working days after today, up to each of the days ahead.
    working: Vec<usize>,
}

impl Deadlines {
    pub(super) fn from(today: Date) -> Self {
        let ahead = today.series(1.day()).take(FAR + 1).skip(1);
        let count = |count: &mut usize, day: Date| {
            *count += usize::from(is_working_day(day));
            Some(*count)
        };
        Self { today, working: std::iter::once(0).chain(ahead.scan(0, count)).collect() }
    }

    /// How far a legal day is, and how worrying. The day itself stands beside.
    pub(super) fn told(&self, due: Date) -> (Tone, String) {
        let days = (due - self.today).get_days();
        let Ok(ahead) = usize::try_from(days) else { return (Tone::Danger, "En retard".to_owned()) };
        match (ahead, self.working.get(ahead)) {
            (0, _) => (Tone::Warning, "À répondre aujourd’hui".to_owned()),
            (_, Some(0)) => (Tone::Warning, "Dernier jour ouvré".to_owned()),
            (_, Some(1)) => (Tone::Warning, "Dans 1 jour ouvré".to_owned()),
            (_, Some(&days)) => (if days <= SOON { Tone::Warning } else { Tone::Neutral }, format!("Dans {days} jours ouvrés")),
            (days, None) => (Tone::Neutral, format!("Dans {days} jours")),
        }
    }
}

/// How long ago a day was, in words.
pub(super) fn ago(day: Date, today: Date) -> String {
    match (today - day).get_days() {
        ..=0 => "Aujourd’hui".to_owned(),
        1 => "Hier".to_owned(),
        days => format!("Il y a {days} jours"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_legal_day_is_told_in_working_days() {
        let friday = date(2026, 11, 20);
        let told = |day: Date| Deadlines::from(friday).told(day);
        assert_eq!(told(date(2026, 11, 19)), (Tone::Danger, "En retard".to_owned()));
        assert_eq!(told(friday), (Tone::Warning, "À répondre aujourd’hui".to_owned()));
        assert_eq!(told(date(2026, 11, 22)), (Tone::Warning, "Dernier jour ouvré".to_owned()), "no working day is left");
        assert_eq!(told(date(2026, 11, 23)), (Tone::Warning, "Dans 1 jour ouvré".to_owned()));
        assert_eq!(told(date(2026, 11, 30)), (Tone::Neutral, "Dans 6 jours ouvrés".to_owned()));
        assert_eq!(told(date(2026, 12, 28)), (Tone::Neutral, "Dans 25 jours ouvrés".to_owned()), "Christmas is none");
        assert_eq!(told(date(2027, 1, 20)), (Tone::Neutral, "Dans 61 jours".to_owned()));
    }

    #[test]
    fn the_past_is_told_in_days() {
        let today = date(2026, 11, 20);
        let told = [0, 1, 40].map(|days: i64| ago(today.saturating_sub(days.days()), today));
        assert_eq!(told, ["Aujourd’hui", "Hier", "Il y a 40 jours"]);
    }
}
