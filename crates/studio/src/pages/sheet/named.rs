//! Things of the document to choose among, by their names.

use definition::Definition;
use kernel::Slug;
use ui::{Choice, FormState};
use workflow::CITIZEN;

use crate::pages::described::{Around, names, with_gone};

/// What is kept for each, and what the author reads.
pub(super) struct Named(Vec<(String, String)>);

impl Named {
    /// A list that does not depend on the document.
    pub(super) fn of(list: &[(&str, &str)]) -> Self {
        Self(list.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect())
    }

    /// The statuses, in the agents' words.
    pub(super) fn statuses(of: &Definition) -> Self {
        Self(of.workflow.statuses.iter().map(|one| (one.slug.to_string(), one.agent_label.clone())).collect())
    }

    /// The transitions.
    pub(super) fn transitions(of: &Definition) -> Self {
        Self(of.workflow.transitions.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect())
    }

    /// The citizen and the functions.
    pub(super) fn people(of: &Definition) -> Self {
        let functions = of.workflow.functions.iter().map(|one| (one.slug.to_string(), one.label.clone()));
        Self(functions.chain([(CITIZEN.to_owned(), "L’usager".to_owned())]).collect())
    }

    /// The input forms.
    pub(super) fn inputs(of: &Definition) -> Self {
        let label = |slug: &Slug| authoring::label(of, &authoring::Place::Input(slug.clone()));
        Self(of.inputs.keys().map(|slug| (slug.to_string(), format!("«\u{a0}{}\u{a0}» ({slug})", label(slug)))).collect())
    }

    /// The questions of the form that are in no block.
    pub(super) fn questions(of: &Definition) -> Self {
        Self(names(of, &Around::default(), kernel::setting::Named::Field))
    }

    /// The themes of the catalogue.
    pub(super) fn themes() -> Self {
        Self::headings(|headings| headings.themes)
    }

    /// The moments of life of the catalogue.
    pub(super) fn life_events() -> Self {
        Self::headings(|headings| headings.life_events)
    }

    fn headings(of: fn(catalogue::Headings) -> Vec<catalogue::Heading>) -> Self {
        let all = catalogue::headings().map(of).unwrap_or_default();
        Self(all.into_iter().map(|heading| (heading.slug.to_string(), heading.label)).collect())
    }

    /// With one more, first.
    #[must_use]
    pub(super) fn after(mut self, value: &str, label: &str) -> Self {
        self.0.insert(0, (value.to_owned(), label.to_owned()));
        self
    }

    /// With one more, last.
    #[must_use]
    pub(super) fn before(mut self, value: &str, label: &str) -> Self {
        self.0.push((value.to_owned(), label.to_owned()));
        self
    }

    /// With what is chosen and does not exist any more: keeping the sheet must not change it unseen.
    #[must_use]
    pub(super) fn and(self, chosen: &[String]) -> Self {
        Self(with_gone(self.0, chosen))
    }

    /// All of them, to choose from.
    pub(super) fn choices(&self) -> Vec<Choice<'_>> {
        self.0.iter().map(|(value, label)| Choice::new(value, label)).collect()
    }
}

/// The names ticked: those that the document has in its order, then the others.
pub(super) fn ticked(typed: &FormState, name: &str, before: &[Slug]) -> Vec<Slug> {
    let chosen: Vec<Slug> = typed.values(name).iter().filter_map(|value| value.parse().ok()).collect();
    let kept = before.iter().filter(|slug| chosen.contains(slug));
    let mut all: Vec<Slug> = kept.cloned().collect();
    for slug in chosen {
        if !all.contains(&slug) {
            all.push(slug);
        }
    }
    all
}

/// Names as a form holds them.
pub(super) fn texts(slugs: &[Slug]) -> Vec<String> {
    slugs.iter().map(ToString::to_string).collect()
}
