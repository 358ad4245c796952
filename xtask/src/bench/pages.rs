//! The server's CPU for one page of each kind.

use super::figure::Figure;
use super::people::signed_in;
use super::probe::{BIRTH_CERTIFICATE, Browser, Demo, Result, odd};
use super::{Bench, load, sample};

/// The aim, in milliseconds.
const AIM: f64 = 1.0;

/// Reads each page many times.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let demo = &bench.demo;
    let portal = demo.site("portal");
    let mut citizen = Browser::default();
    let mut agent = signed_in(demo, "desk", "agent.bron@example.org")?;
    let queue = format!("{}/bron", demo.site("desk"));
    let case = agent.get(&queue)?;
    let case = case.links().find(|link| link.starts_with("/bron/demandes/")).map(|link| case.absolute(&link));
    let case = case.ok_or_else(|| odd("Bron has no request"))?;
    let cover = format!("{portal}/{}/{}", BIRTH_CERTIFICATE.authority, BIRTH_CERTIFICATE.teleservice);
    let publics = [
        ("home", portal.clone()),
        ("search", format!("{portal}/recherche?q=naissance")),
        ("cover", cover.clone()),
        ("page of a form", format!("{cover}/lieu?cle=bench")),
    ];
    let desks = [("desk, queue", queue), ("desk, request", case)];
    let publics = publics.iter().map(|(name, url)| one(demo, name, &mut citizen, url));
    let desks = desks.iter().map(|(name, url)| one(demo, name, &mut agent, url));
    publics.chain(desks).collect()
}

fn one(demo: &Demo, name: &str, browser: &mut Browser, url: &str) -> Result<Figure> {
    let each = sample::cpu(demo.pid(), || load::read(browser, url))?;
    Ok(Figure::new(format!("CPU, {name}"), each, "ms").aim(AIM))
}
