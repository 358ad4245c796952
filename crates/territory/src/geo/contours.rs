//! The contours of the communes: which commune is here?

use std::sync::LazyLock;

use super::Point;
use crate::{
    directory::{Commune, Communes},
    table::{DataError, Row, rows},
};

/// The smallest box, along meridians and parallels, that holds some points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    /// South-west corner.
    pub min: Point,
    /// North-east corner.
    pub max: Point,
}

impl BoundingBox {
    /// The box of these points; none without points.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { min: first, max: first }, |bounds, point| bounds.union(Self { min: point, max: point })))
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: Point { lat: self.min.lat.min(other.min.lat), lon: self.min.lon.min(other.min.lon) },
            max: Point { lat: self.max.lat.max(other.max.lat), lon: self.max.lon.max(other.max.lon) },
        }
    }

    /// Whether the point is inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.lat..=self.max.lat).contains(&point.lat) && (self.min.lon..=self.max.lon).contains(&point.lon)
    }
}

/// The contour of one commune: a closed ring, the last point joined to the first.
struct Contour {
    insee: String,
    ring: Vec<Point>,
    bounds: BoundingBox,
}

impl Contour {
    /// Even-odd rule: a ray to the east crosses the ring an odd number of times.
    fn contains(&self, point: Point) -> bool {
        let next = self.ring.iter().cycle().skip(1);
        let crossings = self.ring.iter().zip(next).filter(|(from, to)| {
            let straddles = (from.lat > point.lat) != (to.lat > point.lat);
            straddles && point.lon < from.lon + (point.lat - from.lat) / (to.lat - from.lat) * (to.lon - from.lon)
        });
        self.bounds.contains(point) && crossings.count() % 2 == 1
    }
}

/// The contours of all communes.
pub struct Contours(Vec<Contour>);

static BUNDLED: LazyLock<Contours> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled table is read by the tests of this module")]
    Contours::parse(include_str!("../../data/contours.csv")).expect("data/contours.csv reads")
});

impl Contours {
    /// The contours of the Métropole de Lyon, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a table `insee;ring`, the ring written `lon lat,lon lat,…`.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        rows::<2>(text).map(|row| contour(&row?)).collect::<Result<_, _>>().map(Self)
    }

    /// The INSEE code of the commune that holds this point.
    pub fn at(&self, point: Point) -> Option<&str> {
        self.0.iter().find(|contour| contour.contains(point)).map(|contour| contour.insee.as_str())
    }

    /// The box of one commune.
    pub fn bounds(&self, insee: &str) -> Option<BoundingBox> {
        self.0.iter().find(|contour| contour.insee == insee).map(|contour| contour.bounds)
    }

    /// The box of the whole territory; none without contours.
    pub fn whole(&self) -> Option<BoundingBox> {
        self.0.iter().map(|contour| contour.bounds).reduce(BoundingBox::union)
    }

    /// Each commune's INSEE code and ring.
    pub fn rings(&self) -> impl Iterator<Item = (&str, &[Point])> {
        self.0.iter().map(|contour| (contour.insee.as_str(), contour.ring.as_slice()))
    }
}

/// The commune that holds this point; none outside the Métropole.
pub fn commune_at(point: Point) -> Option<&'static Commune> {
    Communes::bundled().by_insee(Contours::bundled().at(point)?)
}

fn contour(row: &Row<'_, 2>) -> Result<Contour, DataError> {
    let [insee, ring] = row.cells;
    let ring: Option<Vec<Point>> = ring.split(',').map(point).collect();
    let ring = ring.filter(|ring| ring.len() >= 3).ok_or_else(|| row.refuse(1, &"not a ring of at least three points"))?;
    let bounds = BoundingBox::of(ring.iter().copied()).ok_or_else(|| row.refuse(1, &"an empty ring"))?;
    Ok(Contour { insee: insee.to_owned(), ring, bounds })
}

fn point(pair: &str) -> Option<Point> {
    let (lon, lat) = pair.split_once(' ')?;
    Some(Point { lat: lat.parse().ok()?, lon: lon.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commune_holds_her_own_centre() {
        for commune in Communes::bundled().iter() {
            assert_eq!(commune_at(commune.centre), Some(commune), "{}", commune.name);
            assert!(Contours::bundled().bounds(&commune.insee).unwrap().contains(commune.centre));
        }
    }

    #[test]
    fn every_arrondissement_is_in_lyon() {
        let lyon = Communes::bundled().by_slug("lyon").unwrap();
        for district in &lyon.districts {
            assert_eq!(commune_at(district.centre), Some(lyon), "{}", district.name);
        }
    }

    #[test]
    fn known_places_are_in_their_communes() {
        let name = |lat, lon| commune_at(Point { lat, lon }).map(|commune| commune.name.as_str());
        assert_eq!(name(45.7676, 4.8357), Some("Lyon"), "Lyon’s town hall");
        assert_eq!(name(45.7667, 4.8797), Some("Villeurbanne"), "Gratte-Ciel");
        assert_eq!(name(45.7150, 4.8080), Some("Oullins-Pierre-Bénite"), "Oullins station");
        assert_eq!(name(45.7033, 4.8242), Some("Oullins-Pierre-Bénite"), "Pierre-Bénite");
        assert_eq!(name(45.5257, 4.8743), None, "Vienne is outside");
        assert_eq!(name(48.8566, 2.3522), None, "Paris is outside");
    }

    #[test]
    fn no_point_is_in_two_communes() {
        let contours = Contours::bundled();
        let whole = contours.whole().unwrap();
        for step in 0..2_500_u32 {
            let (row, column) = (f64::from(step / 50) / 50.0, f64::from(step % 50) / 50.0);
            let lat = whole.min.lat + row * (whole.max.lat - whole.min.lat);
            let lon = whole.min.lon + column * (whole.max.lon - whole.min.lon);
            let holders = contours.0.iter().filter(|contour| contour.contains(Point { lat, lon })).count();
            assert!(holders <= 1, "{lat} {lon}");
        }
    }

    #[test]
    fn a_broken_ring_is_refused() {
        for ring in ["", "4.8 45.7", "4.8 45.7,4.9 45.7,x 45.8"] {
            assert!(matches!(Contours::parse(&format!("h\n69123;{ring}")), Err(DataError::Cell { line: 2, .. })), "{ring}");
        }
    }
}
