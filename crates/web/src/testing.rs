//! For the tests of parts: a browser whose owner administers every instance.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod doors;
mod shown;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use db::testing::Bench;
use http::{Request, header};

use self::doors::Doors;
pub use self::shown::Shown;
use crate::{Foundation, Route, Site, Sites, Web, cookie::Secret, posted::encode};

/// The visitor's cookie.
const VISITOR: &str = "guichet-desk-visit=AAAAAAAAAAAAAAAAAAAAAA";

/// The browser, before the desk.
pub struct Browser(Web);

impl Browser {
    /// On a server of these routes.
    ///
    /// # Panics
    /// When it cannot be built.
    pub fn open(bench: &Bench, sites: Sites, secret: Secret, routes: Vec<Route>) -> Self {
        let uploads = bench.dir.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let (databases, clock, rng) = (bench.databases.clone(), bench.clock.clone(), bench.rng.clone());
        Self(Web::build(Foundation { databases, sites, secret, clock, rng, uploads, house: Arc::new(Doors) }, routes).unwrap())
    }

    /// Opens a page, wherever it leads.
    pub async fn get(&self, path: &str) -> Shown {
        self.send(path, Request::get(path), Body::empty()).await
    }

    /// Opens a page and sends its form that has a button of these words.
    ///
    /// # Panics
    /// When there is none.
    pub async fn fill(&self, page: &str, button: &str, typed: &[(&str, &str)]) -> Shown {
        self.press(&self.get(page).await, button, typed).await
    }

    /// Sends a form of a page that was shown, as it stands but for what is typed.
    ///
    /// # Panics
    /// When no form has a button of these words.
    pub async fn press(&self, shown: &Shown, button: &str, typed: &[(&str, &str)]) -> Shown {
        let (action, mut fields) = shown.form(button);
        for (name, value) in typed {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(&action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(&action, request, Body::from(body.join("&"))).await
    }

    /// Sends anything; the page that comes back, redirections followed.
    ///
    /// # Panics
    /// When the answer is no page.
    pub async fn send(&self, path: &str, request: http::request::Builder, body: Body) -> Shown {
        let request = request.header(header::COOKIE, VISITOR).body(body).unwrap();
        let (parts, body) = self.0.answer(request, Some(Site::Desk)).await.into_parts();
        if let Some(location) = parts.headers.get(header::LOCATION) {
            return Box::pin(self.get(location.to_str().unwrap())).await;
        }
        let body = to_bytes(body, 50_000_000).await.unwrap();
        Shown { status: parts.status, url: path.to_owned(), body: String::from_utf8_lossy(&body).into_owned() }
    }
}
