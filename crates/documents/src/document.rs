//! What a document says, without how it looks.

use kernel::Timestamp;

/// A document to render. It holds personal data: it has no `Debug`.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// What the document is: its first-level heading, the window's title, the
    /// first bookmark. Blank, it becomes « Document ».
    pub title: String,
    /// The language of the texts, a BCP 47 tag: `fr`.
    pub language: &'static str,
    /// Who sends it.
    pub authority: Letterhead,
    /// When it was made: shown under the title, and in the file's metadata.
    pub created: Timestamp,
    /// The reference of the case, shown under the title and on the following pages.
    pub reference: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The small print at the foot of each page.
    pub footer: String,
}

/// The head of the first page: who sends the document.
#[derive(Clone, PartialEq)]
pub struct Letterhead {
    /// The name of the authority.
    pub name: String,
    /// Its address, its telephone, one a line.
    pub lines: Vec<String>,
    /// Its colour (red, green, blue). Headings wear it when it is dark enough
    /// to be read; otherwise only decoration does.
    pub colour: Option<[u8; 3]>,
}

/// The depth of a heading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As high as the title.
    One = 1,
    /// A section: the level most blocks need.
    Two,
    /// A part of a section.
    Three,
}

/// A piece of a document, in reading order. Blank texts are left out. Line
/// feeds in texts are line breaks.
#[derive(Clone, PartialEq)]
pub enum Block {
    /// A heading and bookmark. A level skipped after the heading above is
    /// brought back: the tags never jump from 1 to 3.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(String),
    /// A list with bullets.
    Bullets(Vec<String>),
    /// Questions and answers: a table of two columns whose rows have headers.
    Pairs {
        /// What the table tells; may be blank.
        caption: String,
        /// Label and value.
        rows: Vec<(String, String)>,
    },
    /// A table whose columns have headers. Short rows are completed with empty cells.
    Table {
        /// What the table tells; may be blank.
        caption: String,
        /// The header of each column.
        headers: Vec<String>,
        /// The cells of each row.
        rows: Vec<Vec<String>>,
    },
    /// A boxed text that must be found at once: a tracking code.
    Emphasis(String),
    /// A thin line across the page.
    Rule,
    /// Some empty room.
    Space,
}
