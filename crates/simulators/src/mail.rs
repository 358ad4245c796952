//! What the mail catcher received.

mod decode;
mod inbox;
mod links;
mod message;
mod mime;

pub(crate) use inbox::Inbox;
pub(crate) use links::{Piece, pieces};
pub(crate) use message::{Envelope, Message};
