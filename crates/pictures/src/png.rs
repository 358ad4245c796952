//! PNG: chunks with a name, a length and a check.

use crate::{
    Keep, MOST_PARTS,
    bytes::{Parts, four, length_be},
    exif::Told,
};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Pixels, animation, and how colours are to be shown.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs",
];
/// Bytes of a chunk besides its data: length, name, check.
const AROUND: usize = 12;

pub(crate) fn clean(content: &[u8], keep: Keep) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(SIGNATURE)?;
    let (mut kept, mut told) = (Parts::new(), Told::NOTHING);
    loop {
        let (length, name) = (length_be(rest, 0)?, four(rest, 4)?);
        let chunk = rest.get(..length.checked_add(AROUND)?)?;
        if kept.is_empty() && name != *b"IHDR" || kept.len() > MOST_PARTS {
            return None;
        }
        if name == *b"eXIf" {
            told = Told::read(&chunk[8..8 + length], keep);
        }
        if KEPT.contains(&&name) {
            kept.push(chunk.into());
        }
        if name == *b"IEND" {
            // what follows is of no picture
            return kept.iter().any(|chunk| chunk[4..8] == *b"IDAT").then(|| written(kept, told));
        }
        rest = &rest[chunk.len()..];
    }
}

fn written(mut kept: Parts<'_>, told: Told) -> Vec<u8> {
    if let Some(exif) = told.written() {
        kept.insert(1, chunk(*b"eXIf", &exif).into());
    }
    [SIGNATURE, &kept.concat()].concat()
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name[..], data].concat();
    // a few hundred bytes at most
    let length = u32::try_from(data.len()).unwrap_or(0);
    [&length.to_be_bytes()[..], &named, &check(&named).to_be_bytes()].concat()
}

/// The check of a chunk: CRC-32 of its name and data (PNG, annex D).
pub(crate) fn check(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 }))
}
