//! Organisations that connect services: who may do what for them, what a
//! service declares, and on which stage it is.

pub mod address;
pub mod declaration;
pub mod options;
pub mod role;
pub mod stage;
pub mod steps;

use db::text_enum;
use kernel::Id;

/// An organisation's identifier.
pub enum OrganisationKind {}
/// An organisation's identifier.
pub type OrganisationId = Id<OrganisationKind>;

text_enum! {
    /// What the Métropole answered.
    pub enum Decision {
        /// Yes.
        Accepted = "accepted",
        /// No, with a reason.
        Refused = "refused",
    }
}
