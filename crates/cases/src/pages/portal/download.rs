//! A file sent to whoever may read it: saved, never shown inside our site.

use axum::{body::Body, response::Response};
use bytes::BytesMut;
use db::InstanceKey;
use futures_util::stream::try_unfold;
use http::{HeaderValue, header};
use tokio::io::AsyncReadExt;
use web::Failure;

use crate::Cases;

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// A file as it is told of.
pub(super) struct Stored<'a> {
    pub hash: &'a str,
    pub name: &'a str,
    pub media_type: &'a str,
    pub size: i64,
}

/// Streams a file as an attachment (RFC 6266). The headers that make it inert,
/// `nosniff` and the sandbox policy, are those of every answer that is no page.
pub(super) async fn download(cases: &Cases, instance: &InstanceKey, file: Stored<'_>) -> Result<Response, Failure> {
    let content = cases.blobs().open(instance, file.hash).await?;
    let chunks = try_unfold(content, |mut content| async move {
        let mut chunk = BytesMut::with_capacity(CHUNK);
        let length = content.read_buf(&mut chunk).await?;
        Ok::<_, std::io::Error>((length > 0).then(|| (chunk.freeze(), content)))
    });
    let mut response = Response::new(Body::from_stream(chunks));
    let disposition = format!("attachment; filename*=UTF-8''{}", web::posted::encode(file.name));
    let headers = [
        (header::CONTENT_TYPE, file.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, file.size.to_string()),
    ];
    for (name, value) in headers {
        let value = HeaderValue::try_from(value).map_err(|_| Failure::fault("a file has a type or a name that no header carries"))?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
