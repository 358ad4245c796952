//! Pages, for people who try the product.

pub(crate) mod clock;
pub(crate) mod home;
pub(crate) mod mail;
pub(crate) mod mails;
pub(crate) mod sms;
pub(crate) mod town;
