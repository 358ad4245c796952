//! Who is asking.

use db::InstanceKey;
use kernel::{
    Personal, Slug, Timestamp,
    id::{AgentId, SessionId},
};

/// Whoever is behind a request, as far as this site knows.
#[derive(Debug, Clone)]
pub enum Actor {
    /// Nobody known.
    Anonymous,
    /// A person signed in on this site.
    Person(Person),
    /// A person signed in, admitted as an agent of an instance.
    Agent(Person, AgentPass),
    /// A person signed in, admitted as an operator of the Métropole.
    Operator(Person),
}

/// A person signed in, as the identity provider described her to this site.
#[derive(Debug, Clone)]
pub struct Person {
    /// Her session on this site.
    pub session: SessionId,
    /// Her pairwise identifier (OpenID Connect Core §8.1).
    pub subject: String,
    /// The claims that she granted.
    pub claims: Personal<serde_json::Map<String, serde_json::Value>>,
    /// When she proved who she is.
    pub authenticated_at: Timestamp,
    /// Whether she used a second factor.
    pub second_factor: bool,
    /// What waits for her on this site: messages not read yet, alerts that nobody closed.
    pub unread: u32,
}

impl Person {
    /// A claim that is a text, as it is certified if it is; empty when she did not grant it.
    pub fn claim(&self, name: &str) -> &str {
        if let Some((value, _)) = self.verified(name) {
            return value;
        }
        self.claims.expose().get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// Her name as she is greeted; her e-mail address if she gave no name.
    pub fn display_name(&self) -> String {
        let name = format!("{} {}", self.claim("given_name"), self.claim("family_name"));
        if name.trim().is_empty() { self.claim("email").to_owned() } else { name.trim().to_owned() }
    }
}

/// What an agent may do in one instance.
#[derive(Debug, Clone)]
pub struct AgentPass {
    /// Her membership.
    pub id: AgentId,
    /// The instance she was admitted to.
    pub instance: InstanceKey,
    /// Her name as colleagues see it.
    pub name: Personal<String>,
    /// Her teams.
    pub teams: Vec<Slug>,
    /// Her rights.
    pub rights: Vec<Right>,
}

impl AgentPass {
    /// Whether she has a right.
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }
}

db::text_enum! {
    /// What an agent can be allowed to do in an instance.
    pub enum Right {
        /// See and process the cases of her teams.
        Process = "process",
        /// See every case of the instance.
        SeeAll = "see-all",
        /// Manage agents, teams and bindings.
        Administer = "administer",
    }
}

impl Actor {
    /// The person, whatever she was admitted as.
    pub const fn person(&self) -> Option<&Person> {
        match self {
            Self::Anonymous => None,
            Self::Person(person) | Self::Agent(person, _) | Self::Operator(person) => Some(person),
        }
    }

    /// Her name in the audit trail: a pairwise identifier, never a name.
    pub fn audit_name(&self) -> String {
        self.person().map_or_else(|| "anonymous".to_owned(), |person| person.subject.clone())
    }
}
