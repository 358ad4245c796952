//! Values that carry their own check: e-mail addresses, telephone numbers,
//! company numbers, bank accounts. Each is read leniently and kept normalised.

mod email;
mod iban;
mod phone;
mod plate;
mod siret;

pub use email::Email;
pub use iban::Iban;
pub use phone::Phone;
pub use plate::Plate;
pub use siret::{Rna, Siren, Siret};
