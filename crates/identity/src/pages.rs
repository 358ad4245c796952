//! Pages, by site.

pub(crate) mod connect;
pub(crate) mod console;
<<<<<<< HEAD
pub(crate) mod figures;
=======
mod declared;
>>>>>>> partners
