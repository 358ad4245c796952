//! Words, dates and sizes as French readers write them.

use std::sync::LazyLock;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

const MONTHS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// The time zone of mainland France. Its rules are bundled in the program.
pub fn paris() -> TimeZone {
    // looking it up costs more than most of what is done with it
    static PARIS: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC));
    PARIS.clone()
}

/// « 3 mai 2026 », « 1er juin 2026 ».
pub fn date(date: Date) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day} {} {}", MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

/// « lundi 4 mai 2026 ».
pub fn long_date(day: Date) -> String {
    let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    format!("{} {}", DAYS[weekday], date(day))
}

/// « 3 mai 2026 à 14 h 05 », in Paris.
pub fn date_time(at: Timestamp) -> String {
    let local = at.to_zoned(paris());
    format!("{} à {}\u{a0}h\u{a0}{:02}", date(local.date()), local.hour(), local.minute())
}

/// The day it is in Paris at `at`.
pub fn day(at: Timestamp) -> Date {
    at.to_zoned(paris()).date()
}

/// « 1,5 Mo »; sizes as file managers count them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes}\u{a0}octets"),
        1_000..1_000_000 => format!("{}\u{a0}ko", bytes / 1_000),
        _ => match bytes % 1_000_000 / 100_000 {
            0 => format!("{}\u{a0}Mo", bytes / 1_000_000),
            tenths => format!("{},{tenths}\u{a0}Mo", bytes / 1_000_000),
        },
    }
}

/// « 1 demande », « 3 demandes »: the noun agrees by adding an s.
pub fn count(number: u64, noun: &str) -> String {
    if number < 2 { format!("{number} {noun}") } else { format!("{number} {noun}s") }
}

/// Lower case without accents, ligatures opened: for comparing what people type.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' | 'ì' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' | 'ý' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | 'ʼ' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

/// A slug made from a label: « École Jean-Macé » gives `ecole-jean-mace`.
pub fn slugged(label: &str) -> String {
    let mut slug = String::new();
    for c in folded(label).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(64);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_french() {
        assert_eq!(date(Date::constant(2026, 6, 1)), "1er juin 2026");
        assert_eq!(long_date(Date::constant(2026, 11, 22)), "dimanche 22 novembre 2026");
        let noon_utc: Timestamp = "2026-07-14T12:05:00Z".parse().unwrap();
        assert_eq!(date_time(noon_utc), "14 juillet 2026 à 14\u{a0}h\u{a0}05");
    }

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(size(999), "999\u{a0}octets");
        assert_eq!(size(10_000_000), "10\u{a0}Mo");
        assert_eq!(size(1_560_000), "1,5\u{a0}Mo");
    }

    #[test]
    fn names_fold_to_slugs() {
        assert_eq!(slugged("  L’Œuvre du cœur — École n° 2 "), "l-oeuvre-du-coeur-ecole-n-2");
    }
}
