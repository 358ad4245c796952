//! The two embedded faces: Manrope regular and bold (SIL Open Font License,
//! `assets/fonts/Manrope-OFL.txt`).

use krilla::text::Font;

use crate::{
    error::DocumentError,
    metrics::Metrics,
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
}

impl Faces {
    /// Reads the embedded faces.
    pub fn load() -> Result<Self, DocumentError> {
        let face = |data: &'static [u8]| Some(Face { font: Font::new(data.into(), 0)?, metrics: Metrics::read(data)? });
        let faces = face(REGULAR).zip(face(BOLD));
        faces.map(|(regular, bold)| Self { regular, bold }).ok_or(DocumentError::Fonts)
    }

    /// The font of a style.
    pub fn font(&self, style: Style) -> Font {
        self.face(style).font.clone()
    }

    /// How wide a text is, in points. Kerning, which mostly narrows, is not counted.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        let metrics = &self.face(style).metrics;
        let advance = |c| metrics.advance(c).or_else(|| metrics.advance(MISSING)).unwrap_or(1.0);
        text.chars().map(advance).sum::<f32>() * style.size
    }

    /// A text with what the face lacks replaced by a lozenge, and how many were.
    pub fn drawable(&self, text: &str, style: Style) -> (String, usize) {
        let metrics = &self.face(style).metrics;
        let mut replaced = 0;
        let drawn = text.chars().map(|c| match metrics.advance(c) {
            Some(_) => c,
            None => {
                replaced += 1;
                MISSING
            }
        });
        (drawn.collect(), replaced)
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
    fn both_faces_write_french() {
        let faces = Faces::load().unwrap();
        let french = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « l’été » – — … € n° 1er • A\u{a0}B ◊";
        for style in [BODY, STRONG] {
            assert_eq!(faces.drawable(french, style), (french.to_owned(), 0));
        }
    }

    #[test]
    fn what_the_faces_lack_is_shown_and_counted() {
        let faces = Faces::load().unwrap();
        assert_eq!(faces.drawable("Ana 😀 علي", BODY), ("Ana ◊ ◊◊◊".to_owned(), 4));
    }

    #[test]
    fn widths_follow_the_face_and_the_size() {
        let faces = Faces::load().unwrap();
        assert!(faces.width("iiii", BODY) < faces.width("mmmm", BODY));
        let double = Style { size: BODY.size * 2.0, ..BODY };
        assert_eq!(faces.width("Métropole", double), faces.width("Métropole", BODY) * 2.0);
    }
}
