//! What follows a call that fails for good.

use kernel::Slug;
use workflow::{EffectSpec, Tone, Transition};

use super::Graph;
use crate::workflow::{
    draft::Draft,
    routes::Routes,
    stay::{Target, Way, When},
};

impl Graph {
    /// Adds the transitions that follow a failed call. Calls are made after the
    /// step, so a case may be anywhere when one fails, closed statuses included.
    pub(super) fn failures(&mut self, routes: &Routes, draft: &Draft<'_>) {
        while let Some((status, slug)) = draft.rescues.iter().find(|(_, slug)| self.awaits(slug)) {
            let label = draft.def.status(status).map(|status| crate::template::plain(&status.name)).unwrap_or_default();
            let arrival = routes.arrival(&Way::new("", When::AtOnce, Target::Status(status.clone())));
            let known = if let Target::Status(id) = &arrival.to { self.slugs.get(id).cloned() } else { None };
            let Some(to) = known.filter(|to| self.statuses.iter().any(|status| status.slug == *to)) else {
                self.forget_rescue(slug);
                continue;
            };
            self.transitions.push(Transition {
                slug: slug.clone(),
                from: self.statuses.iter().map(|status| status.slug.clone()).filter(|from| *from != to).collect(),
                to,
                by: Vec::new(),
                label: format!("L’appel a échoué\u{a0}: {}", label.replace('\n', " ")),
                hint: None,
                condition: None,
                input: None,
                confirmation: None,
                tone: Tone::Neutral,
                effects: arrival.effects.into_iter().map(Into::into).collect(),
            });
        }
    }

    /// Whether a call names this transition, which is not there yet.
    fn awaits(&self, slug: &Slug) -> bool {
        let named = |effect: &EffectSpec| matches!(effect, EffectSpec::CallConnector(call) if call.on_failure.as_ref() == Some(slug));
        self.effects().any(named) && !self.transitions.iter().any(|transition| transition.slug == *slug)
    }

    /// Nothing follows these failed calls any more.
    fn forget_rescue(&mut self, slug: &Slug) {
        let taken = self.transitions.iter_mut().flat_map(|transition| &mut transition.effects);
        for effect in self.on_filed.iter_mut().chain(taken.map(|guarded| &mut guarded.effect)) {
            if let EffectSpec::CallConnector(call) = effect
                && call.on_failure.as_ref() == Some(slug)
            {
                call.on_failure = None;
            }
        }
    }
}
