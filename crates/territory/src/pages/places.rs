//! Addresses while they are typed, the address of a point, and the map.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use http::{HeaderValue, header};
use serde::{Deserialize, Serialize};
use web::{Answer, Ctx, Failure, Limit, Outcome};

use crate::{
    Territory,
    geo::{Point, commune_at},
    places::Place,
};

/// A person types some letters a second; a program that copies addresses goes faster.
const OFTEN: Limit = Limit { times: 120, seconds: 120 };
/// A screen is some twenty tiles.
const TILES: Limit = Limit { times: 1_000, seconds: 300 };

#[derive(Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    q: String,
}

/// As the combobox reads it.
#[derive(Serialize)]
struct Suggested {
    value: String,
    label: String,
    fill: Fill,
}

/// The parts of an address that a choice fills.
#[derive(Serialize)]
struct Fill {
    #[serde(flatten)]
    place: Place,
    /// The words that the point goes with.
    found: String,
}

impl From<Place> for Suggested {
    fn from(place: Place) -> Self {
        let label = place.label();
        Self { value: label.clone(), label: label.clone(), fill: Fill { place, found: label } }
    }
}

/// The addresses that these words may mean.
pub(super) async fn search(State(territory): State<Territory>, ctx: Ctx, Query(words): Query<Words>) -> Outcome<Answer> {
    ctx.throttle("addresses", &ctx.client().network(), OFTEN)?;
    let found = territory.places().search(&words.q, ctx.moment().wall).await;
    json(&found.iter().cloned().map(Suggested::from).collect::<Vec<_>>())
}

/// A point as it is written in an address.
#[derive(Deserialize)]
pub(super) struct Degrees {
    #[serde(default)]
    lat: String,
    #[serde(default)]
    lon: String,
}

impl Degrees {
    fn point(&self) -> Option<Point> {
        let within = |text: &str, limit: f64| text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= limit);
        Some(Point { lat: within(&self.lat, 90.0)?, lon: within(&self.lon, 180.0)? })
    }
}

#[derive(Serialize)]
struct Near {
    /// Empty when none is near.
    label: String,
    /// The commune's name; empty outside the territory.
    town: &'static str,
}

/// The address nearest to a point, and the commune it is in.
pub(super) async fn near(State(territory): State<Territory>, ctx: Ctx, Query(asked): Query<Degrees>) -> Outcome<Answer> {
    ctx.throttle("addresses", &ctx.client().network(), OFTEN)?;
    let point = asked.point().ok_or(Failure::NOT_FOUND)?;
    let place = territory.places().near(point).await;
    let town = commune_at(point).map_or("", |commune| commune.name.as_str());
    json(&Near { label: place.map_or_else(String::new, |place| place.label()), town })
}

/// A square of the map.
pub(super) async fn tile(State(territory): State<Territory>, ctx: Ctx, Path((z, x, y)): Path<(String, String, String)>) -> Outcome<Answer> {
    ctx.throttle("tiles", &ctx.client().network(), TILES)?;
    let numbers = z.parse().ok().zip(x.parse().ok()).zip(y.parse().ok());
    let place = numbers.map(|((z, x), y)| (z, x, y)).ok_or(Failure::NOT_FOUND)?;
    let tile = territory.places().tile(place, ctx.moment().wall).await.ok_or(Failure::NOT_FOUND)?;
    let media_type = HeaderValue::from_str(&tile.media_type).map_err(|_| Failure::NOT_FOUND)?;
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(([(header::CONTENT_TYPE, media_type), kept], tile.picture.to_vec()).into_response())
}

fn json(answer: &impl Serialize) -> Outcome<Answer> {
    let body = serde_json::to_string(answer).map_err(|_| Failure::fault("addresses do not serialise"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
