//! Browsers.

use std::{collections::BTreeMap, sync::Mutex};

use axum::body::Body;
use http::{Request, header};
use web::Site;

use super::{Answer, CONSOLE, ISSUER, World, form};

/// A browser: it keeps cookies and sends forms with what they hide.
#[derive(Default)]
pub(in crate::tests) struct Browser {
    pub(super) cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    pub async fn get(&self, world: &World, path: &str) -> Answer {
        let (site, path) = place(world, path);
        self.send(world, site, Request::get(path), String::new()).await
    }

    /// Opens the page `path`, fills its form, and sends it to `action`.
    pub async fn fill(&self, world: &World, path: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        self.ask(world, path, action, action, typed, None).await
    }

    /// Signs in from the page `path`.
    pub async fn sign_in(&self, world: &World, path: &str, email: &str, password: &str) -> Answer {
        self.fill(world, path, "/connexion", &[("email", email), ("password", password)]).await
    }

    /// Opens the page `path` and sends what its form to `action` hides to `url`,
    /// as a script does; `fragment` is the part of the page it wants.
    pub async fn ask(&self, world: &World, path: &str, action: &str, url: &str, typed: &[(&str, &str)], fragment: Option<&str>) -> Answer {
        let (site, _) = place(world, path);
        let page = self.get(world, path).await;
        assert_eq!(page.status, 200, "{path} leads to « {} »", page.location());
        self.post(world, (site, url), hidden_fields(&page.body, action), typed, fragment).await
    }

    /// Fills the form of a page that was opened before.
    pub async fn submit(&self, world: &World, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
        self.post(world, place(world, action), hidden_fields(&page.body, action), typed, None).await
    }

    async fn post(
        &self,
        world: &World,
        (site, url): (Site, &str),
        mut fields: Vec<(String, String)>,
        typed: &[(&str, &str)],
        fragment: Option<&str>,
    ) -> Answer {
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut request = Request::post(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, origin(world, site))
            .header("sec-fetch-site", "same-origin");
        if let Some(fragment) = fragment {
            request = request.header(ui::FRAGMENT_HEADER, fragment);
        }
        self.send(world, site, request, form(&fields)).await
    }

    /// What it keeps under this name.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    async fn send(&self, world: &World, site: Site, request: http::request::Builder, body: String) -> Answer {
        let jar: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, jar.join("; ")).body(Body::from(body)).unwrap();
        let web = if site == Site::FranceConnect { world.fc().web() } else { &world.web };
        let answer = Answer::read(web.answer(request, Some(site)).await).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            let mut jar = self.cookies.lock().unwrap();
            if text.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

fn origin(world: &World, site: Site) -> &str {
    match site {
        Site::Console => CONSOLE,
        Site::FranceConnect => world.fc().base(),
        _ => ISSUER,
    }
}

/// The site of an address, and the path there.
fn place<'a>(world: &World, url: &'a str) -> (Site, &'a str) {
    if let Some(path) = world.fc.as_ref().and_then(|fc| url.strip_prefix(fc.base())) {
        return (Site::FranceConnect, path);
    }
    match url.strip_prefix(CONSOLE) {
        Some(path) => (Site::Console, path),
        None => (Site::Connect, url.strip_prefix(ISSUER).unwrap_or(url)),
    }
}

/// The hidden fields of the form that posts to `action`.
fn hidden_fields(page: &str, action: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("<form method=\"post\" action=\"{action}\"")).unwrap_or_else(|| panic!("a form to {action} in {page}"));
    let form = &page[start..start + page[start..].find("</form>").unwrap()];
    form.split("<input type=\"hidden\"")
        .skip(1)
        .map(|input| {
            let attribute = |name: &str| {
                let from = input.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
                input[from..from + input[from..].find('"').unwrap()].replace("&amp;", "&")
            };
            (attribute("name"), attribute("value"))
        })
        .collect()
}
