//! Who is who: communes with their offers, the Métropole, how each presents herself.

mod authority;
mod communes;

pub use authority::{Authorities, Authority, Colour, Kind, NotAColour};
pub use communes::{Commune, Communes, District, Offer, UnknownOffer};

pub use crate::table::DataError;
