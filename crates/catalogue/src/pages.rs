//! The pages of the part.

mod portal;

use web::Route;

use crate::Catalogue;

pub use portal::my_commune;

/// The routes of the part.
pub fn routes(catalogue: &Catalogue) -> Vec<Route> {
    portal::routes(catalogue)
}
