//! A browser without script: it reads pages, fills in forms, follows redirections.

use std::sync::Mutex;

use axum::body::Body;
use http::{Request, header, request::Builder};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};

use super::counter::{Counter, PERSON};

/// What was answered.
pub(super) struct Seen {
    pub status: u16,
    pub url: String,
    pub headers: http::HeaderMap,
    pub body: Vec<u8>,
}

/// A file that a person chooses.
pub(super) struct Chosen<'a> {
    pub field: &'a str,
    pub name: &'a str,
    pub content: &'a [u8],
}

/// One browser, with its cookies, and perhaps somebody signed in.
pub(super) struct Browser<'a> {
    counter: &'a Counter,
    cookie: Mutex<String>,
    person: Option<&'a str>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

impl Seen {
    pub(super) fn text(&self) -> String {
        self.find("main").join(" ")
    }

    /// The texts of what a selector finds.
    pub(super) fn find(&self, css: &str) -> Vec<String> {
        let text = |found: ElementRef<'_>| found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        self.html().select(&selector(css)).map(text).collect()
    }

    /// The address of the link that reads so.
    pub(super) fn link(&self, words: &str) -> String {
        let (html, links) = (self.html(), selector("a"));
        let mut found = html.select(&links).filter(|link| link.text().collect::<String>().contains(words));
        found
            .next()
            .unwrap_or_else(|| panic!("no link « {words} » in {} ({}): {}", self.url, self.status, self.text()))
            .attr("href")
            .unwrap()
            .to_owned()
    }

    /// What a control of the first form holds.
    pub(super) fn value(&self, name: &str) -> String {
        let (_, fields, _) = self.form("");
        fields.into_iter().find(|(field, _)| field == name).map(|(_, value)| value).unwrap_or_default()
    }

    fn html(&self) -> Html {
        Html::parse_document(&String::from_utf8_lossy(&self.body))
    }

    /// The first form that posts to an address that ends so: action, values, whether it takes files.
    fn form(&self, action: &str) -> (String, Vec<(String, String)>, bool) {
        let html = self.html();
        let ending = if action.is_empty() { String::new() } else { format!("[action$='{action}']") };
        let css = format!("main form[method=post]{ending}");
        let form = html
            .select(&selector(&css))
            .next()
            .unwrap_or_else(|| panic!("no form to {action} in {} ({}): {}", self.url, self.status, self.text()));
        let mut fields = Vec::new();
        for control in form.select(&selector("input, textarea, select")) {
            let Some(name) = control.attr("name") else { continue };
            let is_box = matches!(control.attr("type"), Some("radio" | "checkbox"));
            let value = match control.value().name() {
                "textarea" => control.text().collect::<String>().trim_start_matches('\n').to_owned(),
                "select" => {
                    let chosen = control.select(&selector("option[selected]")).next();
                    chosen.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
                }
                _ => control.attr("value").unwrap_or_default().to_owned(),
            };
            if control.attr("type") != Some("file") && (!is_box || control.attr("checked").is_some()) {
                fields.push((name.to_owned(), value));
            }
        }
        (form.attr("action").unwrap().to_owned(), fields, form.attr("enctype") == Some("multipart/form-data"))
    }
}

impl<'a> Browser<'a> {
    pub(super) fn new(counter: &'a Counter) -> Self {
        Self { counter, cookie: Mutex::default(), person: None }
    }

    /// The same browser once somebody signed in.
    pub(super) fn signed_in(self, person: &'a str) -> Self {
        Self { person: Some(person), ..self }
    }

    /// The same browser once she left.
    pub(super) fn signed_out(self) -> Self {
        Self { person: None, ..self }
    }

    /// Opens a page, wherever it leads.
    pub(super) async fn get(&self, path: &str) -> Seen {
        let mut url = path.to_owned();
        for _ in 0..5 {
            let seen = self.once(&url).await;
            match self.location(&seen) {
                Some(location) if !location.starts_with("/connexion") => url = location,
                _ => return seen,
            }
        }
        panic!("{path} leads round in circles");
    }

    /// Opens an address without following where it leads.
    pub(super) async fn once(&self, path: &str) -> Seen {
        self.send(Request::get(path), path, Body::empty()).await
    }

    pub(super) fn location(&self, seen: &Seen) -> Option<String> {
        seen.headers.get(header::LOCATION).map(|location| location.to_str().unwrap().to_owned())
    }

    /// Fills in the first form of a page and sends it; goes where it leads.
    pub(super) async fn fill(&self, page: &Seen, fields: &[(&str, &str)]) -> Seen {
        self.fill_at(page, "", fields, &[]).await
    }

    /// The same, of the form whose address ends so, with files.
    pub(super) async fn fill_at(&self, page: &Seen, action: &str, fields: &[(&str, &str)], files: &[Chosen<'_>]) -> Seen {
        let answer = self.send_form(page, action, fields, files).await;
        match self.location(&answer) {
            Some(location) if !location.starts_with("/connexion") => self.get(&location).await,
            _ => answer,
        }
    }

    /// Sends a form without following where it leads.
    pub(super) async fn send_form(&self, page: &Seen, action: &str, fields: &[(&str, &str)], files: &[Chosen<'_>]) -> Seen {
        let (action, known, multipart) = page.form(action);
        self.post(&action, with(known, fields), multipart, files).await
    }

    /// Sends the first form of a page to an address it was not made for.
    pub(super) async fn forge(&self, page: &Seen, action: &str, fields: &[(&str, &str)]) -> Seen {
        let (_, known, multipart) = page.form("");
        self.post(action, with(known, fields), multipart, &[]).await
    }

    async fn post(&self, action: &str, values: Vec<(String, String)>, multipart: bool, files: &[Chosen<'_>]) -> Seen {
        let request = Request::post(action).header("sec-fetch-site", "same-origin");
        if multipart {
            let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=coupe");
            return self.send(request, action, Body::from(parts(&values, files))).await;
        }
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let encode = web::posted::encode;
        let pairs: Vec<String> = values.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.send(request, action, Body::from(pairs.join("&"))).await
    }

    async fn send(&self, mut request: Builder, url: &str, body: Body) -> Seen {
        let cookie = self.cookie.lock().unwrap().clone();
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(person) = self.person {
            request = request.header(PERSON, person);
        }
        let (head, body) = self.counter.answer(request.body(body).unwrap()).await.into_parts();
        if let Some(set) = head.headers.get(header::SET_COOKIE) {
            *self.cookie.lock().unwrap() = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Seen { status: head.status.as_u16(), url: url.to_owned(), headers: head.headers, body }
    }
}

/// The values of a form once some were typed.
fn with(mut values: Vec<(String, String)>, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in typed {
        values.retain(|(known, _)| known != name);
        values.push(((*name).to_owned(), (*value).to_owned()));
    }
    values
}

fn parts(values: &[(String, String)], files: &[Chosen<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in values {
        body.extend(format!("--coupe\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for Chosen { field, name, content } in files {
        body.extend(format!("--coupe\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--coupe--\r\n");
    body
}
