//! The two embedded faces: Manrope regular and bold (SIL Open Font License,
//! `assets/fonts/Manrope-OFL.txt`).

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::{
    error::DocumentError,
    kerning::Kerning,
    metrics::{Drawn, Metrics},
    style::{Style, Weight},
};

static REGULAR: &[u8] = include_bytes!("../assets/fonts/Manrope-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../assets/fonts/Manrope-Bold.ttf");

/// What is drawn for a character no face has.
const MISSING: char = '◊';

/// The faces of a document.
pub struct Faces {
    regular: Face,
    bold: Face,
}

struct Face {
    font: Font,
    metrics: Metrics,
    kerning: Kerning,
}

impl Faces {
    /// The embedded faces, read once for the program: they never change.
    pub fn embedded() -> Result<&'static Self, DocumentError> {
        static FACES: LazyLock<Option<Faces>> = LazyLock::new(Faces::read);
        FACES.as_ref().ok_or(DocumentError::Fonts)
    }

    fn read() -> Option<Self> {
        let face = |data: &'static [u8]| {
            Some(Face { font: Font::new(data.into(), 0)?, metrics: Metrics::read(data)?, kerning: Kerning::read(data) })
        };
        Some(Self { regular: face(REGULAR)?, bold: face(BOLD)? })
    }

    /// The font of a style.
    pub fn font(&self, style: Style) -> Font {
        self.face(style).font.clone()
    }

    /// How wide a text is, in points. Kerning, which mostly narrows, is not counted.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        let metrics = &self.face(style).metrics;
        let advance = |c| metrics.drawn(c).or_else(|| metrics.drawn(MISSING)).map_or(1.0, |drawn| f32::from(drawn.width) / metrics.units);
        text.chars().map(advance).sum::<f32>() * style.size
    }

    /// A text with what the face lacks replaced by a lozenge, and how many were.
    pub fn drawable(&self, text: &str, style: Style) -> (String, usize) {
        let metrics = &self.face(style).metrics;
        let mut replaced = 0;
        let drawn = text.chars().map(|c| match metrics.drawn(c) {
            Some(_) => c,
            None => {
                replaced += 1;
                MISSING
            }
        });
        (drawn.collect(), replaced)
    }

    /// The glyphs of a drawable text, one a character, kerned.
    pub fn glyphs(&self, text: &str, style: Style) -> Vec<KrillaGlyph> {
        let Face { metrics, kerning, .. } = self.face(style);
        let letters: Vec<(usize, char, Drawn)> = text.char_indices().filter_map(|(at, c)| Some((at, c, metrics.drawn(c)?))).collect();
        let glyph = |(index, &(at, c, drawn)): (usize, &(usize, char, Drawn))| {
            let closer = letters.get(index + 1).map_or(0, |(.., next)| kerning.between(drawn.glyph, next.glyph));
            let advance = (f32::from(drawn.width) + f32::from(closer)) / metrics.units;
            KrillaGlyph::new(GlyphId::new(drawn.glyph.into()), advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        };
        letters.iter().enumerate().map(glyph).collect()
    }

    fn face(&self, style: Style) -> &Face {
        match style.weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{BODY, STRONG};

    #[test]
    fn the_faces_are_read_once() {
        assert!(std::ptr::eq(Faces::embedded().unwrap(), Faces::embedded().unwrap()));
    }

    #[test]
    fn both_faces_write_french() {
        let faces = Faces::embedded().unwrap();
        let french = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « l’été » – — … € n° 1er • A\u{a0}B ◊";
        for style in [BODY, STRONG] {
            assert_eq!(faces.drawable(french, style), (french.to_owned(), 0));
        }
    }

    #[test]
    fn what_the_faces_lack_is_shown_and_counted() {
        let faces = Faces::embedded().unwrap();
        assert_eq!(faces.drawable("Ana 😀 علي", BODY), ("Ana ◊ ◊◊◊".to_owned(), 4));
    }

    #[test]
    fn widths_follow_the_face_and_the_size() {
        let faces = Faces::embedded().unwrap();
        assert!(faces.width("iiii", BODY) < faces.width("mmmm", BODY));
        let double = Style { size: BODY.size * 2.0, ..BODY };
        assert_eq!(faces.width("Métropole", double), faces.width("Métropole", BODY) * 2.0);
    }
}
