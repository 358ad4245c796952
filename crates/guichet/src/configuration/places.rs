//! Where addresses and the map come from.

use serde::Deserialize;
use territory::places::Sources;

/// Services that the operator names; what is bundled serves for the others.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceSettings {
    search: Option<String>,
    reverse: Option<String>,
    tiles: Option<String>,
    credit: Option<String>,
}

impl PlaceSettings {
    /// The services, their addresses checked.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn read(&self) -> Result<Sources, String> {
        for (key, url) in [("search", &self.search), ("reverse", &self.reverse), ("tiles", &self.tiles)] {
            if url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
                return Err(format!("places.{key} must begin with https://: it receives what people type"));
            }
        }
        if self.tiles.as_ref().is_some_and(|tiles| ["{z}", "{x}", "{y}"].iter().any(|part| !tiles.contains(part))) {
            return Err("places.tiles must hold {z}, {x} and {y}".to_owned());
        }
        if self.tiles.is_some() && self.credit.as_ref().is_none_or(|credit| credit.trim().is_empty()) {
            return Err("places.credit must say who the map is credited to".to_owned());
        }
        let Self { search, reverse, tiles, credit } = self;
        Ok(Sources { search: search.clone(), reverse: reverse.clone(), tiles: tiles.clone(), credit: credit.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_safe_and_a_map_says_who_made_it() {
        let read = |text: &str| toml::from_str::<PlaceSettings>(text).unwrap().read();
        assert_eq!(read(""), Ok(Sources::default()));
        assert!(read("search = 'http://adresses.example'").unwrap_err().starts_with("places.search"));
        assert!(read("tiles = 'https://carte.example/{z}/{x}.png'\ncredit = 'IGN'").unwrap_err().starts_with("places.tiles"));
        assert!(read("tiles = 'https://carte.example/{z}/{x}/{y}.png'").unwrap_err().starts_with("places.credit"));
        assert!(read("tiles = 'https://carte.example/{z}/{x}/{y}.png'\ncredit = '© IGN'").is_ok());
    }
}
