//! What is done after the commit, and what is done periodically.

mod backchannel;
mod errand;
mod letter;
mod life;
mod periodic;
mod reminders;

use std::sync::Arc;

use db::jobs::{Handler, Schedule};

use crate::{Identity, Mailer, Operators};

/// Tells a client that a session ended.
pub(crate) const BACKCHANNEL: &str = "identity.backchannel";
/// Sends a letter.
pub(crate) const LETTER: &str = "identity.letter";
/// Makes an account, or tells that there is one.
pub(crate) const SIGN_UP: &str = "identity.sign-up";
/// Sends its link again to an address that waits to be confirmed.
pub(crate) const REFUSED: &str = "identity.refused";
/// Confirms the address of somebody whom FranceConnect certifies.
pub(crate) const FRANCECONNECT_SIGN_UP: &str = "identity.fc-sign-up";
/// Sends the link that gives a new password.
pub(crate) const RESET: &str = "identity.reset";
/// Writes to the new address of somebody who wants another.
pub(crate) const ADDRESS: &str = "identity.address";
/// Looks at the accounts that nobody uses.
pub(crate) const INACTIVITY: &str = "identity.inactivity";
/// Deletes the accounts whose owner asked for it.
pub(crate) const CLOSE_DUE: &str = "identity.close-due";
/// Gives the ledger of erasures what was committed.
pub(crate) const LEDGER: &str = "identity.ledger";
/// Gives the new lines of the feed of deleted accounts their positions.
pub(crate) const SEQUENCE: &str = "identity.sequence";
/// Tells a client that an account was deleted.
pub(crate) const PURGED: &str = "identity.purged";
/// Asked for in the identity database when the feed of a site of ours has new
/// lines; its payload is the client's identifier. The binary, which knows what
/// the sites keep of people, does it.
pub const DEPARTED: &str = "identity.departed";

/// The work of this part, for the binary's runner; `mailer` sends the letters.
pub fn jobs(identity: &Identity, mailer: Arc<dyn Mailer>) -> Vec<Handler> {
    let (told, up, certified, reset) = (identity.clone(), identity.clone(), identity.clone(), identity.clone());
    let (address, refused, post) = (identity.clone(), identity.clone(), identity.clone());
    let (kept, placed, gone) = (identity.clone(), identity.clone(), identity.clone());
    vec![
        Handler::new(LEDGER, move |run| life::ledger(kept.clone(), run)),
        Handler::new(SEQUENCE, move |run| life::sequence(placed.clone(), run)),
        Handler::new(PURGED, move |run| life::tell_purged(gone.clone(), run)),
        Handler::new(BACKCHANNEL, move |run| backchannel::tell(told.clone(), run)),
        Handler::new(SIGN_UP, move |run| errand::sign_up(up.clone(), run)),
        Handler::new(FRANCECONNECT_SIGN_UP, move |run| errand::certified_sign_up(certified.clone(), run)),
        Handler::new(REFUSED, move |run| errand::refused(refused.clone(), run)),
        Handler::new(RESET, move |run| errand::reset(reset.clone(), run)),
        Handler::new(ADDRESS, move |run| errand::address(address.clone(), run)),
        Handler::new(LETTER, move |run| letter::send(post.clone(), Arc::clone(&mailer), run)),
    ]
}

/// The periodic work of this part: ends and forgets what is over, renews keys,
/// writes to `operators` about what waits for them.
pub fn schedules(identity: &Identity, operators: Arc<dyn Operators>) -> Vec<Schedule> {
    periodic::schedules(identity, operators)
}
