//! From a document to a file.

use kernel::{Timestamp, text::paris};
use krilla::{
    SerializeSettings,
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    error::KrillaError,
    metadata::{DateTime, Metadata, TextDirection},
    page::PageSettings,
};

use crate::{
    clean::one_line,
    compose::compose,
    document::Document,
    draw::Pen,
    error::DocumentError,
    faces::Faces,
    furniture::Furniture,
    outline::outline,
    paginate::paginate,
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
    let faces = Faces::embedded()?;
    let composed = compose(document, faces);
    let furniture = Furniture::new(document, faces);
    let mut pages = paginate(&composed.strips, furniture.body_bottom());
    furniture.add(&mut pages);

    let mut file = krilla::Document::new_with(SerializeSettings { configuration: accessible()?, ..settings });
    let mut pen = Pen::new(faces, &composed.structure);
    for (index, marks) in pages.iter().enumerate() {
        let mut page = file.start_page_with(a4()?);
        pen.draw(&mut page.surface(), index, marks);
    }
    file.set_metadata(metadata(document));
    file.set_outline(outline(&pen.bookmarks));
    file.set_tag_tree(composed.structure.tag_tree(&pen.content, document.language));
    let pdf = file.finish().map_err(refusal)?;
    Ok(Rendered { pdf, pages: pages.len(), replaced: pen.replaced })
}

fn accessible() -> Result<Configuration, DocumentError> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    configuration.map_err(|_| DocumentError::Export("PDF/UA-1 is not available".to_owned()))
}

fn a4() -> Result<PageSettings, DocumentError> {
    PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).ok_or_else(|| DocumentError::Export("the page has no size".to_owned()))
}

fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(document.shown_title())
        .language(document.language.to_owned())
        .text_direction(TextDirection::LeftToRight)
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
