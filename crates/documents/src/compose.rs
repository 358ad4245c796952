//! From blocks to strips and structure.

mod heading;
mod letterhead;
mod list;
mod table;
mod text;

use crate::{
    clean::clean,
    colour::{Colour, LINE, NEUTRAL},
    document::{Block, Document},
    faces::Faces,
    strip::{Fill, Mark, Strip},
    structure::{Role, Structure},
    style::{BODY, MARGIN, WIDTH},
};

/// A document composed: what paginates and what is read.
pub struct Composed {
    pub strips: Vec<Strip>,
    pub structure: Structure,
}

/// Composes a document.
pub fn compose(document: &Document, faces: &Faces) -> Composed {
    let accent = document.authority.colour.unwrap_or(NEUTRAL);
    let mut composer = Composer { faces, accent, level: 1, structure: Structure::default(), strips: Vec::new() };
    composer.letterhead(&document.authority);
    composer.title(document);
    for block in &document.blocks {
        composer.block(block);
    }
    Composed { strips: composer.strips, structure: composer.structure }
}

struct Composer<'a> {
    faces: &'a Faces,
    accent: Colour,
    /// The level of the last heading.
    level: u16,
    structure: Structure,
    strips: Vec<Strip>,
}

impl Composer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level as u16, text),
            Block::Paragraph(text) => self.paragraph(text),
            Block::Bullets(items) => self.bullets(items),
            Block::Pairs { caption, rows } => self.pairs(caption, rows),
            Block::Table { caption, headers, rows } => self.table(caption, headers, rows),
            Block::Emphasis(text) => self.emphasis(text),
            Block::Rule => self.rule(),
            Block::Space => self.strips.push(Strip::gap(BODY.leading, false)),
        }
    }

    fn paragraph(&mut self, text: &str) {
        let text = clean(text);
        if !text.is_empty() {
            let node = self.structure.root(Role::Paragraph);
            let strips = self.text(&text, BODY, MARGIN, WIDTH, node);
            self.push_all(strips, 7.0);
        }
    }

    fn rule(&mut self) {
        let line = Fill { x: MARGIN, y: 0.0, width: WIDTH, height: 0.7, colour: LINE };
        self.room(10.0);
        self.strips.push(Strip { height: 0.7, marks: vec![Mark::Fill(line)], ..Strip::default() });
        self.room(10.0);
    }

    /// Strips, and the room below them.
    fn push_all(&mut self, strips: Vec<Strip>, below: f32) {
        self.strips.extend(strips);
        self.room(below);
    }

    /// At least `height` of room before what follows: rooms do not add up.
    fn room(&mut self, height: f32) {
        match self.strips.last_mut() {
            Some(last) if last.gap => last.height = last.height.max(height),
            _ => self.strips.push(Strip::gap(height, false)),
        }
    }
}
