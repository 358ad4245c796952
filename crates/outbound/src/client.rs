//! The HTTP client.

#[cfg(test)]
mod tests;

use std::{borrow::Cow, net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};

use crate::addresses::is_public;

/// Time to connect.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// Time for the whole call.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// How long a connection is kept for the next call: less than servers keep theirs
/// (ours ten seconds, others five), else a call leaves on a connection that is closing.
pub const KEEP_IDLE: Duration = Duration::from_secs(3);
/// The largest answer read, in bytes.
const LARGEST_ANSWER: usize = 2_000_000;

/// A call to make.
#[derive(Debug, Clone)]
pub struct Request {
    method: reqwest::Method,
    url: String,
    headers: Vec<(Cow<'static, str>, String)>,
    body: Vec<u8>,
    within: Duration,
}

impl Request {
    /// Reads a resource.
    pub fn get(url: impl Into<String>) -> Self {
        Self { method: reqwest::Method::GET, url: url.into(), headers: Vec::new(), body: Vec::new(), within: ANSWER_WITHIN }
    }
    /// Sends a form (`application/x-www-form-urlencoded`).
    pub fn form(url: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let mut encoded = reqwest::Url::parse("form:").map_or_else(
            |_| String::new(),
            |mut url| {
                url.query_pairs_mut().extend_pairs(fields);
                url.query().unwrap_or_default().to_owned()
            },
        );
        encoded.shrink_to_fit();
        Self::post(url, encoded.into_bytes()).header("content-type", "application/x-www-form-urlencoded")
    }
    /// Sends a JSON document.
    pub fn json(url: impl Into<String>, body: &serde_json::Value) -> Self {
        Self::post(url, body.to_string().into_bytes()).header("content-type", "application/json")
    }
    /// Sends a text of this media type.
    pub fn text(url: impl Into<String>, media_type: &'static str, body: String) -> Self {
        Self::post(url, body.into_bytes()).header("content-type", media_type)
    }
    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
    /// Gives up sooner than after twenty seconds.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = time.min(ANSWER_WITHIN);
        self
    }

    fn post(url: impl Into<String>, body: Vec<u8>) -> Self {
        Self { method: reqwest::Method::POST, url: url.into(), headers: Vec::new(), body, within: ANSWER_WITHIN }
    }

    /// Goes once, with its body: there is none to send the second time.
    async fn leave(&mut self, client: &Client, url: &Url) -> reqwest::Result<reqwest::Response> {
        let call = client.request(self.method.clone(), url.clone()).timeout(self.within);
        let call = self.headers.iter().fold(call, |call, (name, value)| call.header(name.as_ref(), value));
        call.body(std::mem::take(&mut self.body)).send().await
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, empty when absent.
    pub content_type: String,
    /// The body, at most two megabytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as a JSON document.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, CallError> {
        serde_json::from_slice(&self.body).map_err(|error| CallError::Unreadable(error.to_string()))
    }
    /// Whether the status is 2xx.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// Why there is no answer. The texts hold no address of a person and no body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The URL may not be called: not HTTP, or an address that is not public.
    #[error("this address may not be called")]
    Refused,
    /// Nobody answered in time.
    #[error("no answer in time")]
    TimedOut,
    /// The connection failed.
    #[error("no connection")]
    Unreachable,
    /// The answer is larger than we read.
    #[error("the answer is too large")]
    TooLarge,
    /// The answer is not what was expected.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
}

/// The client: one for the whole program, cheap to clone.
#[derive(Clone)]
pub struct Http {
    guarded: Client,
    listed: Client,
    allowed: Arc<[String]>,
}

impl Http {
    /// `allowed` lists the `host:port` that may be called although they are not
    /// public: filled by the demo and the tests, refused in production.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(allowed: Vec<String>) -> Result<Self, CallError> {
        let client = |guard: bool| {
            #[expect(clippy::disallowed_methods, reason = "the one home of the HTTP client")]
            let builder = Client::builder()
                .connect_timeout(CONNECT_WITHIN)
                .timeout(ANSWER_WITHIN)
                .pool_idle_timeout(KEEP_IDLE)
                .redirect(Policy::none())
                .no_proxy()
                .user_agent(concat!("guichet/", env!("CARGO_PKG_VERSION")));
            let builder = if guard { builder.dns_resolver(Arc::new(PublicOnly)) } else { builder };
            builder.build().map_err(|error| CallError::Unreadable(error.to_string()))
        };
        Ok(Self { guarded: client(true)?, listed: client(false)?, allowed: allowed.into() })
    }

    /// Makes a call.
    ///
    /// # Errors
    /// [`CallError`] names what happened; a status of 4xx or 5xx is an answer, not an error.
    pub async fn send(&self, mut request: Request) -> Result<Answer, CallError> {
        let url = Url::parse(&request.url).map_err(|_| CallError::Refused)?;
        let client = self.client_for(&url)?;
        let mut response = match request.leave(client, &url).await {
            // a server may close at any time the connection that we kept; reading
            // again changes nothing, anything else could be done twice (RFC 9110 §9.2.2)
            Err(error) if request.method == reqwest::Method::GET && error.is_request() && !error.is_connect() && !error.is_timeout() => {
                request.leave(client, &url).await
            }
            first => first,
        }
        .map_err(|error| classified(&error))?;
        let header = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let mut answer =
            Answer { status: response.status().as_u16(), content_type: header.unwrap_or_default().to_owned(), body: Vec::new() };
        while let Some(chunk) = response.chunk().await.map_err(|error| classified(&error))? {
            if answer.body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(CallError::TooLarge);
            }
            answer.body.extend_from_slice(&chunk);
        }
        Ok(answer)
    }

    fn client_for(&self, url: &Url) -> Result<&Client, CallError> {
        let host = url.host_str().ok_or(CallError::Refused)?;
        let port = url.port_or_known_default().ok_or(CallError::Refused)?;
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            return Err(CallError::Refused);
        }
        if self.allowed.iter().any(|listed| *listed == format!("{host}:{port}")) {
            return Ok(&self.listed);
        }
        // an address written as such is never resolved, so it is checked here
        match host.trim_matches(['[', ']']).parse() {
            Ok(address) if !is_public(address) => Err(CallError::Refused),
            _ => Ok(&self.guarded),
        }
    }
}

fn classified(error: &reqwest::Error) -> CallError {
    if error.is_timeout() {
        CallError::TimedOut
    } else if error.is_connect() || error.is_request() {
        CallError::Unreachable
    } else {
        CallError::Unreadable("the connection broke".to_owned())
    }
}

/// Resolves names to public addresses only; what it returns is what is
/// connected to, so a name cannot change its mind in between.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}
