//! Where a way really leads: past the statuses that nobody stays in.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;
use workflow::EffectSpec;

use super::{
    draft::Draft,
    stay::{Stay, Target, Way, When},
};

/// Statuses passed at once, and statuses that only hold a form.
pub(crate) struct Routes {
    passages: BTreeMap<String, String>,
    /// The form's way of each status that its ways in take over.
    forms: BTreeMap<String, Way>,
    entries: BTreeMap<String, Vec<EffectSpec>>,
    /// Statuses where a failed call leads.
    rescued: BTreeSet<String>,
}

/// The end of a way.
pub(crate) struct Arrival {
    pub to: Target,
    pub effects: Vec<EffectSpec>,
    pub input: Option<Slug>,
}

impl Routes {
    pub fn of(stays: &[Stay], draft: &Draft<'_>) -> Self {
        let known: BTreeSet<&str> = stays.iter().map(|stay| stay.id.as_str()).collect();
        let passages = stays.iter().filter_map(|stay| Some((stay.id.clone(), stay.passage().filter(|to| known.contains(to))?.to_owned())));
        let mut routes = Self {
            passages: passages.collect(),
            forms: BTreeMap::new(),
            entries: stays.iter().map(|stay| (stay.id.clone(), stay.entry.clone())).collect(),
            rescued: BTreeSet::new(),
        };
        routes.rescued = draft.rescues.keys().map(|status| routes.end(status).0).collect();
        let initial = draft.def.statuses.first().map(|status| routes.end(&status.id).0);
        let forms = stays.iter().filter(|stay| Some(&stay.id) != initial.as_ref());
        let forms = forms
            .filter_map(|stay| Some((stay.id.clone(), stay.only_form().filter(|way| routes.takes_over(stays, &stay.id, way))?.clone())));
        let forms: BTreeMap<_, _> = forms.collect();
        // a form that leads to a form stays where it is
        let simple = forms.iter().filter(|(_, way)| !matches!(&way.to, Target::Status(to) if forms.contains_key(&routes.end(to).0)));
        routes.forms = simple.map(|(id, way)| (id.clone(), way.clone())).collect();
        routes
    }

    /// Whether all who come to a form are those who fill it in, by a button without form.
    fn takes_over(&self, stays: &[Stay], id: &str, form: &Way) -> bool {
        // a call that fails leads here by itself: somebody must then fill the form in
        if self.rescued.contains(id) {
            return false;
        }
        let mut ways = stays.iter().filter(|stay| !self.passages.contains_key(&stay.id)).flat_map(|stay| &stay.ways);
        let comes = |way: &&Way| matches!(&way.to, Target::Status(to) if self.end(to).0 == id);
        let fits = |way: &Way| {
            way.when == When::Pressed && way.input.is_none() && !way.by.is_empty() && way.by.iter().all(|by| form.by.contains(by))
        };
        let coming: Vec<&Way> = ways.by_ref().filter(comes).collect();
        !coming.is_empty() && coming.into_iter().all(fits)
    }

    /// The status where a case stays, and what is done on the way. Turns in
    /// circles were cut before.
    fn end(&self, id: &str) -> (String, Vec<EffectSpec>) {
        let (mut at, mut effects) = (id, Vec::new());
        let mut seen = BTreeSet::new();
        while let Some(next) = self.passages.get(at).filter(|_| seen.insert(at)) {
            effects.extend(self.entries.get(at).into_iter().flatten().cloned());
            at = next;
        }
        effects.extend(self.entries.get(at).into_iter().flatten().cloned());
        (at.to_owned(), effects)
    }

    /// Whether a case can stay in this status.
    pub fn is_real(&self, id: &str) -> bool {
        !self.passages.contains_key(id) && !self.forms.contains_key(id)
    }

    /// Where a way ends, all its effects in order, and the form it asks.
    pub fn arrival(&self, way: &Way) -> Arrival {
        let mut effects = way.effects.clone();
        let Target::Status(to) = &way.to else { return Arrival { to: Target::Same, effects, input: way.input.clone() } };
        let (end, on_the_way) = self.end(to);
        effects.extend(on_the_way);
        let Some(form) = self.forms.get(&end) else { return Arrival { to: Target::Status(end), effects, input: way.input.clone() } };
        // what the form gives is recorded before what reads it
        effects.extend(form.effects.iter().cloned());
        let Target::Status(then) = &form.to else { return Arrival { to: Target::Same, effects, input: form.input.clone() } };
        let (end, after) = self.end(then);
        effects.extend(after);
        Arrival { to: Target::Status(end), effects, input: form.input.clone() }
    }

    /// Where a case is once filed, and what filing does.
    pub fn filed(&self, first: &str) -> (String, Vec<EffectSpec>) {
        self.end(first)
    }
}
