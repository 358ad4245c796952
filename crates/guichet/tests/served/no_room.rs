//! No room left: the citizen is told so, and what was acknowledged is kept.

use std::time::Duration;

use crate::place::Place;
use crate::probe::{BIRTH_CERTIFICATE, Browser, Demo, Result, odd, prepare, send};

/// Far below what a database takes before it tidies its log: writing must fail.
const ROOM_KIB: u64 = 1_500;
/// Requests that would need far more room than there is.
const MOST: usize = 200;

#[test]
fn nothing_is_acknowledged_that_is_not_kept() -> Result<()> {
    let place = Place::new()?;
    // its data are made with all the room they need
    stopped(place.start(&[])?)?;

    let demo = place.start_within(ROOM_KIB)?;
    let portal = demo.site("portal");
    let mut browser = Browser::default();
    let (mut kept, mut refusal) = (Vec::new(), None);
    while kept.len() < MOST && refusal.is_none() {
        match prepare(&mut browser, &portal, BIRTH_CERTIFICATE).and_then(|ready| send(&mut browser, &portal, &ready)) {
            Ok(receipt) => kept.push(receipt),
            Err(error) => refusal = Some(error.to_string()),
        }
    }
    let refusal = refusal.ok_or_else(|| odd("there was room for everything"))?;
    assert!(refusal.contains("503") && refusal.contains("indisponible"), "{refusal}");
    assert_eq!(browser.get(&portal)?.status, 200, "pages are still read");
    demo.kill()?;

    let demo = place.start(&[])?;
    let portal = demo.site("portal");
    for receipt in &kept {
        assert_eq!(browser.get(&format!("{portal}{receipt}"))?.status, 200, "{receipt} was acknowledged");
    }
    let ready = prepare(&mut browser, &portal, BIRTH_CERTIFICATE)?;
    send(&mut browser, &portal, &ready).map(drop)
}

fn stopped(mut demo: Demo) -> Result<()> {
    demo.ask_to_end()?;
    demo.wait(Duration::from_secs(20))?.map(drop).ok_or_else(|| odd("it does not end"))
}
