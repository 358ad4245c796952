//! No room left: the citizen is told so, and what was acknowledged is kept.

use std::time::Duration;

use crate::place::Place;
use crate::probe::{BIRTH_CERTIFICATE, Browser, Demo, Result, odd, prepare, send};

/// Far below what a database takes before it tidies its log: writing must fail.
const ROOM_KIB: u64 = 1_500;
/// Requests that would need far more room than there is.
const MOST: usize = 200;
/// How often somebody tries again.
const AGAIN: usize = 5;

#[test]
fn nothing_is_acknowledged_that_is_not_kept() -> Result<()> {
    let place = Place::new()?;
    // its data are made with all the room they need
    stopped(place.start(&[])?)?;

    let demo = place.start_within(ROOM_KIB)?;
    let portal = demo.site("portal");
    let mut browser = Browser::default();
    let mut kept = Vec::new();
    let mut file = || prepare(&mut browser, &portal, BIRTH_CERTIFICATE).and_then(|ready| send(&mut browser, &portal, &ready));
    let refusal = loop {
        match file() {
            Ok(receipt) if kept.len() < MOST => kept.push(receipt),
            Ok(_) => return Err(odd("there was room for everything")),
            Err(refusal) => break refusal,
        }
    };
    // a failure leaves nothing behind that would make the next one another
    for refusal in std::iter::once(refusal).chain((0..AGAIN).filter_map(|_| file().err())) {
        assert!(refusal.to_string().contains("503"), "{refusal}");
    }
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
