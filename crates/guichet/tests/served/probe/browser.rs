//! Cookies, forms and redirections, over connections that are kept open.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::form::{Form, attribute};
use super::http::{Connection, Response, request};
use super::{Result, odd};

/// A chain of redirections longer than this goes round in circles.
const MOST_HOPS: usize = 12;
const BOUNDARY: &str = "guichet-probe-5c0ffee1";

/// A browser without scripts.
#[derive(Default)]
pub struct Browser {
    /// By name: every site has cookies of its own.
    cookies: BTreeMap<String, String>,
    kept: BTreeMap<String, Connection>,
    sent: Arc<AtomicU64>,
}

/// What a browser shows.
pub struct Page {
    pub url: String,
    pub status: u16,
    pub html: String,
    location: Option<String>,
}

impl Browser {
    /// A browser that adds each request it sends to a count.
    pub fn counted(sent: &Arc<AtomicU64>) -> Self {
        Self { sent: Arc::clone(sent), ..Self::default() }
    }

    /// Reads an address, and stays there.
    pub fn get(&mut self, url: &str) -> Result<Page> {
        let bytes = self.written("GET", url, &[], b"")?;
        self.exchange(url, &bytes)
    }

    /// Sends fields as a form of the same site would, and stays there.
    pub fn post(&mut self, url: &str, fields: &[(String, String)]) -> Result<Page> {
        let bytes = self.posted(url, fields, &[])?;
        self.exchange(url, &bytes)
    }

    /// The bytes by which [`Browser::post`] sends fields, with more headers.
    pub fn posted(&self, url: &str, fields: &[(String, String)], more: &[(&str, &str)]) -> Result<Vec<u8>> {
        let own = [("content-type", "application/x-www-form-urlencoded"), ("origin", origin(url))];
        self.written("POST", url, &[&own, more].concat(), urlencoded(fields).as_bytes())
    }

    /// Reads an address, and goes where it leads.
    pub fn visit(&mut self, url: &str) -> Result<Page> {
        let page = self.get(url)?;
        self.follow(page)
    }

    /// Fills a form of a page, sends it, and goes where it leads.
    pub fn submit(&mut self, page: &Page, form: &Form, answers: &[(&str, &str)]) -> Result<Page> {
        self.send_form(page, form, &form.filled(answers))
    }

    /// Sends fields as a form of a page would, and goes where it leads.
    pub fn send_form(&mut self, page: &Page, form: &Form, fields: &[(String, String)]) -> Result<Page> {
        let url = page.absolute(&form.action);
        let answer = if form.is_multipart { self.post_multipart(&url, fields) } else { self.post(&url, fields) }?;
        self.follow(answer)
    }

    fn post_multipart(&mut self, url: &str, fields: &[(String, String)]) -> Result<Page> {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let parts = fields
            .iter()
            .map(|(name, value)| format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        let body = format!("{}--{BOUNDARY}--\r\n", parts.collect::<String>());
        let bytes = self.written("POST", url, &[("content-type", &kind), ("origin", origin(url))], body.as_bytes())?;
        self.exchange(url, &bytes)
    }

    fn follow(&mut self, mut page: Page) -> Result<Page> {
        for _ in 0..MOST_HOPS {
            let Some(location) = page.location() else { return Ok(page) };
            page = self.get(&location)?;
        }
        Err(odd(format!("{} leads round in circles", page.url)))
    }

    /// A request with her cookies.
    fn written(&self, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Vec<u8>> {
        let (host, path) = split(url)?;
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let headers: Vec<_> = headers.iter().copied().chain([("cookie", cookies.as_str())]).collect();
        Ok(request(method, host, path, &headers, body))
    }

    fn exchange(&mut self, url: &str, bytes: &[u8]) -> Result<Page> {
        let response = self.send(split(url)?.0, bytes)?;
        for set in response.header("set-cookie") {
            self.keep_cookie(set);
        }
        let location = response.header("location").next().map(str::to_owned);
        Ok(Page { url: url.to_owned(), status: response.status, html: String::from_utf8_lossy(&response.body).into_owned(), location })
    }

    /// On a kept connection first; on a new one when the server had closed it.
    fn send(&mut self, host: &str, bytes: &[u8]) -> Result<Response> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        let again = self.kept.remove(host).map(|mut kept| kept.exchange(bytes).map(|response| (kept, response)));
        let (connection, response) = match again {
            Some(Err(error)) if !is_closed(error.kind()) => return Err(error),
            Some(Ok(done)) => done,
            Some(Err(_)) | None => {
                let mut new = Connection::open(host)?;
                let response = new.exchange(bytes)?;
                (new, response)
            }
        };
        if response.keeps_open() {
            self.kept.insert(host.to_owned(), connection);
        }
        Ok(response)
    }

    fn keep_cookie(&mut self, set: &str) {
        let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if set.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Page {
    /// Where it leads, if it is a redirection.
    pub fn location(&self) -> Option<String> {
        self.location.as_ref().filter(|_| (300..400).contains(&self.status)).map(|location| self.absolute(location))
    }

    /// An address of the page, made whole.
    pub fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", origin(&self.url)) } else { address.to_owned() }
    }

    /// What it says at the top, for whoever reads why a test failed.
    pub fn said(&self) -> String {
        let main = self.html.split("<main").nth(1).unwrap_or(&self.html);
        let words: String = main.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ");
        words.split_whitespace().take(60).collect::<Vec<_>>().join(" ")
    }

    /// The addresses that it links to.
    pub fn links(&self) -> impl Iterator<Item = String> {
        let tags = self.html.split('<').filter(|tag| tag.starts_with("a ") || tag.starts_with("link "));
        tags.filter_map(|tag| attribute(tag.split('>').next()?, "href"))
    }

    /// The first form that has a field of this name.
    pub fn form_with(&self, field: &str) -> Result<Form> {
        let found = Form::all(&self.html).into_iter().find(|form| form.value(field).is_some());
        found.ok_or_else(|| odd(format!("{} (status {}) has no form with {field}", self.url, self.status)))
    }

    /// The first form that goes to an address which ends so.
    pub fn form_to(&self, end: &str) -> Option<Form> {
        Form::all(&self.html).into_iter().find(|form| form.action.ends_with(end))
    }
}

fn is_closed(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
}

/// `http://host:port`.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |end| &url[..host + end])
}

/// `host:port`, and the path without its fragment.
fn split(url: &str) -> Result<(&str, &str)> {
    let origin = origin(url);
    let host = origin.strip_prefix("http://").ok_or_else(|| odd(format!("{url} is not an address")))?;
    let path = url[origin.len()..].split('#').next().unwrap_or_default();
    Ok((host, if path.is_empty() { "/" } else { path }))
}

fn urlencoded(fields: &[(String, String)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
