//! The table of routes, as the program prints it, and what stands for the
//! variables of its paths.

use std::process::Command;

use serde::Deserialize;

use crate::probe::{Result, odd};

/// A line of the table.
#[derive(Deserialize)]
pub struct Route {
    pub site: String,
    pub method: String,
    pub path: String,
    pub policy: String,
}

/// Asks the program for its table.
pub fn read() -> Result<Vec<Route>> {
    let output = Command::new(env!("CARGO_BIN_EXE_guichet")).args(["routes", "--json"]).output()?;
    let routes: Vec<Route> = serde_json::from_slice(&output.stdout)?;
    if routes.is_empty() { Err(odd("the table is empty")) } else { Ok(routes) }
}

impl Route {
    pub fn is_post(&self) -> bool {
        self.method == "POST"
    }

    /// Whether cookies count: a program proves itself who it is.
    pub fn is_for_people(&self) -> bool {
        !matches!(self.policy.as_str(), "protocol" | "loopback")
    }

    /// Whether its path names a draft, a request, or what belongs to one.
    pub fn names_what_is_hers(&self) -> bool {
        ["{case}", "{draft}", "{attachment}", "{file}", "{notice}", "{code}"].iter().any(|variable| self.path.contains(variable))
    }

    /// Its path, each variable replaced. A variable that has nothing to stand
    /// for it would leave the route untried: that is an error.
    pub fn path_with(&self, identifiers: &Identifiers) -> Result<String> {
        let segment = |segment: &str| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => identifiers.get(name).ok_or_else(|| odd(format!("say what stands for {{{name}}} of {}", self.path))),
            None => Ok(segment.to_owned()),
        };
        Ok(self.path.split('/').map(segment).collect::<Result<Vec<_>>>()?.join("/"))
    }
}

/// What stands for each variable of a path.
pub struct Identifiers(Vec<(&'static str, String)>);

/// Identifiers that nobody ever had.
const NOBODY: &str = "019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b";

impl Identifiers {
    /// Names that exist, and identifiers that do not.
    pub fn random() -> Self {
        let words = [
            ("instance", "bron"),
            ("authority", "bron"),
            ("teleservice", "acte-naissance"),
            ("page", "lieu"),
            ("transition", "delivrer"),
            ("code", "bron.AAAA-BBBB-CCCC"),
            ("list", "communes"),
            ("theme", "papiers"),
            ("event", "naissance"),
            ("offer", "partenaire"),
            ("id", "1"),
            ("work", "acte-naissance"),
            ("version", "0123456789abcdef"),
            ("referential", "ecoles"),
            ("record", "jean-mace"),
            ("connector", "logiciel"),
            ("group", "etat-civil"),
            ("client", "demo-client"),
            ("team", "accueil"),
            ("z", "12"),
            ("x", "2103"),
            ("y", "1460"),
            ("*place", "pages/vous"),
        ];
        let nobody = [
            "agent",
            "case",
            "attachment",
            "draft",
            "file",
            "notice",
            "import",
            "opinion",
            "stop",
            "organisation",
            "invitation",
            "proposal",
            "alert",
        ]
        .map(|name| (name, NOBODY));
        Self(words.into_iter().chain(nobody).map(|(name, value)| (name, value.to_owned())).collect())
    }

    /// The same, with something else for one variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.to_owned()));
        self
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }
}
