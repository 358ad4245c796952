//! The pages of the part, by site.

mod desk;
mod portal;
