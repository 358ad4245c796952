//! Exact decimal numbers, counted in millionths. Products and quotients are
//! rounded to the nearest millionth, halves away from zero.

const ONE: i64 = 1_000_000;
const PLACES: usize = 6;

pub(crate) fn from_int(n: i64) -> Option<i64> {
    n.checked_mul(ONE)
}

/// The whole part: 1.9 gives 1, -1.9 gives -1.
pub(crate) fn to_int(n: i64) -> i64 {
    n / ONE
}

pub(crate) fn multiply(a: i64, b: i64) -> Option<i64> {
    rounded(i128::from(a) * i128::from(b), i128::from(ONE))
}

/// `None` when the quotient is too large; the caller refuses a zero divisor.
pub(crate) fn divide(a: i64, b: i64) -> Option<i64> {
    rounded(i128::from(a) * i128::from(ONE), i128::from(b))
}

fn rounded(a: i128, b: i128) -> Option<i64> {
    let (quotient, rest) = (a.checked_div(b)?, a.checked_rem(b)?);
    let away = if 2 * rest.abs() >= b.abs() { a.signum() * b.signum() } else { 0 };
    i64::try_from(quotient + away).ok()
}

/// Reads « 12.5 » or « -3,25 »: digits, with at most six decimals.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) || decimals.len() > PLACES {
        return None;
    }
    let millionths: i128 = format!("{whole}{decimals:0<PLACES$}").parse().ok()?;
    i64::try_from(if negative { -millionths } else { millionths }).ok()
}

/// « 12.5 », « -0.25 », « 3 »: no useless zero.
pub(crate) fn show(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let (whole, decimals) = (n.unsigned_abs() / ONE.unsigned_abs(), n.unsigned_abs() % ONE.unsigned_abs());
    let shown = format!("{sign}{whole}.{decimals:0PLACES$}");
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(multiply(1, 500_000), Some(1));
        assert_eq!(multiply(-1, 500_000), Some(-1));
        assert_eq!(divide(2 * ONE, 3 * ONE), Some(666_667));
        assert_eq!(divide(i64::MAX, 1), None);
        assert_eq!(divide(ONE, 0), None);
    }

    #[test]
    fn only_plain_numbers_are_read() {
        assert_eq!(parse("12,5"), Some(12_500_000));
        for wrong in ["", "-", ".5", "5.", "1e3", "1.0000001", "1.2.3", "+1", "9223372036854.775808"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(n: i64) {
            prop_assert_eq!(parse(&show(n)), Some(n));
        }
    }
}
