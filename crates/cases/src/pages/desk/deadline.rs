//! Days in the words of whoever has work to do.

use jiff::{ToSpan, civil::Date};
use kernel::{calendar::is_working_day, text};
use ui::Tone;

/// Beyond this, a number of working days says less than the date.
const FAR: i64 = 45;
/// From here on it is time.
const SOON: usize = 5;

/// How far a legal day is, and how worrying.
pub(super) fn deadline(due: Date, today: Date) -> (Tone, String) {
    if due < today {
        return (Tone::Danger, format!("En retard depuis le {}", text::date(due)));
    }
    if due == today {
        return (Tone::Warning, "À répondre aujourd’hui".to_owned());
    }
    if due > today.saturating_add(FAR.days()) {
        return (Tone::Neutral, format!("Avant le {}", text::date(due)));
    }
    match working_days(today, due) {
        0 => (Tone::Warning, format!("À répondre avant le {}", text::date(due))),
        1 => (Tone::Warning, "Dans 1 jour ouvré".to_owned()),
        days => (if days <= SOON { Tone::Warning } else { Tone::Neutral }, format!("Dans {days} jours ouvrés")),
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

/// Working days after `from`, up to `to` included.
fn working_days(from: Date, to: Date) -> usize {
    from.series(1.day()).skip(1).take_while(|day| *day <= to).filter(|day| is_working_day(*day)).count()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_legal_day_is_told_in_working_days() {
        let friday = date(2026, 11, 20);
        let told = |day: Date| deadline(day, friday);
        assert_eq!(told(date(2026, 11, 19)), (Tone::Danger, "En retard depuis le 19 novembre 2026".to_owned()));
        assert_eq!(told(friday), (Tone::Warning, "À répondre aujourd’hui".to_owned()));
        assert_eq!(told(date(2026, 11, 22)), (Tone::Warning, "À répondre avant le 22 novembre 2026".to_owned()), "no working day is left");
        assert_eq!(told(date(2026, 11, 23)), (Tone::Warning, "Dans 1 jour ouvré".to_owned()));
        assert_eq!(told(date(2026, 11, 30)), (Tone::Neutral, "Dans 6 jours ouvrés".to_owned()));
        assert_eq!(told(date(2027, 1, 20)), (Tone::Neutral, "Avant le 20 janvier 2027".to_owned()));
    }

    #[test]
    fn the_past_is_told_in_days() {
        let today = date(2026, 11, 20);
        let told = [0, 1, 40].map(|days: i64| ago(today.saturating_sub(days.days()), today));
        assert_eq!(told, ["Aujourd’hui", "Hier", "Il y a 40 jours"]);
    }
}
