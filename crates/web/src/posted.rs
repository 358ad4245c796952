//! What a form sent: values and files, whichever way it was encoded.

use std::{collections::BTreeMap, path::Path};

use axum::extract::{FromRequest, Request};
use http::header;
use http_body_util::{BodyExt, Limited};
use kernel::Problem;
use subtle::ConstantTimeEq;

use crate::{Ctx, Failure, staging};

/// The largest file a person can join, whatever the field allows.
const LARGEST_FILE: u64 = 25_000_000;
/// A form of ours never has more fields than this.
const MOST_FIELDS: usize = 5_000;

/// The values and files of a form of ours. Reading it proves that the form
/// came from our own page.
#[derive(Debug, Default)]
pub struct Posted {
    values: BTreeMap<String, Vec<String>>,
    files: Vec<StagedFile>,
}

/// A file received, kept in a temporary place until it is stored or dropped.
#[derive(Debug)]
pub struct StagedFile {
    /// The field it was joined to.
    pub field: String,
    /// Its name, as the person's computer calls it: never a path of ours.
    pub name: String,
    staged: staging::Staged,
}

impl StagedFile {
    /// Where it waits.
    pub fn path(&self) -> &Path {
        &self.staged.path
    }
    /// Its size in bytes.
    pub const fn size(&self) -> u64 {
        self.staged.size
    }
    /// The SHA-256 of its content, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.staged.hash
    }
    /// Its first bytes, enough to recognise what it really is.
    pub fn start(&self) -> &[u8] {
        &self.staged.start
    }
}

impl Posted {
    /// The last value of a field, trimmed of nothing; empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.last()).map_or("", String::as_str)
    }
    /// Every value, our own hidden fields left out.
    pub const fn values(&self) -> &BTreeMap<String, Vec<String>> {
        &self.values
    }
    /// The idempotency key of the form; empty when it has none.
    pub fn key(&self) -> &str {
        self.value(ui::KEY_FIELD)
    }
    /// The files, taken out.
    pub fn take_files(&mut self) -> Vec<StagedFile> {
        std::mem::take(&mut self.files)
    }
    /// As a form state, to show it again with what was typed. Passwords are not kept.
    pub fn state(&self) -> ui::FormState {
        let mut state = ui::FormState::default();
        for (name, values) in self.values.iter().filter(|(name, _)| !name.contains("password")) {
            state.set(name.clone(), values.clone());
        }
        state
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let ctx = request.extensions().get::<Ctx>().cloned().ok_or_else(|| Failure::fault("a handler ran outside the guard"))?;
        let limit = request.extensions().get::<BodyLimit>().map_or(0, |limit| limit.0);
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let posted = match multer::parse_boundary(&kind) {
            Ok(boundary) => multipart(request, &ctx, boundary, limit).await?,
            Err(_) => urlencoded(request, limit).await?,
        };
        let given = posted.value(ui::CSRF_FIELD).as_bytes();
        if !bool::from(given.ct_eq(ctx.csrf().as_bytes())) {
            return Err(Failure::invalid(
                "Cette page est restée ouverte trop longtemps, ou votre navigateur refuse les cookies. Rechargez la page, puis recommencez.",
            ));
        }
        Ok(posted)
    }
}

/// The largest body that the route reads.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit(pub usize);

async fn urlencoded(request: Request, limit: usize) -> Result<Posted, Failure> {
    let body = Limited::new(request.into_body(), limit).collect().await.map_err(|_| too_large(limit))?.to_bytes();
    let mut posted = Posted::default();
    for (name, value) in decode(&body) {
        if posted.values.len() >= MOST_FIELDS {
            return Err(too_large(limit));
        }
        posted.values.entry(name).or_default().push(value);
    }
    Ok(posted)
}

async fn multipart(request: Request, ctx: &Ctx, boundary: String, limit: usize) -> Result<Posted, Failure> {
    let broken = |_: multer::Error| Failure::invalid("L’envoi du formulaire a été interrompu. Recommencez.");
    let limits = multer::SizeLimit::new().whole_stream(limit as u64);
    let stream = request.into_body().into_data_stream();
    let mut parts = multer::Multipart::with_constraints(stream, boundary, multer::Constraints::new().size_limit(limits));
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let Some(field) = part.name().map(str::to_owned) else { continue };
        match part.file_name().map(str::to_owned) {
            // a file control left empty sends an empty name
            Some(name) if name.is_empty() => {}
            Some(name) => {
                let path = ctx.shared().uploads.join(ctx.moment().token::<16>());
                let staged = staging::stage(&path, part, LARGEST_FILE).await?;
                posted.files.push(StagedFile { field, name: plain_name(&name), staged });
            }
            None => {
                let value = part.text().await.map_err(broken)?;
                if posted.values.len() >= MOST_FIELDS {
                    return Err(too_large(limit));
                }
                posted.values.entry(field).or_default().push(value);
            }
        }
    }
    Ok(posted)
}

/// The last segment of whatever the browser sent, without control characters.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.trim_matches('.').is_empty() { "fichier".to_owned() } else { clean }
}

fn too_large(limit: usize) -> Failure {
    Problem::TooLarge(format!("Votre envoi est trop lourd. La limite est de {}.", kernel::text::size(limit as u64))).into()
}

/// `application/x-www-form-urlencoded` (WHATWG URL §5.1).
pub fn decode(body: &[u8]) -> Vec<(String, String)> {
    body.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let cut = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = cut.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            (percent_decoded(name), percent_decoded(value))
        })
        .collect()
}

fn percent_decoded(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let escaped = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encodes a value for a query (RFC 3986 §2.3).
pub fn encode(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let pairs = decode("a=1&b=d%C3%A9j%C3%A0+vu&a=2&vide=&c%20d=%zz&&".as_bytes());
        let expected = [("a", "1"), ("b", "déjà vu"), ("a", "2"), ("vide", ""), ("c d", "%zz")];
        assert_eq!(pairs, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn names_of_files_are_never_paths() {
        assert_eq!(plain_name(r"C:\Users\Zoé\photo.jpg"), "photo.jpg");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("\u{0}\u{1b}[31m"), "[31m");
        assert_eq!(plain_name(".."), "fichier");
    }
}
