//! What a first visit downloads: HTML, CSS and JavaScript, compressed.

use super::Bench;
use super::figure::Figure;
use super::probe::{Browser, Connection, Page, Result, odd, request};

/// Weighs the home page and what it asks for.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let portal = bench.demo.site("portal");
    let page = Browser::default().get(&portal)?;
    let assets = assets(&page);
    let (mut total, mut asked) = (weight(&portal, "/")?, 1);
    for path in &assets {
        total += weight(&portal, path)?;
        asked += 1;
    }
    Ok(vec![
        Figure::new("first visit, compressed", total as f64 / 1_000.0, "kB").aim(30.0),
        Figure::new("first visit, requests", f64::from(asked), ""),
    ])
}

/// The style sheets and scripts of a page.
fn assets(page: &Page) -> Vec<String> {
    let scripts = page.html.split("<script").skip(1).filter_map(|tag| tag.split("src=\"").nth(1)?.split('"').next().map(str::to_owned));
    page.links().filter(|link| link.contains(".css")).chain(scripts).collect()
}

/// The bytes of a body, as they travel.
fn weight(portal: &str, path: &str) -> Result<usize> {
    let host = portal.trim_start_matches("http://");
    let response = Connection::open(host)?.exchange(&request("GET", host, path, &[("accept-encoding", "br")], b""))?;
    match response.status {
        200 => Ok(response.body.len()),
        status => Err(odd(format!("{path} answered {status}"))),
    }
}
