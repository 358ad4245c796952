//! Pages, by site.

pub(crate) mod connect;
pub(crate) mod console;
mod declared;
pub(crate) mod figures;
