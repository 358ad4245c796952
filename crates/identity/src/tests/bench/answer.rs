//! Answers, read.

use axum::body::Body;
use http::{Response, header};
use http_body_util::BodyExt;
use serde_json::Value;
use web::posted::decode;

/// An answer, read.
#[derive(Debug)]
pub(in crate::tests) struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub(super) async fn read(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Self { status: head.status.as_u16(), headers: head.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
    /// A text of a JSON answer.
    pub fn text(&self, name: &str) -> String {
        self.json()[name].as_str().unwrap_or_else(|| panic!("{name} in {}", self.body)).to_owned()
    }
    /// A parameter of the address it leads to.
    pub fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.location(), name)
    }
    /// The code it leads back to the client with.
    pub fn code(&self) -> String {
        self.parameter("code").unwrap_or_else(|| panic!("a code in « {} » {}", self.location(), self.body))
    }
}

/// A parameter of an address.
pub(in crate::tests) fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    decode(query.as_bytes()).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}
