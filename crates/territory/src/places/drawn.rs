//! A plain map of what is bundled, for who has no other: the communes, and the
//! names of the streets we know.

use std::fmt::Write;

use crate::{
    addresses::AddressBook,
    directory::{Commune, Communes},
    geo::{BoundingBox, Contours, Point},
};

/// The deepest level drawn.
pub(super) const DEEPEST: u8 = 19;
/// The side of a tile, in pixels.
const SIDE: f64 = 256.0;
/// From this level on, streets are named.
const STREETS: u8 = 16;
/// From this level on, every commune is named; before, the largest.
const ALL: u8 = 12;
/// The inhabitants of the largest.
const LARGE: u32 = 40_000;

/// The tile of this place as an SVG picture. Its texts may begin outside it:
/// its neighbours draw their other part.
pub(super) fn tile(z: u8, x: u32, y: u32) -> String {
    let corner = (f64::from(x) * SIDE, f64::from(y) * SIDE);
    let at = |point: Point| {
        let (px, py) = projected(z, point);
        (px - corner.0, py - corner.1)
    };
    let seen = BoundingBox {
        min: unprojected(z, corner.0 - SIDE, corner.1 + 2.0 * SIDE),
        max: unprojected(z, corner.0 + 2.0 * SIDE, corner.1 - SIDE),
    };
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}" font-family="sans-serif" text-anchor="middle"><rect width="{SIDE}" height="{SIDE}" fill="#dfe6ea"/>"##
    );
    // writing to a string cannot fail
    for (insee, ring) in Contours::bundled().rings() {
        if Contours::bundled().bounds(insee).is_some_and(|bounds| meet(bounds, seen)) {
            let points: String = ring.iter().map(|&point| at(point)).map(|(px, py)| format!("{px:.0},{py:.0} ")).collect();
            let _ = write!(svg, r##"<polygon points="{}" fill="#fbfaf6" stroke="#8b95a1" stroke-width="1.5"/>"##, points.trim_end());
        }
    }
    let mut label = |point: Point, text: &str, size: u8, colour: &str| {
        let (px, py) = at(point);
        let _ = write!(
            svg,
            r##"<text x="{px:.0}" y="{py:.0}" font-size="{size}" fill="{colour}" stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>"##,
            escaped(text)
        );
    };
    if z >= STREETS {
        for street in AddressBook::bundled().streets().iter().filter(|street| seen.contains(street.point)) {
            label(street.point, &street.name, 11, "#3b4450");
        }
    } else {
        let is_named = |commune: &&Commune| seen.contains(commune.centre) && (z >= ALL || commune.population >= LARGE);
        for commune in Communes::bundled().iter().filter(is_named) {
            label(commune.centre, &commune.name, if z < ALL { 11 } else { 14 }, "#1f2933");
        }
    }
    svg + "</svg>"
}

/// Web Mercator: pixels of the whole world at this level.
fn projected(z: u8, point: Point) -> (f64, f64) {
    let world = SIDE * f64::from(1_u32 << z);
    let sine = point.lat.to_radians().sin();
    let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
    ((point.lon + 180.0) / 360.0 * world, y * world)
}

fn unprojected(z: u8, px: f64, py: f64) -> Point {
    let world = SIDE * f64::from(1_u32 << z);
    let lat = (std::f64::consts::PI * (1.0 - 2.0 * py / world)).sinh().atan().to_degrees();
    Point { lat, lon: px / world * 360.0 - 180.0 }
}

fn meet(one: BoundingBox, other: BoundingBox) -> bool {
    one.min.lat <= other.max.lat && other.min.lat <= one.max.lat && one.min.lon <= other.max.lon && other.min.lon <= one.max.lon
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile_of(z: u8, point: Point) -> String {
        let (px, py) = projected(z, point);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a tile's number is small and positive")]
        tile(z, (px / SIDE) as u32, (py / SIDE) as u32)
    }

    #[test]
    fn a_point_is_drawn_where_it_is() {
        let bellecour = Point { lat: 45.7578, lon: 4.832 };
        let (px, py) = projected(17, bellecour);
        let back = unprojected(17, px, py);
        assert!(back.distance(bellecour) < 0.01);
        assert!(tile_of(12, Communes::bundled().by_slug("bron").unwrap().centre).contains(">Bron</text>"));
        let street = AddressBook::bundled().streets().iter().find(|street| street.name == "Rue Pizay").unwrap();
        assert!(tile_of(18, street.point).contains(">Rue Pizay</text>"));
    }

    #[test]
    fn every_tile_of_the_territory_stays_light() {
        let whole = Contours::bundled().whole().unwrap();
        for z in 0..=DEEPEST {
            let middle = Point { lat: f64::midpoint(whole.min.lat, whole.max.lat), lon: f64::midpoint(whole.min.lon, whole.max.lon) };
            let svg = tile_of(z, middle);
            assert!(svg.len() < 120_000 && svg.ends_with("</svg>"), "{z}: {}", svg.len());
        }
    }
}
