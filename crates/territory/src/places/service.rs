//! A service that knows every address, by the contract of the Base Adresse
//! Nationale (`addok`, Géoplateforme): GeoJSON, one feature per address.

use std::{sync::Arc, time::Duration};

use kernel::Timestamp;
use outbound::{Http, Request};
use serde::Deserialize;
use web::posted::encode;

use super::{Place, cache::Cache};
use crate::{
    directory::Communes,
    geo::{Contours, Point},
};

/// A person is typing: what comes later serves nobody.
const WITHIN: Duration = Duration::from_millis(1_500);
/// No address is longer; what is typed beyond is not sent.
const LONGEST: usize = 200;
/// What is shown of an answer, in characters.
const SHOWN: usize = 250;

/// Where it is asked, and what it answered lately.
pub(super) struct Service {
    search: Option<String>,
    reverse: Option<String>,
    answers: Cache<String, Arc<[Place]>>,
}

#[derive(Deserialize)]
struct Features {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
    properties: Properties,
}

#[derive(Deserialize)]
struct Geometry {
    /// Longitude, then latitude (RFC 7946 §3.1.1).
    coordinates: [f64; 2],
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    id: String,
    name: String,
    #[serde(default)]
    postcode: String,
    city: String,
    citycode: String,
    /// `housenumber`, `street`, `locality` or `municipality`.
    #[serde(rename = "type", default)]
    kind: String,
}

impl Service {
    pub fn new(search: Option<String>, reverse: Option<String>) -> Self {
        Self { search, reverse, answers: Cache::holding(2_000) }
    }

    /// What these words may mean; none when it is not asked or does not answer.
    pub async fn search(&self, http: &Http, words: &str, most: usize, now: Timestamp) -> Option<Arc<[Place]>> {
        let search = self.search.as_deref()?;
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        if let Some(kept) = self.answers.get(&words, now) {
            return Some(kept);
        }
        let middle = Contours::bundled().whole()?;
        let (lat, lon) = (f64::midpoint(middle.min.lat, middle.max.lat), f64::midpoint(middle.min.lon, middle.max.lon));
        // near the territory first, the rest of the country after
        let url = format!("{search}?q={}&limit={most}&autocomplete=1&lat={lat:.3}&lon={lon:.3}", encode(&words));
        let found: Arc<[Place]> = asked(http, url).await?.into_iter().take(most).collect();
        self.answers.put(words, Arc::clone(&found), now);
        Some(found)
    }

    /// The nearest address; none when it is not asked or does not answer.
    pub async fn near(&self, http: &Http, Point { lat, lon }: Point) -> Option<Place> {
        let url = format!("{}?lat={lat}&lon={lon}&limit=1", self.reverse.as_deref()?);
        asked(http, url).await?.into_iter().next()
    }
}

async fn asked(http: &Http, url: String) -> Option<Vec<Place>> {
    let answer = http.send(Request::get(url).within(WITHIN)).await.ok().filter(outbound::Answer::is_success)?;
    Some(places(answer.json().ok()?))
}

/// Towns are no addresses: they are left out.
fn places(given: Features) -> Vec<Place> {
    let addresses = given.features.into_iter().filter(|feature| feature.properties.kind != "municipality");
    addresses.filter_map(place).collect()
}

fn place(Feature { geometry, properties }: Feature) -> Option<Place> {
    let [lon, lat] = geometry.coordinates;
    let is_on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let short = |text: String| text.chars().filter(|c| !c.is_control()).take(SHOWN).collect::<String>();
    let whole = Communes::bundled().by_insee(&properties.citycode);
    is_on_earth.then(|| Place {
        street: short(properties.name),
        postcode: short(properties.postcode),
        city: whole.map_or_else(|| short(properties.city), |commune| commune.name.clone()),
        commune: whole.map_or_else(|| short(properties.citycode), |commune| commune.insee.clone()),
        id: short(properties.id),
        point: Point { lat, lon },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_arrondissement_is_its_city_and_a_town_is_no_address() {
        let feature = |kind: &str, name: &str, citycode: &str| {
            json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [4.835, 45.767] },
                "properties": { "id": "69381_5700_00024", "name": name, "postcode": "69001", "city": "Lyon 1er Arrondissement",
                    "citycode": citycode, "type": kind, "score": 0.97 },
            })
        };
        let answer = json!({ "type": "FeatureCollection", "features": [
            feature("municipality", "Lyon", "69123"), feature("housenumber", "24 Rue Pizay", "69381"), feature("street", "Rue\u{7} Haute", "38185"),
        ] });
        let found = places(serde_json::from_value(answer).unwrap());
        assert_eq!(
            found.iter().map(Place::label).collect::<Vec<_>>(),
            ["24 Rue Pizay, 69001 Lyon", "Rue Haute, 69001 Lyon 1er Arrondissement"]
        );
        assert_eq!((found[0].commune.as_str(), found[1].commune.as_str()), ("69123", "38185"));
        assert_eq!(found[0].point, Point { lat: 45.767, lon: 4.835 });
    }
}
