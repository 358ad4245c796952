//! The messages kept, in memory, the oldest leaving first.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use kernel::Timestamp;

use super::{Envelope, Message};

/// Messages kept.
const KEPT: usize = 500;

/// The catcher's only mailbox.
#[derive(Default)]
pub(crate) struct Inbox(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last_id: u64,
    messages: VecDeque<Arc<Message>>,
}

impl Inbox {
    /// Keeps a message as it came, headers and body.
    pub(crate) fn receive(&self, envelope: Envelope, raw: &[u8], at: Timestamp) {
        let mut message = Message::read(envelope, raw, at);
        let mut kept = self.kept();
        kept.last_id += 1;
        message.id = kept.last_id;
        if kept.messages.len() == KEPT {
            kept.messages.pop_front();
        }
        kept.messages.push_back(Arc::new(message));
    }

    /// Every message, oldest first.
    pub(crate) fn all(&self) -> Vec<Arc<Message>> {
        self.kept().messages.iter().cloned().collect()
    }

    /// One message.
    pub(crate) fn get(&self, id: u64) -> Option<Arc<Message>> {
        self.kept().messages.iter().find(|message| message.id == id).cloned()
    }

    /// Forgets every message; numbers go on.
    pub(crate) fn clear(&self) {
        self.kept().messages.clear();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_messages_leave_first_and_numbers_go_on() {
        let inbox = Inbox::default();
        for number in 0..=KEPT {
            inbox.receive(Envelope::default(), format!("Subject: {number}\r\n\r\n").as_bytes(), Timestamp::UNIX_EPOCH);
        }
        assert_eq!(inbox.all().len(), KEPT);
        assert_eq!(inbox.all()[0].subject, "1");
        assert!(inbox.get(1).is_none());
        inbox.clear();
        inbox.receive(Envelope::default(), b"", Timestamp::UNIX_EPOCH);
        assert_eq!(inbox.all()[0].id, 502);
    }
}
