//! Where things are, for people who look for an address or show a place: a
//! service that knows every address, when the operator names one, else the
//! bundled book; a map, the operator's or drawn from what is bundled.

mod cache;
mod drawn;
mod service;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use kernel::{Slug, Timestamp};
use outbound::{Http, Request};
use serde::Serialize;

use self::{cache::Cache, service::Service};
use crate::{
    addresses::{AddressBook, OSM_NOTICE, Suggestion},
    directory::Communes,
    geo::{CONTOURS_NOTICE, Contours, Point},
};

/// What is proposed at once.
const MOST: usize = 6;
/// Beyond, the nearest known address tells nothing of a point, in metres.
const NEAR: f64 = 150.0;

/// An address that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// « 24 Rue Pizay ».
    pub street: String,
    /// Its postcode, when known.
    pub postcode: String,
    /// « Lyon ».
    pub city: String,
    /// INSEE code of its commune; the whole city for an arrondissement.
    pub commune: String,
    /// Its key in the national register of addresses, when known.
    pub id: String,
    /// Where it is.
    #[serde(flatten)]
    pub point: Point,
}

impl Place {
    /// « 24 Rue Pizay, 69001 Lyon ».
    pub fn label(&self) -> String {
        let Self { street, postcode, city, .. } = self;
        format!("{street}, {}", format!("{postcode} {city}").trim_start())
    }
}

impl From<Suggestion> for Place {
    fn from(found: Suggestion) -> Self {
        let street = [found.number.as_deref(), Some(found.street)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self {
            street,
            postcode: found.postcode.unwrap_or_default().to_owned(),
            city: found.commune.name.clone(),
            commune: found.commune.insee.clone(),
            id: String::new(),
            point: found.point,
        }
    }
}

/// What the operator names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Where addresses are searched, by the contract of the Base Adresse Nationale (`?q=`).
    pub search: Option<String>,
    /// Where the nearest address is asked, by the same contract (`?lat=&lon=`).
    pub reverse: Option<String>,
    /// Where the tiles of the map are, with `{z}`, `{x}` and `{y}`.
    pub tiles: Option<String>,
    /// Who the map is credited to.
    pub credit: Option<String>,
}

/// A square of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The type of its picture.
    pub media_type: String,
    /// The picture.
    pub picture: Arc<[u8]>,
}

/// Where things are. Cheap to clone.
#[derive(Clone)]
pub struct Places(Arc<Inner>);

struct Inner {
    http: Option<Http>,
    service: Service,
    tiles: Option<String>,
    credit: String,
    pictures: Cache<(u8, u32, u32), Tile>,
}

impl Places {
    /// What is bundled, and nothing else.
    pub fn bundled() -> Self {
        Self::new(None, Sources::default())
    }

    /// What the operator names, and what is bundled for the rest.
    pub fn of(http: Http, sources: Sources) -> Self {
        Self::new(Some(http), sources)
    }

    fn new(http: Option<Http>, sources: Sources) -> Self {
        let drawn = || format!("{CONTOURS_NOTICE} – {OSM_NOTICE}");
        let credit = if sources.tiles.is_some() { sources.credit.unwrap_or_default() } else { drawn() };
        let service = Service::new(sources.search, sources.reverse);
        Self(Arc::new(Inner { http, service, tiles: sources.tiles, credit, pictures: Cache::holding(1_000) }))
    }

    /// Who the map is credited to.
    pub fn credit(&self) -> &str {
        &self.0.credit
    }

    /// South, west, north and east of a commune, or of the whole territory, in degrees: `45.5,4.6,46,5.1`.
    pub fn bounds(&self, authority: Option<&Slug>) -> String {
        let commune = authority.and_then(|slug| Communes::bundled().by_slug(slug.as_str()));
        let of_commune = commune.and_then(|commune| Contours::bundled().bounds(&commune.insee));
        let whole = of_commune.or_else(|| Contours::bundled().whole());
        whole.map_or_else(String::new, |whole| format!("{},{},{},{}", whole.min.lat, whole.min.lon, whole.max.lat, whole.max.lon))
    }

    /// The addresses that these words may mean, the best first. A service that
    /// does not answer leaves those of the bundled book.
    pub async fn search(&self, words: &str, now: Timestamp) -> Arc<[Place]> {
        let given = match &self.0.http {
            Some(http) => self.0.service.search(http, words, MOST, now).await,
            None => None,
        };
        given.unwrap_or_else(|| AddressBook::bundled().suggest(words, None, MOST).into_iter().map(Place::from).collect())
    }

    /// The address nearest to a point, when one is near.
    pub async fn near(&self, point: Point) -> Option<Place> {
        let given = match &self.0.http {
            Some(http) => self.0.service.near(http, point).await,
            None => None,
        };
        let known = || AddressBook::bundled().nearest(point).map(|nearest| Place::from(nearest.address));
        given.or_else(known).filter(|place| place.point.distance(point) <= NEAR)
    }

    /// A square of the map; none outside the world, or when the operator's map does not answer.
    pub async fn tile(&self, (z, x, y): (u8, u32, u32), now: Timestamp) -> Option<Tile> {
        if z > drawn::DEEPEST || x >> z != 0 || y >> z != 0 {
            return None;
        }
        if let Some(kept) = self.0.pictures.get(&(z, x, y), now) {
            return Some(kept);
        }
        let tile = match self.0.http.as_ref().zip(self.0.tiles.as_deref()) {
            Some((http, tiles)) => asked(http, tiles, (z, x, y)).await?,
            None => Tile { media_type: "image/svg+xml".to_owned(), picture: drawn::tile(z, x, y).into_bytes().into() },
        };
        self.0.pictures.put((z, x, y), tile.clone(), now);
        Some(tile)
    }
}

/// A square of the operator's map, if it is a picture.
async fn asked(http: &Http, tiles: &str, (z, x, y): (u8, u32, u32)) -> Option<Tile> {
    let named = [("{z}", z.to_string()), ("{x}", x.to_string()), ("{y}", y.to_string())];
    let url = named.iter().fold(tiles.to_owned(), |url, (name, value)| url.replace(name, value));
    let answer = http.send(Request::get(url)).await.ok().filter(outbound::Answer::is_success)?;
    let is_picture = matches!(&*answer.content_type, "image/png" | "image/jpeg" | "image/webp");
    is_picture.then(|| Tile { media_type: answer.content_type.clone(), picture: answer.body.into() })
}
