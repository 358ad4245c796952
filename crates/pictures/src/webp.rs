//! WebP: a RIFF file of chunks, the first of which may say what the others are.

use crate::{
    Keep, MOST_PARTS,
    bytes::{Parts, four, length_le},
    exif::Told,
};

/// Pixels, animation, colour profile.
const KEPT: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// In the first byte of `VP8X`: « there is Exif », « there is XMP » (RFC 9649, §2.7.1).
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

pub(crate) fn clean(content: &[u8], keep: Keep) -> Option<Vec<u8>> {
    if content.get(..4)? != b"RIFF" || content.get(8..12)? != b"WEBP" {
        return None;
    }
    // what follows the length that is announced is of no picture
    let mut rest = content.get(12..8_usize.checked_add(length_le(content, 4)?)?)?;
    let (mut kept, mut told, mut has_pixels) = (Parts::new(), Told::NOTHING, false);
    while !rest.is_empty() {
        let (name, length) = (four(rest, 0)?, length_le(rest, 4)?);
        let data = rest.get(8..8_usize.checked_add(length)?)?;
        // the last chunk's filling may be left out
        let whole = (8 + length + length % 2).min(rest.len());
        match &name {
            b"VP8X" if kept.is_empty() && length == 10 => kept.push(rest[..whole].into()),
            b"EXIF" => told = Told::read(data, keep),
            name if KEPT.contains(&name) => {
                has_pixels |= matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
                kept.push(rest[..whole].into());
            }
            _ => {}
        }
        if kept.len() > MOST_PARTS {
            return None;
        }
        rest = &rest[whole..];
    }
    if has_pixels { written(kept, told) } else { None }
}

fn written(mut kept: Parts<'_>, told: Told) -> Option<Vec<u8>> {
    // only a picture that begins with `VP8X` may hold Exif
    if let Some(first) = kept.first_mut().filter(|first| first.starts_with(b"VP8X")) {
        let exif = told.written();
        let flags = &mut first.to_mut()[8];
        *flags = (*flags & !(HAS_EXIF | HAS_XMP)) | if exif.is_some() { HAS_EXIF } else { 0 };
        if let Some(exif) = exif {
            if let Some(last) = kept.last_mut().filter(|last| last.len() % 2 == 1) {
                last.to_mut().push(0);
            }
            // what Told writes is of an even length
            kept.push([&b"EXIF"[..], &u32::try_from(exif.len()).ok()?.to_le_bytes(), &exif].concat().into());
        }
    }
    let chunks = kept.concat();
    let length = u32::try_from(4 + chunks.len()).ok()?;
    Some([&b"RIFF"[..], &length.to_le_bytes(), b"WEBP", &chunks].concat())
}
