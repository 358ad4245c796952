//! Transitions.

use definition::Definition;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::{Tone, Transition};

use super::{EditError, Family};
use crate::{Place, Spot, Step, labels::quoted, list, slugs};

/// An edit of transitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum TransitionEdit {
    /// Adds a transition without effect; its name is made from its label.
    Add {
        /// The words of the button.
        label: String,
        /// The statuses where it is offered.
        from: Vec<Slug>,
        /// The status it leads to, or [`workflow::SAME`].
        to: Slug,
        /// Who may do it.
        #[serde(default)]
        by: Vec<Slug>,
        /// Where in the list.
        #[serde(default)]
        spot: Spot,
    },
    /// Sets all that a transition says, its effects apart. The name and the
    /// effects of the one given are not looked at.
    Set {
        /// Which.
        slug: Slug,
        /// What it says now.
        transition: Box<Transition>,
    },
    /// Moves a transition in the list.
    Move {
        /// Which.
        slug: Slug,
        /// Where to.
        to: Step,
    },
    /// Removes a transition with its effects.
    Remove {
        /// Which.
        slug: Slug,
    },
}

impl TransitionEdit {
    fn slug(&self, before: &Definition) -> Slug {
        match self {
            Self::Add { label, .. } => slugs::named(label, "action", before.workflow.transitions.iter().map(|other| &other.slug)),
            Self::Set { slug, .. } | Self::Move { slug, .. } | Self::Remove { slug } => slug.clone(),
        }
    }
}

impl Family for TransitionEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let slug = self.slug(definition);
        let transitions = &mut definition.workflow.transitions;
        let find = |transitions: &Vec<Transition>| list::find(transitions, slug.as_str(), "L’action");
        match self.clone() {
            Self::Add { label, from, to, by, spot } => {
                let blank = Transition {
                    slug,
                    from,
                    to,
                    by,
                    label,
                    hint: None,
                    condition: None,
                    input: None,
                    confirmation: None,
                    tone: Tone::default(),
                    effects: vec![],
                };
                list::insert(transitions, &spot, blank);
            }
            Self::Set { transition, .. } => {
                let index = find(transitions)?;
                let effects = std::mem::take(&mut transitions[index].effects);
                transitions[index] = Transition { slug, effects, ..*transition };
            }
            Self::Move { to, .. } => {
                let index = find(transitions)?;
                list::step(transitions, index, &to);
            }
            Self::Remove { .. } => drop(transitions.remove(find(transitions)?)),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let label = |slug: &Slug| quoted(crate::label(before, &Place::Transition(slug.clone())));
        match self {
            Self::Add { label, .. } => format!("Action {} ajoutée", quoted(label)),
            Self::Set { slug, .. } => format!("Action {} modifiée", label(slug)),
            Self::Move { slug, .. } => format!("Action {} déplacée", label(slug)),
            Self::Remove { slug } => format!("Action {} supprimée", label(slug)),
        }
    }

    fn place(&self, before: &Definition) -> Place {
        match self {
            Self::Remove { .. } => Place::Workflow,
            _ => Place::Transition(self.slug(before)),
        }
    }
}
