//! Marks drawn on pages, and what is learned on the way: which piece of a page
//! belongs to which node, where headings are.

use krilla::{
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    paint,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
};

use crate::{
    colour::Colour,
    faces::Faces,
    outline::Bookmark,
    strip::{Fill, Mark, Owner, Text},
    structure::{Content, NodeId, Role, Structure},
};

/// Draws the pages of a document.
pub struct Pen<'a> {
    faces: &'a Faces,
    structure: &'a Structure,
    pub content: Content,
    pub bookmarks: Vec<Bookmark>,
    /// How many characters were drawn as a lozenge.
    pub replaced: usize,
}

impl<'a> Pen<'a> {
    pub fn new(faces: &'a Faces, structure: &'a Structure) -> Self {
        Self { faces, structure, content: Content::default(), bookmarks: Vec::new(), replaced: 0 }
    }

    /// Draws the marks of the page `page`, counted from 0.
    pub fn draw(&mut self, surface: &mut Surface, page: usize, marks: &[Mark]) {
        for mark in marks {
            match mark {
                Mark::Fill(fill) => draw_fill(surface, fill),
                Mark::Text(text) => self.text(surface, page, text),
            }
        }
    }

    fn text(&mut self, surface: &mut Surface, page: usize, text: &Text) {
        if text.text.is_empty() {
            return;
        }
        let (drawn, replaced) = self.faces.drawable(&text.text, text.style);
        self.replaced += replaced;
        match text.owner {
            Owner::Artifact(kind) => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            }
            Owner::Node(node) => {
                let spoken = (replaced > 0).then_some(text.text.as_str());
                let piece = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(spoken)));
                if self.content.add(node, piece) {
                    self.bookmark(node, page, text);
                }
            }
        }
        let (start, font) = (Point::from_xy(text.x, text.baseline), self.faces.font(text.style));
        surface.set_fill(Some(plain(text.style.colour)));
        surface.draw_glyphs(start, &self.faces.glyphs(&drawn, text.style), font, &drawn, text.style.size, false);
        surface.end_tagged();
    }

    /// Notes where a heading is, given its first line.
    fn bookmark(&mut self, node: NodeId, page: usize, line: &Text) {
        if let Role::Heading(level, title) = self.structure.role(node) {
            let top = line.baseline - line.style.leading;
            self.bookmarks.push(Bookmark { level: level.get(), title: title.clone(), page, top });
        }
    }
}

fn draw_fill(surface: &mut Surface, fill: &Fill) {
    let mut path = PathBuilder::new();
    if let Some(rectangle) = Rect::from_xywh(fill.x, fill.y, fill.width, fill.height) {
        path.push_rect(rectangle);
    }
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(plain(fill.colour)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn plain([red, green, blue]: Colour) -> paint::Fill {
    paint::Fill { paint: rgb::Color::new(red, green, blue).into(), ..paint::Fill::default() }
}
