//! Boxes: a length, a name, a content.

use std::ops::Range;

use crate::{
    MOST_PARTS,
    bytes::{four, length_be},
};

/// A box of a file.
pub(super) struct Boxed {
    pub name: [u8; 4],
    /// Where its name stands.
    pub named_at: usize,
    /// Its content, as a part of the file.
    pub inside: Range<usize>,
}

/// The boxes that fill a part of a file.
pub(super) fn boxes(content: &[u8], part: Range<usize>) -> Option<Vec<Boxed>> {
    let mut found = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let name = four(content, at + 4)?;
        let (head, length) = match length_be(content, at)? {
            // up to the end
            0 => (8, part.end - at),
            // too long for four bytes
            1 if length_be(content, at + 8)? == 0 => (16, length_be(content, at + 12)?),
            1 => return None,
            length => (8, length),
        };
        let end = at.checked_add(length).filter(|end| *end <= part.end && length >= head)?;
        found.push(Boxed { name, named_at: at + 4, inside: at + head..end });
        at = end;
        if found.len() > MOST_PARTS {
            return None;
        }
    }
    Some(found)
}
