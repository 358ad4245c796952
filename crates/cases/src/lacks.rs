//! What a definition needs of an instance and does not find there.

use std::collections::BTreeSet;

use db::InstanceTx;
use definition::{Definition, Need, Needed, needs};
use kernel::Slug;
use records::ListName;
use web::Failure;

use crate::{Cases, Staffing};

/// Something that an instance lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What is needed, and where the definition says so.
    pub need: Need,
    /// The list of this label is there, but citizens who must choose from it may not read it.
    pub private: Option<String>,
}

impl Cases {
    /// What a definition needs of an instance and does not find there, once each, in its order.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn lacks(&self, tx: &mut InstanceTx, definition: &Definition) -> Result<Vec<Lack>, Failure> {
        let found = Found {
            staffing: self.staffing(tx, &definition.slug).await?,
            lists: self.list_names(tx).await?,
            live: self.published(tx).await?.into_iter().map(|published| published.teleservice).collect(),
        };
        let mut lacks: Vec<Lack> = Vec::new();
        for need in needs(definition) {
            let is_there = match &need.what {
                Needed::Connector { slug, .. } => self.services().connectors.is_bound(tx, &definition.slug, slug).await?,
                what => found.has(definition, what),
            };
            if !is_there && !lacks.iter().any(|lack| lack.need.what == need.what) {
                lacks.push(Lack { private: found.private(&need.what), need });
            }
        }
        Ok(lacks)
    }
}

/// What is found in an instance.
struct Found {
    staffing: Staffing,
    lists: Vec<ListName>,
    live: BTreeSet<Slug>,
}

impl Found {
    fn has(&self, definition: &Definition, what: &Needed) -> bool {
        let is_bound = |name: &Slug| self.staffing.bound.iter().any(|(function, _)| function == name);
        match what {
            Needed::Function { slug, .. } => is_bound(slug),
            // a function's name stands for the team behind it
            Needed::Team(team) => {
                let is_function = definition.workflow.functions.iter().any(|function| function.slug == *team);
                is_function || is_bound(team) || self.staffing.teams.iter().any(|(name, _)| name == team)
            }
            Needed::Teleservice(slug) => *slug == definition.slug || self.live.contains(slug),
            Needed::List { name, for_citizens } => self.list(name).is_some_and(|list| list.is_public || !for_citizens),
            Needed::Connector { .. } => false,
        }
    }

    fn list(&self, name: &str) -> Option<&ListName> {
        self.lists.iter().find(|list| list.slug == *name)
    }

    fn private(&self, what: &Needed) -> Option<String> {
        let Needed::List { name, .. } = what else { return None };
        self.list(name).map(|list| list.label.clone())
    }
}
