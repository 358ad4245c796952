//! What effects change in the state itself.

use crate::{Effect, LegalClock, State, legal};

impl State {
    /// The rest of an effect, outside the state, is for whoever holds cases.
    pub(crate) fn apply(&mut self, effect: &Effect, rule: Option<&LegalClock>) {
        match effect {
            Effect::Assign { agent } => self.assignee.clone_from(agent),
            Effect::TransferToTeam { team } => {
                self.team = Some(team.clone());
                self.assignee = None;
            }
            Effect::SetData { slug, value } => drop(self.data.insert(slug.clone(), value.clone())),
            Effect::Tag { tag } => drop(self.tags.insert(tag.clone())),
            Effect::Untag { tag } => drop(self.tags.remove(tag)),
            Effect::SetPriority { level } => self.priority = *level,
            Effect::DeclareComplete => self.clock = legal::complete(rule, self.clock.clone()),
            Effect::RequestCompletion { .. } => self.clock = legal::incomplete(rule, self.clock.clone()),
            Effect::ExtendDeadline { by, .. } => self.clock = legal::extend(rule, self.clock.clone(), *by),
            Effect::RequestOpinion { .. } => self.opinions.pending = self.opinions.pending.saturating_add(1),
            Effect::Anonymise
            | Effect::CallConnector { .. }
            | Effect::CreateRecord { .. }
            | Effect::Document { .. }
            | Effect::Journal { .. }
            | Effect::Message { .. }
            | Effect::StartCase { .. }
            | Effect::TransferToAuthority { .. }
            | Effect::UpdateRecord { .. } => (),
        }
    }
}
