//! Exact decimal numbers in millionths, as French readers write them.

use expr::Value;

const ONE: i64 = 1_000_000;
const PLACES: usize = 6;

/// Reads « 1 234,5 » or « 1234.5 »; six decimals at most.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) || whole.len() > 12 || decimals.len() > PLACES {
        return None;
    }
    format!("{whole}{decimals:0<PLACES$}").parse::<i64>().ok().map(|millionths| sign * millionths)
}

/// « 12.5 »: the exact text kept in answers.
pub(crate) fn plain(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, decimals) = (millionths.unsigned_abs() / ONE.unsigned_abs(), millionths.unsigned_abs() % ONE.unsigned_abs());
    format!("{sign}{whole}.{decimals:0PLACES$}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// « 12 345,5 », with narrow no-break spaces; four digits stay together, as years do.
pub(crate) fn french(millionths: i64) -> String {
    let plain = plain(millionths);
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() { grouped } else { format!("{grouped},{decimals}") }
}

/// A number of either type, in millionths.
pub(crate) fn millionths(value: &Value) -> Option<i64> {
    match value {
        Value::Int(whole) => whole.checked_mul(ONE),
        Value::Decimal(millionths) => Some(*millionths),
        _ => None,
    }
}

/// The whole number, when there is nothing after the comma.
pub(crate) fn whole(millionths: i64) -> Option<i64> {
    (millionths % ONE == 0).then_some(millionths / ONE)
}

/// How many decimals are not zero at the end.
pub(crate) fn decimals(millionths: i64) -> usize {
    plain(millionths).split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_and_written_in_french() {
        assert_eq!(parse("1\u{202f}234,50"), Some(1_234_500_000));
        assert_eq!(french(-12_345_500_000), "-12\u{202f}345,5");
        assert_eq!(french(2_027_000_000), "2027");
        assert_eq!(french(999_000_000), "999");
        for wrong in ["", "-", "1,", ",5", "1e3", "1,2345678", "douze", "1234567890123"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_again(n in -999_999_999_999_999_999i64..999_999_999_999_999_999) {
            prop_assert_eq!(parse(&plain(n)), Some(n));
            prop_assert_eq!(parse(&french(n)), Some(n));
        }
    }
}
