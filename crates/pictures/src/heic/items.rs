//! The items of a HEIC file that tell of whoever took it: Exif and XMP.

use std::ops::Range;

use super::boxes::{Boxed, boxes};
use crate::{
    MOST_PARTS,
    bytes::{four, length_be, u16_be},
};

/// Bytes of an item that must go.
pub(super) struct Telling {
    pub is_exif: bool,
    pub bytes: Range<usize>,
}

/// The version and flags that some boxes begin with.
const FULL: usize = 4;
/// A photo tells of its author in one or two items.
const MOST_TELLING: usize = 100;

/// Where the telling items of a `meta` box are; nothing when they cannot all be found.
pub(super) fn telling(content: &[u8], meta: Range<usize>) -> Option<Vec<Telling>> {
    let parts = boxes(content, meta.start.checked_add(FULL)?..meta.end)?;
    let part = |name: &[u8; 4]| parts.iter().find(|boxed| boxed.name == *name);
    let Some(infos) = part(b"iinf") else { return Some(Vec::new()) };
    let named = named(content, infos)?;
    if named.is_empty() {
        return Some(Vec::new());
    }
    let mut table = Table::of(content, part(b"iloc")?, part(b"idat").map(|idat| idat.inside.clone()))?;
    if named.len() > MOST_TELLING || table.items > MOST_PARTS {
        return None;
    }
    let mut found: Vec<Telling> = Vec::new();
    for _ in 0..table.items {
        let (item, extents) = table.next()?;
        if let Some((_, is_exif)) = named.iter().find(|(named, _)| *named == item) {
            let whole = extents?.into_iter().map(|bytes| Telling { is_exif: *is_exif, bytes });
            found.extend(whole);
        }
    }
    // items do not overlap: writing over them costs no more than a copy
    let total = found.iter().try_fold(0_usize, |total, item| total.checked_add(item.bytes.len()))?;
    (total <= content.len()).then_some(found)
}

/// The telling items by number, and whether each is Exif.
fn named(content: &[u8], infos: &Boxed) -> Option<Vec<(usize, bool)>> {
    let version = *content.get(infos.inside.start)?;
    let counted = if version == 0 { 2 } else { 4 };
    let entries = boxes(content, infos.inside.start.checked_add(FULL + counted)?..infos.inside.end)?;
    let named = |entry: &Boxed| {
        let at = entry.inside.start;
        // number of the item, its protection, its kind
        let (item, kind) = match content.get(at)? {
            2 => (usize::from(u16_be(content, at + 4)?), four(content, at + 8)?),
            3 => (length_be(content, at + 4)?, four(content, at + 10)?),
            _ => return None,
        };
        match &kind {
            b"Exif" => Some((item, true)),
            // XMP, and whatever else is text
            b"mime" | b"uri " => Some((item, false)),
            _ => None,
        }
    };
    Some(entries.iter().filter_map(named).collect())
}

/// The table of where items are (`iloc`), read in order.
struct Table<'a> {
    content: &'a [u8],
    at: usize,
    end: usize,
    version: u8,
    /// Bytes of an offset, of a length, of a base, of an index.
    sizes: [usize; 4],
    items: usize,
    /// Where items kept inside the table's neighbour are.
    idat: Option<Range<usize>>,
}

/// Where an item is; nothing inside when it is somewhere we cannot write.
type Extents = Option<Vec<Range<usize>>>;

impl<'a> Table<'a> {
    fn of(content: &'a [u8], iloc: &Boxed, idat: Option<Range<usize>>) -> Option<Self> {
        let start = iloc.inside.start;
        let (version, sizes) = (*content.get(start)?, u16_be(content, start + FULL)?);
        let nibble = |shift: u32| usize::from((sizes >> shift) & 0xf);
        let sizes = [nibble(12), nibble(8), nibble(4), if version == 0 { 0 } else { nibble(0) }];
        if version > 2 || sizes.iter().any(|size| ![0, 4, 8].contains(size)) {
            return None;
        }
        let mut table = Self { content, at: start + FULL + 2, end: iloc.inside.end, version, sizes, items: 0, idat };
        table.items = if version < 2 { table.number(2)? } else { table.number(4)? };
        Some(table)
    }

    /// The next number of so many bytes.
    fn number(&mut self, size: usize) -> Option<usize> {
        let end = self.at.checked_add(size).filter(|end| *end <= self.end)?;
        let bytes = self.content.get(self.at..end)?;
        self.at = end;
        bytes.iter().try_fold(0_usize, |number, byte| number.checked_mul(256)?.checked_add(usize::from(*byte)))
    }

    fn next(&mut self) -> Option<(usize, Extents)> {
        let [offset, length, base, index] = self.sizes;
        let item = if self.version < 2 { self.number(2)? } else { self.number(4)? };
        let method = if self.version == 0 { 0 } else { self.number(2)? & 0xf };
        let elsewhere = self.number(2)?;
        let base = self.number(base)?;
        let within = match method {
            _ if elsewhere != 0 => None,
            0 => Some(0..self.content.len()),
            1 => self.idat.clone(),
            _ => None,
        };
        let mut extents = within.as_ref().map(|_| Vec::new());
        let parts = self.number(2)?;
        if offset + length + index == 0 && parts > 0 {
            // parts that take no room could be billions
            return Some((item, None));
        }
        for _ in 0..parts {
            self.number(index)?;
            let (offset, length) = (self.number(offset)?, self.number(length)?);
            extents = extents.and_then(|mut found: Vec<_>| {
                let within = within.clone()?;
                let start = within.start.checked_add(base)?.checked_add(offset)?;
                // no length says « the rest », which would be the pixels
                let end = start.checked_add(length).filter(|end| *end <= within.end && length > 0)?;
                found.push(start..end);
                Some(found)
            });
        }
        Some((item, extents))
    }
}
