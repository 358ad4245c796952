//! Numbers where the OpenType specification says they stand in a font's file.

/// Where a table starts.
pub fn table(font: &[u8], tag: &[u8; 4]) -> Option<usize> {
    let mut records = (0..usize::from(u16_at(font, 4)?)).map(|index| 12 + 16 * index);
    let record = records.find(|&at| font.get(at..at + 4) == Some(tag.as_slice()))?;
    offset_at(font, record + 8)
}

/// The place that the short offset written `at` bytes after `base` leads to.
pub fn place_at(font: &[u8], base: usize, at: usize) -> Option<usize> {
    u16_at(font, base + at).map(|offset| base + usize::from(offset))
}

/// A long offset.
pub fn offset_at(font: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(font, at)?).ok()
}

/// A short number.
pub fn u16_at(font: &[u8], at: usize) -> Option<u16> {
    font.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}

/// A short number with a sign.
pub fn i16_at(font: &[u8], at: usize) -> Option<i16> {
    font.get(at..)?.first_chunk().copied().map(i16::from_be_bytes)
}

/// A long number.
pub fn u32_at(font: &[u8], at: usize) -> Option<u32> {
    font.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}
