//! The pages of the part, by site.

mod desk;
mod portal;

use web::Route;

use crate::Cases;

impl Cases {
    /// The part's routes.
    pub fn routes(&self) -> Vec<Route> {
        portal::routes(self).into_iter().chain(desk::routes(self)).collect()
    }
}
