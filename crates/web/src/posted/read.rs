//! Bodies of forms, read within their limits.

use std::error::Error;

use axum::extract::Request;
use futures_util::StreamExt;
use http::header;
use http_body_util::{BodyExt, LengthLimitError};

use super::{Posted, StagedFile, decode};
use crate::{Ctx, Failure, body::too_large, staging};

/// The largest file a person can join, in bytes, whatever the field allows.
const LARGEST_FILE: u64 = 25_000_000;
/// A form of ours never has more values than this.
const MOST_VALUES: usize = 5_000;
/// Nor more files.
const MOST_FILES: usize = 100;

pub(super) async fn form(request: Request, ctx: &Ctx, limit: usize, with_files: bool) -> Result<Posted, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/") {
        let boundary = multer::parse_boundary(kind).map_err(|_| interrupted())?;
        multipart(request, ctx, boundary, limit, with_files).await
    } else {
        urlencoded(request, limit).await
    }
}

async fn urlencoded(request: Request, limit: usize) -> Result<Posted, Failure> {
    let body = request.into_body().collect().await.map_err(|error| broken(&error, limit))?.to_bytes();
    let pairs = decode(&body);
    if pairs.len() > MOST_VALUES {
        return Err(too_large(limit));
    }
    let mut posted = Posted::default();
    for (name, value) in pairs {
        posted.add(&name, &value);
    }
    Ok(posted)
}

async fn multipart(request: Request, ctx: &Ctx, boundary: String, limit: usize, with_files: bool) -> Result<Posted, Failure> {
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let mut posted = Posted::default();
    let mut values = 0;
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error, limit))? {
        let Some(field) = part.name().map(str::to_owned) else { continue };
        match part.file_name().map(str::to_owned) {
            // a file control left empty sends an empty name; what is not read here is skipped by the next part
            Some(name) if name.is_empty() || !with_files => {}
            Some(_) if posted.files.len() == MOST_FILES => return Err(too_large(limit)),
            Some(name) => {
                let path = ctx.shared().uploads.join(ctx.moment().token::<16>());
                let content = part.map(|chunk| chunk.map_err(|error| broken(&error, limit)));
                let staged = staging::stage(&path, content, LARGEST_FILE).await?;
                posted.files.push(StagedFile { field: super::plain(&field), name: plain_name(&name), staged });
            }
            None if values == MOST_VALUES => return Err(too_large(limit)),
            None => {
                values += 1;
                posted.add(&field, &part.text().await.map_err(|error| broken(&error, limit))?);
            }
        }
    }
    Ok(posted)
}

/// Why a body could not be read: too much of it, or not all of it.
fn broken(error: &(dyn Error + 'static), limit: usize) -> Failure {
    let mut causes = std::iter::successors(Some(error), |&error| error.source());
    if causes.any(|cause| cause.is::<LengthLimitError>()) { too_large(limit) } else { interrupted() }
}

fn interrupted() -> Failure {
    Failure::invalid("L’envoi du formulaire a été interrompu. Revenez à la page précédente, puis recommencez.")
}

/// The last segment of whatever the browser sent, without control characters.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.trim_matches('.').is_empty() { "fichier".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_never_paths() {
        assert_eq!(plain_name(r"C:\Users\Zoé\photo.jpg"), "photo.jpg");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("\u{0}\u{1b}[31m"), "[31m");
        assert_eq!(plain_name(".."), "fichier");
    }
}
