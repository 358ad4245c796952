//! A first draft: a téléservice that can be published as it is, to be changed.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::slugs;

/// What a new téléservice starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Somebody asks for something; the service accepts or refuses.
    Request,
    /// Somebody writes to a service, which answers.
    Message,
    /// Somebody tells a problem at a place; the service deals with it.
    Report,
}

impl Model {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::Request, Self::Message, Self::Report];

    /// What the author reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Request => "Une demande, que le service accepte ou refuse",
            Self::Message => "Un message au service, qui répond",
            Self::Report => "Un problème à signaler, dans un lieu",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Request => include_str!("../models/demande.toml"),
            Self::Message => include_str!("../models/message.toml"),
            Self::Report => include_str!("../models/signalement.toml"),
        }
    }
}

/// A téléservice of this title: a contact page, a receipt, the statuses of every
/// case, one test. Its name is made from its title.
#[expect(clippy::expect_used, reason = "invariant: the models are part of the program, and a test reads them all")]
pub fn new_definition(title: &str, model: Model) -> Definition {
    let draft = definition::from_toml(model.source()).expect("a model");
    let slug: Slug = slugs::teleservice(title);
    let title = if title.trim().is_empty() { draft.title } else { title.trim().to_owned() };
    Definition { slug, title, ..draft }
}

/// Whether a test of this name came with a first draft: its author did not make it.
pub fn is_drafted_test(name: &str) -> bool {
    Model::ALL.into_iter().any(|model| new_definition("", model).tests.iter().any(|test| test.name == name))
}

/// Whether the form is still that of a first draft.
pub fn is_drafted_form(definition: &Definition) -> bool {
    Model::ALL.into_iter().any(|model| new_definition("", model).form == definition.form)
}

#[cfg(test)]
mod tests {
    use definition::{Compiled, lint, run_tests};
    use forms::Lookups;

    use super::*;

    #[test]
    fn every_first_draft_can_be_published() {
        for model in Model::ALL {
            let draft = new_definition("Réserver une salle", model);
            assert_eq!(lint(&draft), [], "{model:?}");
            let tests = draft.tests.clone();
            let compiled = Compiled::new(draft).unwrap();
            let reports = run_tests(&compiled, &tests, &Lookups::default());
            assert!(!reports.is_empty() && reports.iter().all(|report| report.passed), "{reports:?}");
            assert_eq!((compiled.about().slug.as_str(), compiled.about().title.as_str()), ("reserver-une-salle", "Réserver une salle"));
        }
    }
}
