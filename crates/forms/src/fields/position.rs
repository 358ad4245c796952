//! A point on the map: latitude and longitude in degrees (WGS 84).

use expr::Value;
use serde_json::{Map, Value as Json};

use super::parts::input;
use crate::{Submitted, numbers};

/// The position that was chosen; half a position or one off the globe is none.
pub(super) fn read(name: &str, submitted: &Submitted) -> Option<[(String, Json); 2]> {
    let degrees = |key: &str, limit: i64| {
        let typed = submitted.one(&input(name, key));
        // Six decimals are ten centimetres; browsers send more.
        let cut = typed
            .split_once('.')
            .map_or_else(|| typed.to_owned(), |(whole, rest)| format!("{whole}.{}", rest.chars().take(6).collect::<String>()));
        numbers::parse(&cut).filter(|degrees| degrees.abs() <= limit * 1_000_000)
    };
    let (lat, lon) = (degrees("lat", 90)?, degrees("lon", 180)?);
    Some([("lat".into(), kept(lat)), ("lon".into(), kept(lon))])
}

/// A JSON number of degrees: exact enough, and what maps read.
fn kept(millionths: i64) -> Json {
    (millionths as f64 / 1e6).into()
}

/// A coordinate that an answer keeps, in millionths of degree.
pub(super) fn degrees(answer: &Json, key: &str) -> Option<i64> {
    let degrees = answer.get(key)?.as_f64().filter(|degrees| degrees.abs() <= 180.0)?;
    Some((degrees * 1e6).round() as i64)
}

/// Whether what an answer keeps as a position is one, or nothing.
pub(super) fn is_sound(answer: &Json) -> bool {
    let absent = answer.get("lat").is_none() && answer.get("lon").is_none();
    absent || (degrees(answer, "lat").is_some_and(|lat| lat.abs() <= 90_000_000) && degrees(answer, "lon").is_some())
}

/// Adds the position to an answer.
pub(super) fn keep(position: Option<[(String, Json); 2]>, answer: &mut Map<String, Json>) {
    answer.extend(position.into_iter().flatten());
}

/// The text of a coordinate, for an input or a column.
pub(super) fn plain(answer: &Json, key: &str) -> String {
    degrees(answer, key).map_or_else(String::new, numbers::plain)
}

/// A coordinate in expressions.
pub(super) fn value(answer: &Json, key: &str) -> Value {
    degrees(answer, key).map_or(Value::Null, Value::Decimal)
}
