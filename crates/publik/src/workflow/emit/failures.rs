//! What follows a call that fails for good.

use std::collections::BTreeSet;

use kernel::Slug;
use workflow::{EffectSpec, Tone, Transition};

use super::Graph;
use crate::workflow::{
    draft::Draft,
    routes::Routes,
    stay::{Target, Way, When},
};

impl Graph {
    /// Adds the transitions that follow a failed call, from where it was made. A
    /// case that went elsewhere meanwhile is not taken back from there: it is
    /// stopped, and agents decide.
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
                from: Vec::new(),
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
        // every call is known by now, those of other rescues included
        let places: Vec<(Slug, BTreeSet<Slug>)> = self.rescues.iter().map(|slug| (slug.clone(), self.places(slug))).collect();
        for (slug, places) in places {
            if let Some(rescue) = self.transitions.iter_mut().find(|transition| transition.slug == slug) {
                rescue.from = places.into_iter().filter(|place| *place != rescue.to).collect();
            }
        }
        for slug in self.rescues.clone() {
            if self.transitions.iter().any(|transition| transition.slug == slug && transition.from.is_empty()) {
                self.transitions.retain(|transition| transition.slug != slug);
                self.forget_rescue(&slug);
            }
        }
    }

    /// Where a case stands when the calls that name this transition are made: the
    /// status where they lead, and those where it goes on at once.
    fn places(&self, rescue: &Slug) -> BTreeSet<Slug> {
        let calls = |effect: &EffectSpec| matches!(effect, EffectSpec::CallConnector(call) if call.on_failure.as_ref() == Some(rescue));
        let mut ahead: Vec<Slug> = Vec::new();
        ahead.extend(self.on_filed.iter().any(calls).then(|| self.initial.clone()));
        for transition in self.transitions.iter().filter(|known| known.effects.iter().any(|guarded| calls(&guarded.effect))) {
            if transition.stays() { ahead.extend(transition.from.iter().cloned()) } else { ahead.push(transition.to.clone()) }
        }
        let mut places: BTreeSet<Slug> = BTreeSet::new();
        while let Some(place) = ahead.pop() {
            let passages = self.automations.iter().filter(|automation| automation.is_immediate() && automation.in_status.contains(&place));
            let next = passages.filter_map(|automation| self.transitions.iter().find(|known| known.slug == automation.transition));
            let next: Vec<Slug> = next.filter(|known| !known.stays()).map(|known| known.to.clone()).collect();
            if places.insert(place) {
                ahead.extend(next);
            }
        }
        places
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
