//! The files that every page needs, compressed once for each encoding: they never change.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{PoisonError, RwLock},
};

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, header};
use http_body_util::BodyExt;
use tower::{Layer, ServiceExt, service_fn};
use tower_http::{CompressionLevel, compression::CompressionLayer};

/// What we compress to, best first.
const ENCODINGS: [&str; 2] = ["br", "gzip"];
/// A tenth of a second once, and a tenth less to download each time.
const LEVEL: CompressionLevel = CompressionLevel::Precise(9);

/// What was compressed, by the hash of the content and the encoding.
#[derive(Default)]
pub(crate) struct Packed(RwLock<HashMap<(&'static str, &'static str), Bytes>>);

impl Packed {
    /// The file in the best encoding that these headers accept, with its
    /// name; nothing when it is to be sent as it is.
    pub(crate) async fn of(&self, asset: &ui::Asset, headers: &HeaderMap) -> Option<(&'static str, Bytes)> {
        let encoding = ENCODINGS.into_iter().find(|encoding| accepts(headers, encoding))?;
        let key = (asset.hash, encoding);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let bytes = match known {
            Some(bytes) => bytes,
            None => {
                // boxed: each request would carry the room of an encoder otherwise
                let bytes = Box::pin(compressed(asset, encoding)).await?;
                self.0.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(bytes).clone()
            }
        };
        Some((encoding, bytes))
    }
}

/// Whether an encoding is named, and not refused by a weight of zero (RFC 9110 §12.5.3).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let named = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    named.map(|part| part.split_once(';').unwrap_or((part, ""))).any(|(name, weight)| {
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(1.0_f32);
        name.trim().eq_ignore_ascii_case(encoding) && weight > 0.0
    })
}

/// By the layer that compresses the pages too.
async fn compressed(asset: &ui::Asset, encoding: &'static str) -> Option<Bytes> {
    let bytes = asset.bytes;
    let plain = service_fn(move |_: Request<Body>| async move { Ok::<_, Infallible>(Response::new(Body::from(bytes))) });
    let mut request = Request::new(Body::empty());
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding));
    let packed = CompressionLayer::new().quality(LEVEL).layer(plain).oneshot(request).await.unwrap_or_else(|never| match never {});
    // too small to gain anything
    packed.headers().get(header::CONTENT_ENCODING)?;
    Some(packed.into_body().collect().await.ok()?.to_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(accepted: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))])
    }

    fn style() -> ui::Asset {
        ui::asset(&ui::asset_href("ui.css")).unwrap()
    }

    #[tokio::test]
    async fn a_file_is_compressed_once_for_each_encoding() {
        let packed = Packed::default();
        let (name, first) = packed.of(&style(), &asking("gzip, deflate, br")).await.unwrap();
        let (_, second) = packed.of(&style(), &asking("br;q=1.0")).await.unwrap();
        assert_eq!((name, first.as_ptr()), ("br", second.as_ptr()), "the very same bytes");
        let (name, other) = packed.of(&style(), &asking("GZIP, br;q=0")).await.unwrap();
        assert_eq!((name, &other[..2]), ("gzip", &[0x1f, 0x8b][..]));
        assert!(first.len() < other.len() && other.len() < style().bytes.len());
    }

    #[tokio::test]
    async fn who_accepts_nothing_receives_the_file_as_it_is() {
        for accepted in ["", "identity", "zstd", "br;q=0.0, gzip;q=0"] {
            assert!(Packed::default().of(&style(), &asking(accepted)).await.is_none(), "{accepted}");
        }
        assert!(Packed::default().of(&style(), &HeaderMap::new()).await.is_none());
    }
}
