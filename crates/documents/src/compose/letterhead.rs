//! Who sends the document, at the head of the first page.

use super::Composer;
use crate::{
    clean::one_line,
    colour::readable,
    document::Letterhead,
    strip::{Fill, Mark, Strip},
    structure::Role,
    style::{ADDRESS, AUTHORITY, MARGIN, Style, WIDTH},
};

impl Composer<'_> {
    /// The name and the address, along a bar of the authority's colour.
    pub fn letterhead(&mut self, letterhead: &Letterhead) {
        let name = AUTHORITY.coloured(readable(self.accent));
        let lines = letterhead.lines.iter().map(|line| (line, ADDRESS));
        let mut strips = Vec::new();
        for (text, style) in std::iter::once((&letterhead.name, name)).chain(lines) {
            strips.extend(self.beside_bar(&one_line(text), style));
        }
        if !strips.is_empty() {
            self.push_all(strips, 34.0);
        }
    }

    fn beside_bar(&mut self, text: &str, style: Style) -> Vec<Strip> {
        const INDENT: f32 = 14.0;
        if text.is_empty() {
            return Vec::new();
        }
        let node = self.structure.root(Role::Paragraph);
        let mut strips = self.text(text, style, MARGIN + INDENT, WIDTH - INDENT, node);
        for strip in &mut strips {
            let bar = Fill { x: MARGIN, y: 0.0, width: 4.0, height: strip.height, colour: self.accent };
            strip.marks.insert(0, Mark::Fill(bar));
        }
        strips
    }
}
