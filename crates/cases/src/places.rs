//! How addresses and places are found on a page of questions.

use std::collections::BTreeMap;

use forms::{Found, Places};
use kernel::{Slug, Timestamp};
use territory::{places::Place, urls};
use ui::{FormState, MapLinks};

use crate::Cases;

/// What a page needs so that places are found on it.
pub struct PlaceLinks {
    credit: String,
    bounds: String,
    /// What words that were not enough may mean, for who has no script.
    meant: BTreeMap<String, Vec<Found>>,
}

impl PlaceLinks {
    /// The links of a page where nothing was typed; the map opens on the territory.
    pub fn blank(cases: &Cases) -> Self {
        let places = cases.territory().places();
        Self { credit: places.credit().to_owned(), bounds: places.bounds(None), meant: BTreeMap::new() }
    }

    /// The map opens on what this authority administers.
    #[must_use]
    pub fn near(self, cases: &Cases, authority: &Slug) -> Self {
        Self { bounds: cases.territory().places().bounds(Some(authority)), ..self }
    }

    /// The links of a page where `state` was typed; words are looked up where the operator says.
    pub async fn of(cases: &Cases, state: &FormState, now: Timestamp) -> Self {
        let mut links = Self::blank(cases);
        for words in in_doubt(state) {
            let found = cases.territory().places().search(words, now).await.iter().map(found).collect();
            links.meant.insert(words.to_owned(), found);
        }
        links
    }

    /// For the questions of a page.
    pub fn links(&self) -> Places<'_> {
        let map = MapLinks { tiles: urls::TILES, near: urls::NEAREST, credit: &self.credit, bounds: &self.bounds };
        Places { search: urls::ADDRESSES, map, meant: &self.meant }
    }
}

/// The words of the places that were refused.
fn in_doubt(state: &FormState) -> impl Iterator<Item = &str> {
    let words = |error: &ui::FieldError| state.value(&format!("{}.text", error.field));
    state.errors().iter().map(words).filter(|words| !words.is_empty())
}

fn found(place: &Place) -> Found {
    Found { label: place.label(), commune: place.commune.clone(), lat: place.point.lat, lon: place.point.lon }
}
