//! What a service owes by the convention (annexe 2), and who checks it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::files::CHECKLIST;

/// Who checks a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// The samples of the kit do it.
    Samples,
    /// We refuse whoever does otherwise.
    Provider,
    /// The trial sees it.
    Trial,
    /// The partner says so, in writing.
    Declaration,
}

impl Way {
    /// Its words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Samples => "les exemples le font",
            Self::Provider => "GrandLyon Connect le vérifie",
            Self::Trial => "l’essai le vérifie",
            Self::Declaration => "vous le déclarez",
        }
    }
}

/// One requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its name.
    pub id: String,
    /// What is to be done, for a developer.
    pub said: String,
    /// Where it is written.
    pub source: String,
    /// Who checks it.
    pub checked: Vec<Way>,
    /// How.
    pub how: String,
}

impl Requirement {
    /// Who checks it, in one line.
    pub fn ways(&self) -> String {
        self.checked.iter().map(|way| way.label()).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Deserialize)]
struct Document {
    requirement: Vec<Requirement>,
}

/// Every requirement, in the order of annexe 2.
pub fn all() -> &'static [Requirement] {
    static ALL: LazyLock<Vec<Requirement>> = LazyLock::new(read);
    &ALL
}

#[expect(clippy::expect_used, reason = "the document is compiled in, and a test reads it")]
fn read() -> Vec<Requirement> {
    toml::from_str::<Document>(CHECKLIST).expect("kit/checklist.toml is right").requirement
}

/// The list as boxes to tick.
pub(super) fn text() -> String {
    let lines = all()
        .iter()
        .map(|each| format!("- [ ] **{}**  \n  {} ({})  \n  Source\u{a0}: {}.\n", each.said, each.how, each.ways(), each.source));
    let intro = "# Ce que votre service doit faire\n\nLa convention le demande (annexe 2). Cochez ce qui est fait.\n\n";
    intro.to_owned() + &lines.collect::<String>()
}
