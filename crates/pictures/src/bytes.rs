//! Reading numbers where they stand, never beyond the end.

use std::borrow::Cow;

/// Four bytes at a place.
pub(crate) fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}

/// A big-endian number of two bytes.
pub(crate) fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// A big-endian number of four bytes, as a length.
pub(crate) fn length_be(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(four(bytes, at)?)).ok()
}

/// A little-endian number of four bytes, as a length.
pub(crate) fn length_le(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(four(bytes, at)?)).ok()
}

/// The parts of a picture that are kept, in order.
pub(crate) type Parts<'a> = Vec<Cow<'a, [u8]>>;
