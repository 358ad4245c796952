//! HEIC: boxes in boxes (ISO/IEC 14496-12), whose contents are found by
//! offsets. So nothing is moved: what tells too much is written over in place.
//! Its orientation is a property of the picture itself, not of its Exif.

mod boxes;
mod items;

use std::ops::Range;

use crate::{
    Keep,
    bytes::length_be,
    exif::{EMPTY, Told},
};
use boxes::{Boxed, boxes};

/// What a still picture is made of, at the top of the file.
const KEPT: [&[u8; 4]; 3] = [b"ftyp", b"meta", b"mdat"];

pub(crate) fn clean(content: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let top = boxes(content, 0..content.len())?;
    let meta = top.iter().find(|boxed| boxed.name == *b"meta")?;
    if top.first()?.name != *b"ftyp" || !top.iter().any(|boxed| boxed.name == *b"mdat") {
        return None;
    }
    let telling = items::telling(content, meta.inside.clone())?;
    let mut out = content.to_vec();
    top.iter().filter(|boxed| !KEPT.contains(&&boxed.name)).for_each(|boxed| freed(&mut out, boxed));
    for item in telling {
        let exif = item.is_exif.then(|| exif(content, &item.bytes, keep));
        let over = out.get_mut(item.bytes)?;
        over.fill(if item.is_exif { 0 } else { b' ' });
        if let Some(exif) = exif.filter(|exif| exif.len() + 4 <= over.len()) {
            // before it, where it begins: at once
            over[4..4 + exif.len()].copy_from_slice(&exif);
        }
    }
    Some(out)
}

/// A box that no still picture needs (a film beside it, private data) becomes room left free.
fn freed(out: &mut [u8], boxed: &Boxed) {
    out[boxed.named_at..boxed.named_at + 4].copy_from_slice(b"free");
    out[boxed.inside.clone()].fill(0);
}

/// What may stay of an Exif item: it begins by how far its TIFF header is.
fn exif(content: &[u8], at: &Range<usize>, keep: Keep) -> Vec<u8> {
    let item = &content[at.clone()];
    let tiff = length_be(item, 0).and_then(|skipped| item.get(skipped.checked_add(4)?..)).unwrap_or_default();
    Told::read(tiff, keep).written().unwrap_or_else(|| EMPTY.to_vec())
}
