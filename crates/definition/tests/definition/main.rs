//! Definitions, as those who write, publish and read them see them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod common;
mod format;
mod hostile;
mod hostile_texts;
mod lint;
mod load;
mod opinions;
mod properties;
mod random;
mod reference;
mod texts;
mod trial;
