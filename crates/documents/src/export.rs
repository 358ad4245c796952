//! From pages to a file.

use kernel::{Timestamp, text::paris};
use krilla::{
    SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata, TextDirection as Reading},
    page::PageSettings,
    paint::Fill as Paint,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
    text::TextDirection,
};

use crate::{
    clean::one_line,
    colour::Colour,
    compose::compose,
    document::Document,
    error::DocumentError,
    faces::Faces,
    furniture::Furniture,
    outline::{Bookmark, outline},
    paginate::{Page, paginate},
    strip::{Fill, Mark, Owner, Text},
    structure::{Content, NodeId, Role, Structure},
    style::{PAGE_HEIGHT, PAGE_WIDTH},
};

/// A rendered document.
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How many characters the fonts lack: a lozenge is drawn for each, and
    /// the file keeps the true text for copying and for speech.
    pub replaced: usize,
}

/// Renders a document as an accessible PDF file.
///
/// # Errors
/// When the file would not conform to PDF/UA-1, as far as the library's
/// validator sees.
pub fn render(document: &Document) -> Result<Rendered, DocumentError> {
    export(document, SerializeSettings::default())
}

/// `render`, with settings of the file that tests can change.
pub(crate) fn export(document: &Document, settings: SerializeSettings) -> Result<Rendered, DocumentError> {
    let faces = Faces::load()?;
    let composed = compose(document, &faces);
    let furniture = Furniture::new(document, &faces);
    let mut pages = paginate(&composed.strips, furniture.body_bottom());
    furniture.add(&mut pages);

    let mut writer = Writer::new(&faces, &composed.structure, settings)?;
    for page in &pages {
        writer.page(page)?;
    }
    let (pdf, replaced) = writer.finish(document)?;
    Ok(Rendered { pdf, pages: pages.len(), replaced })
}

struct Writer<'a> {
    faces: &'a Faces,
    structure: &'a Structure,
    file: krilla::Document,
    content: Content,
    bookmarks: Vec<Bookmark>,
    pages: usize,
    replaced: usize,
}

impl<'a> Writer<'a> {
    fn new(faces: &'a Faces, structure: &'a Structure, settings: SerializeSettings) -> Result<Self, DocumentError> {
        let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        let configuration = accessible.map_err(|_| DocumentError::Export("PDF/UA-1 is not available".to_owned()))?;
        let file = krilla::Document::new_with(SerializeSettings { configuration, ..settings });
        Ok(Self { faces, structure, file, content: Content::default(), bookmarks: Vec::new(), pages: 0, replaced: 0 })
    }

    fn page(&mut self, marks: &Page) -> Result<(), DocumentError> {
        let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT);
        let settings = settings.ok_or_else(|| DocumentError::Export("the page has no size".to_owned()))?;
        let mut page = self.file.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Fill(fill) => draw_fill(&mut surface, fill),
                Mark::Text(text) => {
                    let (drawn, replaced) = self.faces.drawable(&text.text, text.style);
                    self.replaced += replaced;
                    let spoken = (replaced > 0).then_some(text.text.as_str());
                    let tag = match text.owner {
                        Owner::Node(_) => ContentTag::Span(SpanTag::empty().with_actual_text(spoken)),
                        Owner::Artifact(kind) => ContentTag::Artifact(Artifact::with_kind(kind)),
                    };
                    if drawn.is_empty() {
                        continue;
                    }
                    let piece = surface.start_tagged(tag);
                    draw_text(&mut surface, self.faces, text, &drawn);
                    surface.end_tagged();
                    if let Owner::Node(node) = text.owner
                        && self.content.add(node, piece)
                    {
                        self.bookmarks.extend(bookmark(self.structure, node, self.pages, text));
                    }
                }
            }
        }
        surface.finish();
        page.finish();
        self.pages += 1;
        Ok(())
    }

    fn finish(mut self, document: &Document) -> Result<(Vec<u8>, usize), DocumentError> {
        self.file.set_metadata(metadata(document));
        self.file.set_outline(outline(&self.bookmarks));
        self.file.set_tag_tree(self.structure.tag_tree(&self.content, document.language));
        let pdf = self.file.finish().map_err(refusal)?;
        Ok((pdf, self.replaced))
    }
}

/// The bookmark of a heading whose first line is `text`.
fn bookmark(structure: &Structure, node: NodeId, page: usize, text: &Text) -> Option<Bookmark> {
    match structure.role(node) {
        Role::Heading(level, title) => {
            Some(Bookmark { level: level.get(), title: title.clone(), page, top: text.baseline - text.style.leading })
        }
        _ => None,
    }
}

fn draw_text(surface: &mut Surface, faces: &Faces, text: &Text, drawn: &str) {
    surface.set_fill(Some(paint(text.style.colour)));
    let start = Point::from_xy(text.x, text.baseline);
    surface.draw_text(start, faces.font(text.style), text.style.size, drawn, false, TextDirection::LeftToRight);
}

fn draw_fill(surface: &mut Surface, fill: &Fill) {
    let mut path = PathBuilder::new();
    let Some(rectangle) = Rect::from_xywh(fill.x, fill.y, fill.width, fill.height) else { return };
    path.push_rect(rectangle);
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(paint(fill.colour)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn paint([red, green, blue]: Colour) -> Paint {
    Paint { paint: rgb::Color::new(red, green, blue).into(), ..Paint::default() }
}

fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(document.shown_title())
        .language(document.language.to_owned())
        .text_direction(Reading::LeftToRight)
        .authors(vec![one_line(&document.authority.name)])
        .creation_date(date_time(document.created))
}

/// A time as PDF writes it, in Paris.
fn date_time(at: Timestamp) -> DateTime {
    let local = at.to_zoned(paris());
    let minutes = local.offset().seconds() / 60;
    let small = |number: i8| number.unsigned_abs();
    DateTime::new(local.year().try_into().unwrap_or(0))
        .month(small(local.month()))
        .day(small(local.day()))
        .hour(small(local.hour()))
        .minute(small(local.minute()))
        .second(small(local.second()))
        .utc_offset_hour((minutes / 60).try_into().unwrap_or(0))
        .utc_offset_minute((minutes % 60).unsigned_abs().try_into().unwrap_or(0))
}

/// Why the library refused: its message counts errors without quoting texts.
fn refusal(error: KrillaError) -> DocumentError {
    DocumentError::Export(error.to_string())
}
