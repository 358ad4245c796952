//! What belongs to somebody: a request of Camille to Bron, and a draft.

use std::thread;
use std::time::{Duration, Instant};

use super::table::Identifiers;
use crate::probe::{BIRTH_CERTIFICATE, Browser, Demo, Result, odd, prepare, send, sign_in};

/// A name that stands in Camille's request and nowhere else.
pub const CANARY: &str = "Zwygardel";

/// Her request and draft, with those who may see them.
pub struct Planted {
    camille: Browser,
    agent: Browser,
    /// Her request, as she sees it.
    own: String,
    /// The same, as an agent of Bron does.
    desk: String,
    identifiers: [(&'static str, String); 4],
}

impl Planted {
    /// Files and begins, as Camille.
    pub fn new(demo: &Demo) -> Result<Self> {
        let (portal, mut camille, mut agent) = (demo.site("portal"), Browser::default(), Browser::default());
        sign_in(&mut camille, &portal, &demo.account("camille@example.org")?)?;
        sign_in(&mut agent, &demo.site("desk"), &demo.account("agent2.bron@example.org")?)?;
        let ready = prepare(&mut camille, &portal, BIRTH_CERTIFICATE)?;
        send(&mut camille, &portal, &ready)?;
        let case = ready.draft().to_owned();
        let own = format!("{portal}/mes-demandes/bron/{case}");
        let attachment = acknowledgement(&mut camille, &own)?;
        let draft = prepare(&mut camille, &portal, BIRTH_CERTIFICATE)?.draft().to_owned();
        let desk = format!("{}/bron/demandes/{case}", demo.site("desk"));
        let identifiers = [("case", case), ("attachment", attachment), ("draft", draft), ("page", "lieu".to_owned())];
        Ok(Self { camille, agent, own, desk, identifiers })
    }

    /// The variables of paths, as they are for her.
    pub fn identifiers(&self) -> Identifiers {
        self.identifiers.iter().fold(Identifiers::random(), |all, (name, value)| all.with(name, value))
    }

    /// She and the agents of Bron see it, as it was filed.
    pub fn is_seen_by_its_owner(&mut self) -> Result<()> {
        for (browser, url) in [(&mut self.camille, &self.own), (&mut self.agent, &self.desk)] {
            let page = browser.get(url)?;
            assert_eq!(page.status, 200, "{url}");
            assert!(page.html.contains(CANARY), "{url} shows her request");
        }
        Ok(())
    }
}

/// The file that a job joins to a request soon after it was sent.
fn acknowledgement(browser: &mut Browser, case: &str) -> Result<String> {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        let page = browser.get(case)?;
        if let Some(id) = page.links().find_map(|link| Some(link.split_once("/pieces/")?.1.to_owned())) {
            return Ok(id);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err(odd("the request has no acknowledgement"))
}
