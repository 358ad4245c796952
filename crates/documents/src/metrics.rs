//! Which characters a TrueType font draws, by which glyphs, and how wide: its `cmap` (format 4)
//! and `hmtx` tables, as the OpenType specification lays them out.

use std::collections::HashMap;

use crate::opentype::{offset_at, table, u16_at, u32_at};

/// How a font draws a character.
#[derive(Clone, Copy)]
pub struct Drawn {
    /// Its glyph.
    pub glyph: u16,
    /// How wide it is, in font units.
    pub width: u16,
}

/// The characters a font has.
pub struct Metrics {
    drawn: HashMap<char, Drawn>,
    /// Font units in an em.
    pub units: f32,
}

impl Metrics {
    /// Reads a font. `None` when it is not one we can read.
    pub fn read(font: &[u8]) -> Option<Self> {
        let units = f32::from(u16_at(font, table(font, b"head")? + 18)?);
        let widths = table(font, b"hmtx")?;
        let last_width = usize::from(u16_at(font, table(font, b"hhea")? + 34)?).checked_sub(1)?;
        let mut drawn = HashMap::new();
        for (code, glyph) in unicode_glyphs(font)? {
            let width = u16_at(font, widths + 4 * usize::from(glyph).min(last_width))?;
            if let Some(c) = char::from_u32(code.into()).filter(|c| !private(*c)) {
                drawn.insert(c, Drawn { glyph, width });
            }
        }
        Some(Self { drawn, units })
    }

    /// How `c` is drawn, if the font has it.
    pub fn drawn(&self, c: char) -> Option<Drawn> {
        self.drawn.get(&c).copied()
    }
}

/// A font's private characters mean nothing outside it.
fn private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// Characters and their glyphs, from the Windows Unicode subtable.
fn unicode_glyphs(font: &[u8]) -> Option<Vec<(u16, u16)>> {
    let cmap = table(font, b"cmap")?;
    let records = (0..usize::from(u16_at(font, cmap + 2)?)).map(|index| cmap + 4 + 8 * index);
    let unicode = records.into_iter().find(|&record| u32_at(font, record) == Some(0x0003_0001))?;
    let subtable = cmap + offset_at(font, unicode + 4)?;
    if u16_at(font, subtable)? != 4 {
        return None;
    }
    let width = usize::from(u16_at(font, subtable + 6)?);
    let mut glyphs = Vec::new();
    for segment in (0..width).step_by(2) {
        let end = subtable + 14 + segment;
        let start = end + 2 + width;
        let (delta, range) = (start + width, start + 2 * width);
        let (first, last) = (u16_at(font, start)?, u16_at(font, end)?);
        let (delta, offset) = (u16_at(font, delta)?, usize::from(u16_at(font, range)?));
        for code in first..=last {
            let glyph = match offset {
                0 => code.wrapping_add(delta),
                _ => match u16_at(font, range + offset + 2 * usize::from(code - first)) {
                    Some(glyph) if glyph != 0 => glyph.wrapping_add(delta),
                    _ => 0,
                },
            };
            if glyph != 0 {
                glyphs.push((code, glyph));
            }
        }
    }
    Some(glyphs)
}
