//! Lines of text, and texts in a box.

use super::Composer;
use crate::{
    clean::clean,
    colour::TINT,
    strip::{Fill, Mark, Owner, Strip, Text},
    structure::{NodeId, Role},
    style::{CALLOUT, MARGIN, Style, WIDTH},
    wrap::wrap,
};

/// Texts of at most this many lines are not cut by a page.
pub const UNCUT: usize = 8;

impl Composer<'_> {
    /// One strip a line. No page starts or ends with a line alone.
    pub fn text(&self, text: &str, style: Style, x: f32, width: f32, node: NodeId) -> Vec<Strip> {
        let lines = self.wrapped(text, style, width);
        let last = lines.len().saturating_sub(1);
        let strip = |(index, line)| Strip {
            height: style.leading,
            marks: vec![written(line, x, 0.0, style, node)],
            keep: index < last && (index == 0 || index + 2 > last),
            ..Strip::default()
        };
        lines.into_iter().enumerate().map(strip).collect()
    }

    pub fn wrapped(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        wrap(text, width, |piece| self.faces.width(piece, style))
    }

    pub fn emphasis(&mut self, text: &str) {
        const PAD: f32 = 11.0;
        const BAR: f32 = 3.0;
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let node = self.structure.root(Role::Paragraph);
        let lines = self.text(&text, CALLOUT, MARGIN + BAR + PAD, WIDTH - BAR - 2.0 * PAD, node);
        let mut strips = padded(lines, PAD);
        for strip in &mut strips {
            let fill = |x, width, colour| Mark::Fill(Fill { x, y: 0.0, width, height: strip.height, colour });
            let decoration = [fill(MARGIN, WIDTH, TINT), fill(MARGIN, BAR, self.accent)];
            strip.marks.splice(0..0, decoration);
        }
        self.room(9.0);
        self.push_all(strips, 13.0);
    }
}

/// A line as a mark, `down` from the top of its strip.
pub fn written(text: String, x: f32, down: f32, style: Style, node: NodeId) -> Mark {
    Mark::Text(Text { x, baseline: down + style.baseline(), text, style, owner: Owner::Node(node) })
}

/// Strips that stay together when they are few, with padding above the first
/// and below the last.
pub fn padded(mut strips: Vec<Strip>, pad: f32) -> Vec<Strip> {
    let last = strips.len().saturating_sub(1);
    if last < UNCUT {
        strips.iter_mut().take(last).for_each(|strip| strip.keep = true);
    }
    if let Some(first) = strips.first_mut() {
        first.height += pad;
        first.marks = std::mem::take(&mut first.marks).into_iter().map(|mark| mark.lowered(pad)).collect();
    }
    if let Some(last) = strips.last_mut() {
        last.height += pad;
    }
    strips
}
