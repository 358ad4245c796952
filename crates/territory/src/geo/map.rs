//! A map of the communes as SVG paths, for pages drawn by the server.

use std::{fmt::Write, sync::LazyLock};

use super::{BoundingBox, Contours, Point};
use crate::directory::{Commune, Communes};

/// Width of the drawing, in its own units: one is about 65 m on the ground,
/// which rounds borders alike on both sides and leaves no gap between them.
const WIDTH: f64 = 600.0;

/// One commune, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The commune.
    pub commune: &'static Commune,
    /// The `d` attribute of an SVG path.
    pub path: String,
    /// Where a label or a dot goes.
    pub centre: (i32, i32),
}

/// The territory, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct TerritoryMap {
    /// Width and height, in units of the drawing.
    pub size: (i32, i32),
    /// The communes, by INSEE code.
    pub shapes: Vec<Shape>,
    bounds: BoundingBox,
}

static BUNDLED: LazyLock<TerritoryMap> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled contours are not empty: see the tests of this module")]
    TerritoryMap::draw(Communes::bundled(), Contours::bundled()).expect("contours to draw")
});

impl TerritoryMap {
    /// The Métropole de Lyon, drawn once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    fn draw(communes: &'static Communes, contours: &Contours) -> Option<Self> {
        let bounds = contours.whole()?;
        let size = project(bounds, Point { lat: bounds.min.lat, lon: bounds.max.lon });
        let shapes = contours.rings().filter_map(|(insee, ring)| {
            let commune = communes.by_insee(insee)?;
            Some(Shape { commune, path: path(bounds, ring), centre: project(bounds, commune.centre) })
        });
        Some(Self { size, shapes: shapes.collect(), bounds })
    }

    /// The `viewBox` attribute of the drawing.
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", self.size.0, self.size.1)
    }

    /// Where a point falls in the drawing; outside the territory it may fall outside the box.
    pub fn project(&self, point: Point) -> (i32, i32) {
        project(self.bounds, point)
    }
}

/// Plate carrée at the middle latitude: true to the eye on fifty kilometres.
fn project(bounds: BoundingBox, point: Point) -> (i32, i32) {
    let middle = f64::midpoint(bounds.min.lat, bounds.max.lat).to_radians();
    let scale = WIDTH / (bounds.max.lon - bounds.min.lon);
    let x = (point.lon - bounds.min.lon) * scale;
    let y = (bounds.max.lat - point.lat) * scale / middle.cos();
    #[expect(clippy::cast_possible_truncation, reason = "a drawing is a few hundred units wide; `as` saturates")]
    (x.round() as i32, y.round() as i32)
}

/// Relative moves between the rounded points, repeated points left out.
fn path(bounds: BoundingBox, ring: &[Point]) -> String {
    let mut points: Vec<_> = ring.iter().map(|&point| project(bounds, point)).collect();
    points.dedup();
    let mut path = String::new();
    let mut pen = (0, 0);
    for (index, (x, y)) in points.into_iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'l' };
        // Writing to a string cannot fail.
        let _ = write!(path, "{command}{} {}", x - pen.0, y - pen.1);
        pen = (x, y);
    }
    path + "z"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_territory_is_drawn_small() {
        let map = TerritoryMap::bundled();
        assert_eq!(map.shapes.len(), 58);
        assert_eq!(map.view_box(), format!("0 0 600 {}", map.size.1));
        assert!((600..900).contains(&map.size.1), "the Métropole is taller than wide: {}", map.size.1);
        assert!(map.shapes.iter().map(|shape| shape.path.len()).sum::<usize>() < 24_000);
    }

    #[test]
    fn every_centre_is_in_the_box_and_north_is_up() {
        let map = TerritoryMap::bundled();
        for shape in &map.shapes {
            let (x, y) = shape.centre;
            assert!((0..=map.size.0).contains(&x) && (0..=map.size.1).contains(&y), "{}", shape.commune.name);
            assert_eq!(map.project(shape.commune.centre), shape.centre);
        }
        let height = |slug: &str| map.shapes.iter().find(|shape| shape.commune.slug == *slug).unwrap().centre.1;
        assert!(height("quincieux") < height("lyon") && height("lyon") < height("givors"));
    }

    #[test]
    fn a_path_moves_then_draws_relative_lines() {
        let bounds = BoundingBox { min: Point { lat: 0.0, lon: 0.0 }, max: Point { lat: 1.0, lon: 600.0 } };
        let ring = [(0.0, 0.0), (0.0, 3.0), (0.0, 3.1), (1.0, 3.0)].map(|(lat, lon)| Point { lat, lon });
        assert_eq!(path(bounds, &ring), "M0 1l3 0l0 -1z");
    }
}
