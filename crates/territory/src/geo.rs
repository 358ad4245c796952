//! Points, distances, contours of the communes, and the map drawn from them.

mod contours;
mod map;

pub use contours::{BoundingBox, Contours, commune_at};
pub use map::{Shape, TerritoryMap};

/// What a page that draws the contours must print (Licence Ouverte).
pub const CONTOURS_NOTICE: &str = "IGN, ADMIN EXPRESS COG 2018, Licence Ouverte";

/// Mean radius of the Earth, in metres (IUGG).
const EARTH_RADIUS: f64 = 6_371_008.8;

/// A place on Earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Point {
    /// Latitude, north positive.
    pub lat: f64,
    /// Longitude, east positive.
    pub lon: f64,
}

impl Point {
    /// Metres to another point, along the great circle.
    pub fn distance(self, other: Self) -> f64 {
        let half_chord = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let parallels = self.lat.to_radians().cos() * other.lat.to_radians().cos();
        let haversine = half_chord(self.lat, other.lat) + parallels * half_chord(self.lon, other.lon);
        2.0 * EARTH_RADIUS * haversine.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_degree_of_latitude_is_111_km() {
        let lyon = Point { lat: 45.0, lon: 4.8 };
        let north = Point { lat: 46.0, lon: 4.8 };
        assert!((lyon.distance(north) - 111_195.0).abs() < 1.0, "{}", lyon.distance(north));
        assert!(lyon.distance(lyon) < 1e-9);
    }

    #[test]
    fn one_degree_of_longitude_shrinks_northwards() {
        let west = Point { lat: 60.0, lon: 4.0 };
        let east = Point { lat: 60.0, lon: 5.0 };
        assert!((west.distance(east) / 111_195.0 - 0.5).abs() < 0.001);
    }
}
