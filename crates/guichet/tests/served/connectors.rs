//! Another program is called from the desk, over the network, and fails as it is told to.

use crate::place::Place;
use crate::probe::{Browser, Page, Result, odd, sign_in};

/// Sends the first form of a page that posts to its own address, with one choice or button more.
fn press(browser: &mut Browser, site: &str, path: &str, (name, value): (&str, &str)) -> Result<Page> {
    let page = browser.visit(&format!("{site}{path}"))?;
    let form = page.form_to(path).ok_or_else(|| odd(format!("no form posts to {path}: {}", page.said())))?;
    let mut sent = form.filled(&[(name, value)]);
    sent.retain(|(known, _)| known != name);
    sent.push((name.to_owned(), value.to_owned()));
    browser.send_form(&page, &form, &sent)
}

#[test]
fn a_try_is_answered_or_says_how_it_failed() -> Result<()> {
    let place = Place::new()?;
    let demo = place.start(&[])?;
    let (mut admin, mut person) = (Browser::default(), Browser::default());
    sign_in(&mut admin, &demo.site("desk"), &demo.account("agent.bron@example.org")?)?;
    let (desk, simulators) = (demo.site("desk"), demo.site("simulators"));
    for (mood, told) in [
        ("repond", "Le logiciel a répondu à l’essai."),
        ("refuse", "réponse 422"),
        ("panne", "réponse 503"),
        ("illisible", "Réponse illisible"),
    ] {
        press(&mut person, &simulators, "/logiciel", ("humeur", mood))?;
        let page = press(&mut admin, &desk, "/bron/connecteurs/stationnement", ("quoi", "essayer"))?;
        assert!(page.html.contains(told), "{mood}: {}", page.said());
    }
    let received = person.get(&format!("{simulators}/logiciel"))?;
    assert!(received.html.contains("Essai") && received.html.contains("D-0001"), "{}", received.said());
    Ok(())
}
