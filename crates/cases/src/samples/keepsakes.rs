//! The files of invented requests: whole, so that whoever sees their names can
//! open them.

use std::io::Cursor;

use db::{BlobRef, InstanceKey};
use documents::{Block, Document, Letterhead};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use kernel::{Moment, Personal, Timestamp};
use serde_json::Value as Json;
use web::Failure;

use super::story::Named;
use crate::{Cases, store::drafts::DraftFile};

/// One content of each kind.
pub(super) struct Keepsakes {
    pdf: Vec<u8>,
    photo: Vec<u8>,
}

impl Keepsakes {
    pub(super) fn made(at: Timestamp) -> Self {
        Self { pdf: paper(at), photo: photo() }
    }

    /// Puts these files on disk, each with what is known of it then.
    pub(super) async fn kept(
        &self,
        cases: &Cases,
        moment: &Moment,
        instance: &InstanceKey,
        named: &[Named],
    ) -> Result<Vec<(String, DraftFile)>, Failure> {
        let mut kept = Vec::with_capacity(named.len());
        for Named { field, file } in named {
            let content = if file.media_type == "application/pdf" { &self.pdf } else { &self.photo };
            let BlobRef { hash, size } = cases.blobs().put(instance, Cursor::new(content)).await?;
            let file = DraftFile {
                id: file.id.parse().map_err(|_| Failure::fault("a sample's file has no identifier"))?,
                field: field.clone(),
                name: Personal::new(file.name.clone()),
                media_type: file.media_type.clone(),
                size: i64::try_from(size).unwrap_or(i64::MAX),
                hash,
                at: moment.now,
            };
            kept.push((file.id.to_string(), file));
        }
        Ok(kept)
    }
}

/// The answers, with what the files are now that they are kept.
pub(super) fn named(answers: Json, files: &[(String, DraftFile)]) -> Json {
    match answers {
        Json::Object(mut parts) => {
            let id = parts.get("id").and_then(Json::as_str).unwrap_or_default();
            if let Some((_, file)) = files.iter().find(|(known, _)| known == id) {
                parts.insert("size".to_owned(), file.size.into());
                parts.insert("sha256".to_owned(), file.hash.clone().into());
                return Json::Object(parts);
            }
            Json::Object(parts.into_iter().map(|(name, part)| (name, named(part, files))).collect())
        }
        Json::Array(items) => items.into_iter().map(|item| named(item, files)).collect(),
        other => other,
    }
}

fn paper(at: Timestamp) -> Vec<u8> {
    let document = Document {
        title: "Exemple de pièce".to_owned(),
        language: "fr",
        authority: Letterhead { name: "Démonstration".to_owned(), lines: Vec::new(), colour: None },
        created: at,
        reference: None,
        blocks: vec![Block::Paragraph("Cette pièce est inventée. Elle montre où se lit ce que les usagers joignent.".to_owned())],
        footer: "Pièce inventée".to_owned(),
    };
    // without it the pieces are empty, and the demonstration goes on
    documents::render(&document).map(|rendered| rendered.pdf).unwrap_or_default()
}

/// A street under the sky, with a hole in the road.
fn photo() -> Vec<u8> {
    const WIDTH: u32 = 640;
    const HEIGHT: u32 = 480;
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (far, shade) = (y < HEIGHT / 2, u8::try_from(y * 60 / HEIGHT).unwrap_or(0));
        let (dx, dy) = (i64::from(x) - 340, (i64::from(y) - 370) * 3);
        match () {
            () if dx * dx + dy * dy < 110 * 110 => Rgb([46, 44, 44]),
            () if !far && (x + 2 * y) % 160 < 12 => Rgb([214, 212, 204]),
            () if far && (x / 80) % 2 == 0 && y > HEIGHT / 5 => Rgb([188 - shade, 158 - shade, 128 - shade]),
            () if far => Rgb([150 + shade, 190 + shade, 195 + shade]),
            () => Rgb([118 - shade / 2, 116 - shade / 2, 114 - shade / 2]),
        }
    });
    let mut jpeg = Vec::new();
    // a picture in memory is always written: without it the piece would be empty
    drop(JpegEncoder::new_with_quality(&mut jpeg, 70).write_image(picture.as_raw(), WIDTH, HEIGHT, ExtendedColorType::Rgb8));
    jpeg
}
