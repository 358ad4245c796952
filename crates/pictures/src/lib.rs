//! Pictures without what they tell of whoever took them: where, when, with
//! which device, what was written in them, what they looked like before.
//!
//! What a picture needs to look the same stays: its pixels as they were coded,
//! its colour profile, its orientation. A format's parts are kept by name and
//! all the rest goes, so that what we never heard of goes too. Nothing is
//! decoded: the cost is a copy (half a millisecond a megabyte in JPEG, one in
//! PNG: `examples/cost.rs`), and what is read is bounded by what was sent.

mod bytes;
mod exif;
mod heic;
mod jpeg;
mod png;
#[cfg(test)]
mod tests;
mod webp;

/// How a picture is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG (ITU-T T.81), usually with JFIF or Exif.
    Jpeg,
    /// PNG (W3C, third edition).
    Png,
    /// WebP (RFC 9649).
    Webp,
    /// HEIC (ISO/IEC 23008-12).
    Heic,
}

/// What may be kept of what a picture tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Nothing,
    /// Where it was taken: latitude and longitude, no more.
    Place,
}

/// A picture whose parts do not hold together: it cannot be cleaned, nor trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// The picture without what it tells of whoever took it. Cleaning it again changes nothing.
///
/// # Errors
/// [`Damaged`] when it is cut short, or is not of this format.
pub fn clean(content: &[u8], format: Format, keep: Keep) -> Result<Vec<u8>, Damaged> {
    match format {
        Format::Jpeg => jpeg::clean(content, keep),
        Format::Png => png::clean(content, keep),
        Format::Webp => webp::clean(content, keep),
        Format::Heic => heic::clean(content, keep),
    }
    .ok_or(Damaged)
}

/// No picture has more parts: whoever makes one with more wants our memory.
const MOST_PARTS: usize = 100_000;
