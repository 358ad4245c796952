//! Effects of transitions and of filing.

use definition::Definition;
use serde::{Deserialize, Serialize};
use workflow::GuardedEffect;

use super::{EditError, Family};
use crate::{
    Effects, Place,
    labels::{of_named, quoted},
    list,
};

/// An edit of effects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum EffectEdit {
    /// Adds an effect.
    Add {
        /// Of what.
        owner: Effects,
        /// Which.
        effect: GuardedEffect,
        /// Its rank; last unless told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// Puts another effect in the place of one.
    Set {
        /// Of what.
        owner: Effects,
        /// Its rank.
        at: usize,
        /// What it is now.
        effect: GuardedEffect,
    },
    /// Moves an effect.
    Move {
        /// Of what.
        owner: Effects,
        /// Its rank.
        at: usize,
        /// The rank it goes to.
        to: usize,
    },
    /// Removes an effect.
    Remove {
        /// Of what.
        owner: Effects,
        /// Its rank.
        at: usize,
    },
}

const WHAT: &str = "L’effet";

/// The effects of a transition or of filing; `None` when the transition is gone.
pub(crate) fn list_of<'d>(definition: &'d Definition, of: &Effects) -> Option<&'d Vec<GuardedEffect>> {
    match of {
        Effects::Filed => Some(&definition.workflow.on_filed),
        Effects::Transition(slug) => {
            definition.workflow.transitions.iter().find(|transition| transition.slug == *slug).map(|transition| &transition.effects)
        }
    }
}

fn list_mut<'d>(definition: &'d mut Definition, of: &Effects) -> Result<&'d mut Vec<GuardedEffect>, EditError> {
    match of {
        Effects::Filed => Ok(&mut definition.workflow.on_filed),
        Effects::Transition(slug) => {
            let transitions = &mut definition.workflow.transitions;
            let index = list::find(transitions, slug.as_str(), "L’action")?;
            Ok(&mut transitions[index].effects)
        }
    }
}

impl EffectEdit {
    fn of(&self) -> &Effects {
        match self {
            Self::Add { owner, .. } | Self::Set { owner, .. } | Self::Move { owner, .. } | Self::Remove { owner, .. } => owner,
        }
    }

    fn owner(&self) -> Place {
        match self.of() {
            Effects::Filed => Place::Filed,
            Effects::Transition(slug) => Place::Transition(slug.clone()),
        }
    }
}

impl Family for EffectEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        let effects = list_mut(definition, self.of())?;
        match self {
            Self::Add { effect, at, .. } => list::insert_at(effects, *at, effect.clone()),
            Self::Set { at, effect, .. } => list::set_at(effects, *at, effect.clone(), WHAT)?,
            Self::Move { at, to, .. } => list::move_at(effects, *at, *to, WHAT)?,
            Self::Remove { at, .. } => drop(list::take_at(effects, *at, WHAT)?),
        }
        Ok(())
    }

    fn describe(&self, before: &Definition) -> String {
        let present =
            |at: &usize| list_of(before, self.of()).and_then(|effects| effects.get(*at)).map_or("Effet", |guarded| guarded.effect.label());
        let (effect, done) = match self {
            Self::Add { effect, .. } => (effect.effect.label(), "ajouté"),
            Self::Set { effect, .. } => (effect.effect.label(), "modifié"),
            Self::Move { at, .. } => (present(at), "déplacé"),
            Self::Remove { at, .. } => (present(at), "supprimé"),
        };
        format!("Effet {} {} {done}", quoted(effect), of_named(before, &self.owner()))
    }

    fn place(&self, before: &Definition) -> Place {
        let last = list_of(before, self.of()).map_or(0, Vec::len);
        match self {
            Self::Add { at, .. } => Place::Effect(self.of().clone(), at.unwrap_or(last).min(last)),
            Self::Set { at, .. } => Place::Effect(self.of().clone(), *at),
            Self::Move { .. } | Self::Remove { .. } => self.owner(),
        }
    }
}
