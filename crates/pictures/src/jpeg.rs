//! JPEG: a chain of segments, then coded pixels between two marks.

use crate::{
    Keep, MOST_PARTS,
    bytes::{Parts, u16_be},
    exif::Told,
};

/// Marks of segments (T.81, table B.1).
const START: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// A JFIF segment that holds no small picture, mark included.
const PLAIN_JFIF: usize = 18;

pub(crate) fn clean(content: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(&START)?;
    let (mut kept, mut told, mut has_pixels) = (Parts::new(), None, false);
    // cameras stopped too early leave the end mark out, and every reader bears it
    while let Some((mark, segment, after)) = next(rest) {
        if mark == END[1] {
            break;
        }
        let payload = segment.get(4..)?;
        if mark == APP1 && payload.starts_with(b"Exif\0") && told.is_none() {
            told = Some(Told::read(payload, keep));
        }
        let pixels = if mark == SCAN { scan_length(after) } else { 0 };
        has_pixels |= mark == SCAN;
        if is_kept(mark, segment, payload) {
            kept.push(rest[rest.len() - after.len() - segment.len()..][..segment.len() + pixels].into());
        }
        rest = &after[pixels..];
        if kept.len() > MOST_PARTS {
            return None;
        }
    }
    has_pixels.then(|| written(&kept, told.unwrap_or(Told::NOTHING)))
}

/// The next segment with its mark and length, and what follows it; nothing at the end.
fn next(rest: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    // a mark may be preceded by any number of 0xff
    let filling = rest.iter().take_while(|byte| **byte == 0xff).count();
    let at = filling.checked_sub(1)?;
    let mark = *rest.get(filling)?;
    let length = if mark == END[1] { 2 } else { 2 + usize::from(u16_be(rest, filling + 1)?) };
    let segment = rest.get(at..at + length)?;
    Some((mark, segment, &rest[at + length..]))
}

/// How many bytes of coded pixels follow a scan's header: up to a mark that is
/// neither a 0xff of the pixels (followed by 0) nor a restart.
fn scan_length(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = rest[at..].iter().position(|byte| *byte == 0xff) {
        at += found;
        match rest.get(at + 1) {
            Some(0 | 0xd0..=0xd7) => at += 2,
            // filling
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => return rest.len(),
        }
    }
    rest.len()
}

/// What decoding needs, and the colour profile.
fn is_kept(mark: u8, segment: &[u8], payload: &[u8]) -> bool {
    match mark {
        // frames, tables, scans
        0xc0..=0xcf | SCAN..=0xdf => true,
        APP0 => payload.starts_with(b"JFIF\0") && segment.len() == PLAIN_JFIF,
        APP2 => payload.starts_with(b"ICC_PROFILE\0"),
        // how colours are turned into light
        APP14 => payload.starts_with(b"Adobe") && payload.len() == 12,
        _ => false,
    }
}

fn written(kept: &Parts<'_>, told: Told) -> Vec<u8> {
    let exif = told.written().map(|exif| {
        // a few hundred bytes at most
        let length = u16::try_from(2 + 6 + exif.len()).unwrap_or(0);
        [&[0xff, APP1][..], &length.to_be_bytes(), b"Exif\0\0", &exif].concat()
    });
    // JFIF wants to be first
    let (first, others) = kept.split_at(kept.first().is_some_and(|part| part[1] == APP0).into());
    let mut out = START.to_vec();
    first.iter().for_each(|part| out.extend_from_slice(part));
    out.extend(exif.unwrap_or_default());
    out.reserve(others.iter().map(|part| part.len()).sum::<usize>() + END.len());
    others.iter().for_each(|part| out.extend_from_slice(part));
    out.extend(END);
    out
}
