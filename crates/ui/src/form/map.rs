//! A map on which a place is shown: a help beside the words, never the only way.

use maud::{Markup, html};

use crate::asset_href;

/// What a map needs.
#[derive(Clone, Copy, Debug)]
pub struct MapLinks<'a> {
    /// Address of a tile, with `{z}`, `{x}` and `{y}` (Web Mercator, 256 pixels).
    pub tiles: &'a str,
    /// Address that answers `lat` and `lon` in its query with the nearest address, `{"label","town"}` in JSON, empty when there is none.
    pub near: &'a str,
    /// Who the map must be credited to.
    pub credit: &'a str,
    /// South, west, north and east of what is shown first, in degrees: `45.5,4.6,46,5.1`.
    pub bounds: &'a str,
}

/// The buttons that open the map and take the device's position
/// ([`crate::Module::Map`]); not shown without script. `name` is the group whose
/// parts `lat`, `lon`, `found`, `commune` and `text` are filled.
pub fn map_button(name: &str, links: &MapLinks<'_>) -> Markup {
    html! {
        div.place-map hidden data-own data-map=(name) data-tiles=(links.tiles) data-near=(links.near) data-credit=(links.credit) data-bounds=(links.bounds)
            data-script=(asset_href("leaflet.js")) data-style=(asset_href("leaflet.css")) {
            div.buttons {
                button.button.secondary type="button" data-do="open" aria-expanded="false" { "Montrer sur la carte" }
                button.button.secondary type="button" data-do="here" { "Utiliser ma position" }
                button.quiet type="button" data-do="clear" hidden { "Retirer le point" }
            }
            p.hint role="status" data-told {}
            div.map-frame hidden data-frame role="group" aria-label="Carte" {}
        }
    }
}
