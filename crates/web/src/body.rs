//! How much of a body is read.

use axum::{body::Body, extract::Request};
use http::{HeaderMap, header};
use http_body_util::{BodyExt, Limited};
use kernel::{Problem, text};

use crate::Failure;

/// Browsers read the answer only once they have sent everything: so much is
/// read for nothing, in bytes, so that they do.
const LINGER: usize = 16 * 1024 * 1024;

/// The largest body that the route reads, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit(pub usize);

/// The same request, whose body fails beyond `limit` bytes.
///
/// # Errors
/// [`Problem::TooLarge`] at once when it declares more.
pub(crate) async fn limited(request: Request, limit: usize) -> Result<Request, Failure> {
    if declared_size(request.headers()).is_some_and(|size| size > limit) {
        linger(request.into_body()).await;
        return Err(too_large(limit));
    }
    let mut request = request.map(|body| Body::new(Limited::new(body, limit)));
    request.extensions_mut().insert(BodyLimit(limit));
    Ok(request)
}

/// Reads what nobody will use, within reason.
pub(crate) async fn linger(mut body: Body) {
    let mut left = LINGER;
    while let Some(Ok(frame)) = body.frame().await {
        let size = frame.data_ref().map_or(0, bytes::Bytes::len);
        if size > left {
            break;
        }
        left -= size;
    }
}

/// The refusal of a body, in the person's words.
pub(crate) fn too_large(limit: usize) -> Failure {
    Problem::TooLarge(format!("Votre envoi est trop lourd. La limite est de {}.", text::size(limit as u64))).into()
}

fn declared_size(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
