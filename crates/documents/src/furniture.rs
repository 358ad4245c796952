//! What pages repeat: the small print and the number at the foot, who and
//! what at the head of the following pages. Artifacts, all of it.

use krilla::tagging::ArtifactType;

use crate::{
    clean::{clean, one_line},
    colour::LINE,
    document::Document,
    faces::Faces,
    paginate::Page,
    strip::{Fill, Mark, Owner, Text},
    style::{FURNITURE, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, WIDTH},
    wrap::wrap,
};

/// The room of page numbers, right of the small print.
const NUMBER_WIDTH: f32 = 90.0;
/// Small print is small: lines beyond are left out.
const FOOTER_LINES: usize = 5;
const BELOW: f32 = 30.0;
const ABOVE: f32 = 30.0;

/// The furniture of a document's pages.
pub struct Furniture<'a> {
    faces: &'a Faces,
    head: String,
    foot: Vec<String>,
}

impl<'a> Furniture<'a> {
    pub fn new(document: &Document, faces: &'a Faces) -> Self {
        let measure = |text: &str| faces.width(text, FURNITURE);
        let mut foot = wrap(&clean(&document.footer), WIDTH - NUMBER_WIDTH, measure);
        foot.truncate(FOOTER_LINES);
        let words = [Some(document.authority.name.as_str()), Some(&document.title), document.reference.as_deref()];
        let words: Vec<String> = words.into_iter().flatten().map(one_line).filter(|word| !word.is_empty()).collect();
        let head = wrap(&words.join(" – "), WIDTH, measure).into_iter().next().unwrap_or_default();
        Self { faces, head, foot }
    }

    /// Where the body of pages ends.
    pub fn body_bottom(&self) -> f32 {
        self.line_top() - 14.0
    }

    /// Adds to each page what it repeats.
    pub fn add(&self, pages: &mut [Page]) {
        let total = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            if index > 0 {
                page.push(artifact(self.head.clone(), MARGIN, ABOVE, ArtifactType::Header));
            }
            self.add_foot(page, format!("page\u{a0}{} sur\u{a0}{total}", index + 1));
        }
    }

    fn add_foot(&self, page: &mut Page, number: String) {
        let top = self.line_top();
        page.push(Mark::Fill(Fill { x: MARGIN, y: top, width: WIDTH, height: 0.7, colour: LINE }));
        let mut y = top + 6.0;
        let x = PAGE_WIDTH - MARGIN - self.faces.width(&number, FURNITURE);
        page.push(artifact(number, x, y, ArtifactType::PageNumber));
        for line in &self.foot {
            page.push(artifact(line.clone(), MARGIN, y, ArtifactType::Footer));
            y += FURNITURE.leading;
        }
    }

    /// Where the thin line above the small print is.
    fn line_top(&self) -> f32 {
        let lines = self.foot.iter().map(|_| FURNITURE.leading).sum::<f32>();
        PAGE_HEIGHT - BELOW - 6.0 - lines
    }
}

fn artifact(text: String, x: f32, top: f32, kind: ArtifactType) -> Mark {
    Mark::Text(Text { x, baseline: top + FURNITURE.baseline(), text, style: FURNITURE, owner: Owner::Artifact(kind) })
}
