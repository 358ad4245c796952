//! The title and the headings.

use std::num::NonZeroU16;

use kernel::text::{date, day};

use super::Composer;
use crate::{
    clean::one_line,
    colour::readable,
    document::Document,
    strip::Strip,
    structure::Role,
    style::{MARGIN, SECTION, SUBSECTION, SUBTITLE, Style, TITLE, WIDTH},
};

impl Composer<'_> {
    /// The title, and under it the day and the reference.
    pub fn title(&mut self, document: &Document) {
        self.headed(1, &document.shown_title(), TITLE, 4.0);
        let made = format!("Document établi le {}.", date(day(document.created)).replace(' ', "\u{a0}"));
        let reference = document.reference.as_deref().map(one_line).filter(|reference| !reference.is_empty());
        let subtitle = reference.map_or(made.clone(), |reference| format!("Référence\u{a0}: {reference}. {made}"));
        let node = self.structure.root(Role::Paragraph);
        let strips = self.text(&subtitle, SUBTITLE, MARGIN, WIDTH, node);
        self.push_all(strips, 18.0);
    }

    pub fn heading(&mut self, level: u16, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        let (style, above) = match level {
            1 => (TITLE, 24.0),
            2 => (SECTION, 20.0),
            _ => (SUBSECTION, 13.0),
        };
        self.room(above);
        self.headed(level, &text, style, 5.0);
    }

    /// A heading on the page of what follows it. Levels go down one at a time
    /// (ISO 14289-1, 7.4.2).
    fn headed(&mut self, level: u16, text: &str, style: Style, below: f32) {
        self.level = level.min(self.level + 1);
        let level = NonZeroU16::new(self.level).unwrap_or(NonZeroU16::MIN);
        let node = self.structure.root(Role::Heading(level, text.to_owned()));
        let mut strips = self.text(text, style.coloured(readable(self.accent)), MARGIN, WIDTH, node);
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips.push(Strip::gap(below, true));
        self.strips.extend(strips);
    }
}

impl Document {
    /// The title on one line, never blank: PDF/UA wants one.
    pub(crate) fn shown_title(&self) -> String {
        let title = one_line(&self.title);
        if title.is_empty() { "Document".to_owned() } else { title }
    }
}
