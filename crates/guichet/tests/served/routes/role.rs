//! Who asks.

use crate::probe::{Browser, Demo, Page, Result, sign_in};

/// What somebody is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    Nobody,
    Citizen,
    AgentOfBron,
    AgentOfLyon,
    Operator,
}

pub const ROLES: [Role; 5] = [Role::Nobody, Role::Citizen, Role::AgentOfBron, Role::AgentOfLyon, Role::Operator];

impl Role {
    fn login(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::Citizen => Some("nadia@example.org"),
            Self::AgentOfBron => Some("agent.bron@example.org"),
            Self::AgentOfLyon => Some("agent.lyon@example.org"),
            Self::Operator => Some("operateur@example.org"),
        }
    }

    /// Whether a policy lets her pass, where the path names Bron.
    pub fn may(self, policy: &str) -> bool {
        match policy {
            "signed-in" => self != Self::Nobody,
            "operator" => self == Self::Operator,
            _ if policy.starts_with("agent:") => self == Self::AgentOfBron,
            _ => true,
        }
    }
}

/// Somebody at her browser, signed in wherever one can be.
pub struct Visitor {
    pub role: Role,
    pub browser: Browser,
    /// The token of her forms, by site.
    tokens: Vec<(&'static str, String)>,
}

/// A page of each site that has a form, for whoever is not signed in.
const OPEN_FORMS: [(&str, &str); 2] = [("portal", "/bron/acte-naissance/lieu"), ("connect", "/connexion")];

impl Visitor {
    /// She signs in on every site of ours, and reads the token of its forms.
    pub fn arrive(demo: &Demo, role: Role) -> Result<Self> {
        let mut browser = Browser::default();
        let mut tokens = Vec::new();
        if let Some(login) = role.login() {
            let account = demo.account(login)?;
            for site in ["portal", "desk", "console"] {
                let page = sign_in(&mut browser, &demo.site(site), &account)?;
                tokens.push((site, token(&page)?));
            }
        }
        for (site, path) in OPEN_FORMS {
            if tokens.iter().all(|(known, _)| *known != site) {
                let page = browser.visit(&format!("{}{path}", demo.site(site)))?;
                tokens.push((site, token(&page)?));
            }
        }
        Ok(Self { role, browser, tokens })
    }

    /// The token that her own pages of a site carry; none where she sees no form.
    pub fn token(&self, site: &str) -> String {
        self.tokens.iter().find(|(known, _)| *known == site).map(|(_, token)| token.clone()).unwrap_or_default()
    }
}

fn token(page: &Page) -> Result<String> {
    Ok(page.form_with("_csrf")?.value("_csrf").unwrap_or_default().to_owned())
}
