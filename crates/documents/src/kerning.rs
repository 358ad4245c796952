//! How much closer two letters stand: the pair adjustments of a font's `GPOS`
//! table, as the OpenType specification lays them out.
//!
//! Read here because the library's own shaper reads the whole font again for
//! each line of text.

use crate::opentype::{i16_at, place_at, table, u16_at};

/// A lookup that adjusts pairs.
const PAIRS: u16 = 2;
/// The bit of a value format that says that an advance is written.
const ADVANCE: u16 = 4;

/// The kerning of a font, read where it stands.
pub struct Kerning {
    font: &'static [u8],
    /// The subtables of each lookup, in the order in which they are tried.
    lookups: Vec<Vec<usize>>,
}

impl Kerning {
    /// Reads a font. One without kerning has none.
    pub fn read(font: &'static [u8]) -> Self {
        Self { font, lookups: lookups(font).unwrap_or_default() }
    }

    /// What is added to the advance of the glyph `left` when `right` follows, in font units.
    pub fn between(&self, left: u16, right: u16) -> i16 {
        let first = |subtables: &Vec<usize>| subtables.iter().find_map(|&at| adjusted(self.font, at, left, right));
        self.lookups.iter().filter_map(first).sum()
    }
}

/// The lookups of the feature `kern`, which our faces have once for all scripts.
fn lookups(font: &[u8]) -> Option<Vec<Vec<usize>>> {
    let gpos = table(font, b"GPOS")?;
    let (features, all) = (place_at(font, gpos, 6)?, place_at(font, gpos, 8)?);
    let mut records = (0..usize::from(u16_at(font, features)?)).map(|index| 2 + 6 * index);
    let kern = records.find(|at| font.get(features + at..features + at + 4) == Some(b"kern".as_slice()))?;
    let kern = place_at(font, features, kern + 4)?;
    list(font, kern + 2)?.map(|number| subtables(font, place_at(font, all, 2 + 2 * usize::from(number?))?)).collect()
}

fn subtables(font: &[u8], lookup: usize) -> Option<Vec<usize>> {
    let is_of_pairs = u16_at(font, lookup)? == PAIRS;
    let count = usize::from(u16_at(font, lookup + 4)?);
    if is_of_pairs { (0..count).map(|index| place_at(font, lookup, 6 + 2 * index)).collect() } else { Some(Vec::new()) }
}

/// What a subtable says of a pair; `None` when it says nothing of it.
fn adjusted(font: &[u8], at: usize, left: u16, right: u16) -> Option<i16> {
    let index = covered(font, place_at(font, at, 2)?, left)?;
    let formats = (u16_at(font, at + 4)?, u16_at(font, at + 6)?);
    let size = |format: u16| 2 * format.count_ones() as usize;
    let both = size(formats.0) + size(formats.1);
    let value = match u16_at(font, at)? {
        1 => {
            let set = place_at(font, at, 10 + 2 * index)?;
            let count = usize::from(u16_at(font, set)?);
            let record = |number: usize| set + 2 + number * (2 + both);
            let found = search(count, right, |number| u16_at(font, record(number)))?;
            record(found) + 2
        }
        _ => {
            let (first, second) = (class(font, place_at(font, at, 8)?, left), class(font, place_at(font, at, 10)?, right));
            at + 16 + (usize::from(first) * usize::from(u16_at(font, at + 14)?) + usize::from(second)) * both
        }
    };
    // placements come before the advance
    let before = size(formats.0 & (ADVANCE - 1));
    if formats.0 & ADVANCE == 0 { Some(0) } else { i16_at(font, value + before) }
}

/// The place of a glyph in a coverage table.
fn covered(font: &[u8], at: usize, glyph: u16) -> Option<usize> {
    let count = usize::from(u16_at(font, at + 2)?);
    match u16_at(font, at)? {
        1 => search(count, glyph, |index| u16_at(font, at + 4 + 2 * index)),
        _ => {
            let (range, first) = range_of(font, at + 4, count, glyph)?;
            Some(usize::from(u16_at(font, range + 4)?) + usize::from(glyph - first))
        }
    }
}

/// The class of a glyph: 0 when it has none.
fn class(font: &[u8], at: usize, glyph: u16) -> u16 {
    let written = || match u16_at(font, at)? {
        1 => {
            let index =
                glyph.checked_sub(u16_at(font, at + 2)?).filter(|index| u16_at(font, at + 4).is_some_and(|count| *index < count))?;
            u16_at(font, at + 6 + 2 * usize::from(index))
        }
        _ => {
            let (range, _) = range_of(font, at + 4, usize::from(u16_at(font, at + 2)?), glyph)?;
            u16_at(font, range + 4)
        }
    };
    written().unwrap_or(0)
}

/// The range that holds a glyph, and its first glyph. Ranges have three numbers.
fn range_of(font: &[u8], at: usize, count: usize, glyph: u16) -> Option<(usize, u16)> {
    let range = |index: usize| at + 6 * index;
    let after = partition(count, |index| u16_at(font, range(index)).is_some_and(|first| first <= glyph));
    let found = range(after.checked_sub(1)?);
    let (first, last) = (u16_at(font, found)?, u16_at(font, found + 2)?);
    (first..=last).contains(&glyph).then_some((found, first))
}

/// Where `wanted` stands among `count` sorted numbers.
fn search(count: usize, wanted: u16, number: impl Fn(usize) -> Option<u16>) -> Option<usize> {
    let index = partition(count, |index| number(index).is_some_and(|number| number < wanted));
    (index < count && number(index) == Some(wanted)).then_some(index)
}

/// How many of `count` come before the first that is not `low`.
fn partition(count: usize, low: impl Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (0, count);
    while start < end {
        let middle = usize::midpoint(start, end);
        if low(middle) { start = middle + 1 } else { end = middle }
    }
    start
}

/// A counted list of numbers.
fn list(font: &[u8], at: usize) -> Option<impl Iterator<Item = Option<u16>>> {
    let count = usize::from(u16_at(font, at)?);
    Some((0..count).map(move |index| u16_at(font, at + 2 + 2 * index)))
}
