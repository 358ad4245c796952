//! The styles of texts and the measures of the page, in points.

use crate::colour::{Colour, INK, MUTED};

/// A4 (ISO 216).
pub const PAGE_WIDTH: f32 = 595.28;
/// A4 (ISO 216).
pub const PAGE_HEIGHT: f32 = 841.89;
/// The left and right margins: two centimetres.
pub const MARGIN: f32 = 56.7;
/// Where the body of a page starts.
pub const TOP: f32 = 56.7;
/// The width of the body.
pub const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;

/// How heavy letters are.
#[derive(Clone, Copy, PartialEq)]
pub enum Weight {
    Regular,
    Bold,
}

/// How a text looks.
#[derive(Clone, Copy, PartialEq)]
pub struct Style {
    pub weight: Weight,
    /// The size of letters, in points.
    pub size: f32,
    /// The height of a line, in points.
    pub leading: f32,
    pub colour: Colour,
}

const fn style(weight: Weight, size: f32, leading: f32, colour: Colour) -> Style {
    Style { weight, size, leading, colour }
}

pub const AUTHORITY: Style = style(Weight::Bold, 13.0, 18.0, INK);
pub const ADDRESS: Style = style(Weight::Regular, 9.0, 13.5, MUTED);
pub const TITLE: Style = style(Weight::Bold, 22.0, 29.0, INK);
pub const SUBTITLE: Style = style(Weight::Regular, 10.0, 15.0, MUTED);
pub const SECTION: Style = style(Weight::Bold, 14.0, 20.0, INK);
pub const SUBSECTION: Style = style(Weight::Bold, 11.5, 17.0, INK);
pub const BODY: Style = style(Weight::Regular, 10.5, 16.5, INK);
pub const STRONG: Style = style(Weight::Bold, 10.5, 16.5, INK);
pub const CALLOUT: Style = style(Weight::Bold, 12.5, 19.0, INK);
pub const CELL: Style = style(Weight::Regular, 10.0, 14.5, INK);
pub const CELL_HEADER: Style = style(Weight::Bold, 10.0, 14.5, INK);
pub const LABEL: Style = style(Weight::Regular, 10.0, 14.5, MUTED);
pub const FURNITURE: Style = style(Weight::Regular, 8.0, 11.5, MUTED);

impl Style {
    /// From the top of a line to its baseline: capitals stand in the middle.
    pub fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.36
    }

    /// The same in another colour.
    pub fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}
