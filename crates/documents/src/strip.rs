//! Strips: bands as wide as the page that no page break crosses, and the marks
//! drawn on them.

use std::rc::Rc;

use krilla::tagging::ArtifactType;

use crate::{colour::Colour, structure::NodeId, style::Style};

/// A band of the body. Its marks are placed from its top.
#[derive(Clone, Default)]
pub struct Strip {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Whether it must be on the page of the strip that follows.
    pub keep: bool,
    /// Whether it is only room between others, left out at the top of a page.
    pub gap: bool,
    /// What is drawn again above it when it starts a page: a table's header.
    pub repeat: Option<Rc<[Strip]>>,
}

/// Something drawn, in points from the left of the page and from a top.
#[derive(Clone)]
pub enum Mark {
    Text(Text),
    /// A filled rectangle: decoration, never content.
    Fill(Fill),
}

/// A line of text.
#[derive(Clone)]
pub struct Text {
    pub x: f32,
    pub baseline: f32,
    pub text: String,
    pub style: Style,
    pub owner: Owner,
}

/// What a line of text belongs to.
#[derive(Clone, Copy, PartialEq)]
pub enum Owner {
    /// Content, in the structure tree.
    Node(NodeId),
    /// What assistive technologies skip: page numbers, repeated headers.
    Artifact(ArtifactType),
}

/// A filled rectangle.
#[derive(Clone, Copy, PartialEq)]
pub struct Fill {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub colour: Colour,
}

impl Strip {
    /// Room that keeps the next strip on its page, or not.
    pub fn gap(height: f32, keep: bool) -> Self {
        Self { height, keep, gap: true, ..Self::default() }
    }

    /// The same drawn again: for the eye only.
    pub fn as_artifact(&self) -> Self {
        let mut copy = self.clone();
        for mark in &mut copy.marks {
            if let Mark::Text(text) = mark {
                text.owner = Owner::Artifact(ArtifactType::PaginationOther);
            }
        }
        copy
    }
}

impl Mark {
    /// The same, lower.
    pub fn lowered(self, by: f32) -> Self {
        match self {
            Self::Text(text) => Self::Text(Text { baseline: text.baseline + by, ..text }),
            Self::Fill(fill) => Self::Fill(Fill { y: fill.y + by, ..fill }),
        }
    }
}
