//! Pages, one per file, by site.

pub(crate) mod connect;
