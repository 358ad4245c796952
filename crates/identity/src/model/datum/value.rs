//! What a person may write for each datum, and how it is read back to her.

use jiff::civil::Date;
use kernel::values::Phone;

use super::{Datum, places};

/// The longest value kept, in characters.
const LONGEST: usize = 100;

/// The value as it is kept, from what she typed. Nothing typed is `None`.
///
/// # Errors
/// What to do, in her words.
pub(crate) fn read(datum: Datum, typed: &str) -> Result<Option<String>, &'static str> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err("Écrivez 100\u{a0}caractères au plus.");
    }
    match datum {
        Datum::Gender => one_of(&text, &["female", "male"], "Choisissez une réponse de la liste."),
        Datum::Birthdate => birthdate(&text),
        Datum::PostalCode => {
            let digits: String = text.chars().filter(|c| *c != ' ').collect();
            match digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
                true => Ok(digits),
                false => Err("Écrivez les 5\u{a0}chiffres du code postal. Exemple\u{a0}: 69003."),
            }
        }
        Datum::BirthDepartment => department(&text),
        Datum::BirthCountry => places::country(&text).map(|_| text).ok_or("Choisissez un pays de la liste."),
        Datum::BirthPlace => places::commune_code(&text).map(str::to_owned).ok_or(
            "Écrivez le nom entier de la commune. Si plusieurs communes ont ce nom, ajoutez le département. Exemple\u{a0}: Saint-Denis (93).",
        ),
        Datum::MobilePhone | Datum::HomePhone | Datum::WorkMobilePhone | Datum::WorkPhone => Phone::parse(&text)
            .map(|phone| phone.as_str().to_owned())
            .ok_or("Écrivez un numéro de téléphone. Exemple\u{a0}: 06 12 34 56 78."),
        _ => Ok(text),
    }
    .map(Some)
}

fn one_of(text: &str, known: &[&str], advice: &'static str) -> Result<String, &'static str> {
    known.contains(&text).then(|| text.to_owned()).ok_or(advice)
}

/// `JJ/MM/AAAA` or `AAAA-MM-JJ`; a real day.
fn birthdate(text: &str) -> Result<String, &'static str> {
    let advice = "Écrivez une date qui existe\u{a0}: le jour, le mois et l’année. Exemple\u{a0}: 27/03/1981.";
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
    let [first, month, last] = parts[..] else { return Err(advice) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()));
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else { return Err(advice) };
    let small = |number: i16| i8::try_from(number).ok();
    let (Some(month), Some(day)) = (small(month), small(day)) else { return Err(advice) };
    let date = Date::new(year, month, day).ok().filter(|_| year >= 1850).ok_or(advice)?;
    Ok(date.to_string())
}

fn department(text: &str) -> Result<String, &'static str> {
    let upper = text.to_uppercase();
    let known = matches!(upper.len(), 2 | 3) && upper.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'A' | b'B'));
    known.then_some(upper).ok_or("Écrivez le numéro du département. Exemple\u{a0}: 69.")
}

/// A value as she reads it. What is no usual value is read as it was received.
pub(crate) fn spoken(datum: Datum, value: &str) -> String {
    match datum {
        Datum::Gender => match value {
            "female" => "Madame".to_owned(),
            "male" => "Monsieur".to_owned(),
            _ => "Non précisée".to_owned(),
        },
        Datum::Birthdate => spoken_date(value),
        Datum::BirthCountry => places::country(value).unwrap_or(value).to_owned(),
        Datum::BirthPlace => places::commune(value).unwrap_or_else(|| value.to_owned()),
        Datum::MobilePhone | Datum::HomePhone | Datum::WorkMobilePhone | Datum::WorkPhone => {
            Phone::parse(value).map_or_else(|| value.to_owned(), |phone| phone.spoken())
        }
        _ => value.to_owned(),
    }
}

/// `27/03/1981`; what is unknown is left out (`1992-11-00` is `11/1992`).
fn spoken_date(value: &str) -> String {
    let parts: Vec<&str> = value.split('-').filter(|part| *part != "00").collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_typed_is_kept_in_one_form() {
        for (datum, typed, kept) in [
            (Datum::FamilyName, "  de   La Tour ", "de La Tour"),
            (Datum::Birthdate, "27/3/1981", "1981-03-27"),
            (Datum::Birthdate, "1981-03-27", "1981-03-27"),
            (Datum::PostalCode, "69 003", "69003"),
            (Datum::BirthDepartment, "2a", "2A"),
            (Datum::MobilePhone, "06 12 34 56 78", "+33612345678"),
            (Datum::Gender, "female", "female"),
            (Datum::BirthPlace, "Saint-Denis (93)", "93066"),
            (Datum::BirthCountry, "99100", "99100"),
        ] {
            assert_eq!(read(datum, typed), Ok(Some(kept.to_owned())), "{typed}");
        }
        assert_eq!(read(Datum::Street, "   "), Ok(None));
    }

    #[test]
    fn what_is_no_value_says_what_to_write() {
        for (datum, typed) in [
            (Datum::Birthdate, "31/02/1981"),
            (Datum::Birthdate, "hier"),
            (Datum::Birthdate, "1/1/0001"),
            (Datum::PostalCode, "6900"),
            (Datum::BirthDepartment, "Rhône"),
            (Datum::MobilePhone, "douze"),
            (Datum::Gender, "autre"),
            (Datum::BirthPlace, "Saint-Denis"),
            (Datum::BirthCountry, "France"),
            (Datum::Street, &"a".repeat(101)),
        ] {
            assert!(read(datum, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn values_are_read_as_one_says_them() {
        for (datum, value, spoken_as) in [
            (Datum::Birthdate, "1981-03-27", "27/03/1981"),
            (Datum::Birthdate, "1992-11-00", "11/1992"),
            (Datum::Birthdate, "1992-00-00", "1992"),
            (Datum::Birthdate, "jadis", "jadis"),
            (Datum::Gender, "female", "Madame"),
            (Datum::Gender, "unspecified", "Non précisée"),
            (Datum::MobilePhone, "+33612345678", "06 12 34 56 78"),
        ] {
            assert_eq!(spoken(datum, value).replace('\u{a0}', " "), spoken_as.replace('\u{a0}', " "), "{value}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_can_be_typed_again(index in 0..Datum::ALL.len(), typed in ".{0,120}") {
            let datum = Datum::ALL[index];
            if let Ok(Some(kept)) = read(datum, &typed) {
                prop_assert_eq!(read(datum, &kept), Ok(Some(kept.clone())));
                prop_assert!(!spoken(datum, &kept).is_empty());
            }
        }
    }
}
