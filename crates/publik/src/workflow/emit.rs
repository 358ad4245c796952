//! Statuses, transitions and automations, from the ways.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;
use workflow::{Automation, EffectSpec, Nature, Recipient, SAME, Status, Tone, Transition};

use super::{
    draft::Draft,
    routes::Routes,
    stay::{Stay, Target, Way, When},
};
use crate::{
    names::{Given, as_slug},
    report::Weight,
};

mod failures;

/// What becomes the workflow.
pub(crate) struct Graph {
    pub statuses: Vec<Status>,
    pub initial: Slug,
    pub on_filed: Vec<EffectSpec>,
    pub transitions: Vec<Transition>,
    pub automations: Vec<Automation>,
    /// Our name of each status of w.c.s.
    pub slugs: BTreeMap<String, Slug>,
    /// Statuses that the author said final.
    pub ends: BTreeSet<Slug>,
    /// Statuses in which something is asked of the citizen.
    pub asking: BTreeSet<Slug>,
    /// Transitions that follow a failed call: nobody's way on.
    pub rescues: BTreeSet<Slug>,
    transition_names: Given,
}

/// The names that effects and transitions use.
#[derive(Default)]
pub(crate) struct Used {
    pub messages: BTreeSet<Slug>,
    pub documents: BTreeSet<Slug>,
    pub connectors: BTreeSet<Slug>,
    pub inputs: BTreeSet<Slug>,
    pub functions: BTreeSet<Slug>,
}

/// Draws the statuses where a case stays and the ways between them.
pub(crate) fn graph(stays: &[Stay], routes: &Routes, draft: &mut Draft<'_>) -> Graph {
    let mut given = Given::default();
    let real: Vec<&Stay> = stays.iter().filter(|stay| routes.is_real(&stay.id)).collect();
    let slugs: BTreeMap<String, Slug> = real.iter().map(|stay| (stay.id.clone(), given.slug(&stay.name))).collect();
    let named = |stay: &&Stay| slugs.get(&stay.id).cloned();
    let (initial, on_filed) = draft.def.statuses.first().map(|first| routes.filed(&first.id)).unwrap_or_default();
    let mut graph = Graph {
        statuses: real.iter().filter_map(|stay| Some(status(stay, named(stay)?))).collect(),
        initial: slugs.get(&initial).cloned().unwrap_or_else(|| as_slug("deposee")),
        on_filed,
        transitions: Vec::new(),
        automations: Vec::new(),
        ends: real.iter().filter(|stay| stay.is_end).filter_map(named).collect(),
        asking: real.iter().filter(|stay| stay.asks_citizen).filter_map(named).collect(),
        slugs: slugs.clone(),
        rescues: draft.rescues.values().cloned().collect(),
        transition_names: Given::default(),
    };
    if graph.statuses.is_empty() {
        draft.ledger.note("statut", Weight::Redo, &draft.place, "Le circuit n’a aucun statut où une demande puisse rester. Écrivez-le.");
        graph.add_status("Demande reçue", "deposee");
    }
    let passed = stays.iter().filter(|stay| !routes.is_real(&stay.id));
    for stay in passed {
        draft.ledger.note(
            "statut",
            Weight::Info,
            &draft.place.with(&stay.name),
            "On ne reste pas dans ce statut\u{a0}: ses actions et son formulaire sont sur les actions qui y mènent.",
        );
    }
    for stay in real {
        let Some(from) = slugs.get(&stay.id) else { continue };
        for way in &stay.ways {
            graph.way(std::slice::from_ref(from), way, routes, draft);
        }
    }
    graph.failures(routes, draft);
    graph
}

fn status(stay: &Stay, slug: Slug) -> Status {
    let name = crate::template::plain(&stay.name).replace('\n', " ");
    let name = if name.trim().is_empty() { slug.to_string() } else { name };
    let citizen = if stay.is_hidden { "Demande en cours de traitement".to_owned() } else { name.clone() };
    Status { slug, citizen_label: citizen, agent_label: name, nature: Nature::InProgress, outcome: None }
}

/// The actions possible everywhere, from every status that is not over.
pub(crate) fn global(graph: &mut Graph, ways: Vec<Way>, stays: &[Stay], routes: &Routes, draft: &mut Draft<'_>) {
    let open: Vec<Slug> =
        graph.statuses.iter().filter(|status| status.nature != Nature::Closed).map(|status| status.slug.clone()).collect();
    for way in ways {
        let known = |to: &str| stays.iter().any(|stay| stay.id == to);
        let lost = matches!(&way.to, Target::Status(to) if !known(to));
        let within: Vec<&Slug> = way.within.iter().filter_map(|id| graph.slugs.get(id)).collect();
        let from: Vec<Slug> = open.iter().filter(|from| way.within.is_empty() || within.contains(from)).cloned().collect();
        if from.is_empty() && !way.within.is_empty() {
            let message = format!(
                "L’action «\u{a0}{}\u{a0}» n’était possible que dans des statuts qui n’existent plus\u{a0}: elle est retirée.",
                way.label
            );
            draft.ledger.note("action globale", Weight::Check, &draft.place, message);
        }
        if !from.is_empty() && !lost {
            graph.way(&from, &way, routes, draft);
        }
    }
    graph.failures(routes, draft);
}

impl Graph {
    /// Adds a status that w.c.s. did not have.
    pub fn add_status(&mut self, label: &str, slug: &str) -> Slug {
        let slug = as_slug(slug);
        self.statuses.push(Status {
            slug: slug.clone(),
            citizen_label: label.to_owned(),
            agent_label: label.to_owned(),
            nature: Nature::InProgress,
            outcome: None,
        });
        slug
    }

    /// The status where a way ends, when it leads elsewhere.
    pub fn end(&self, way: &Way, routes: &Routes) -> Option<Slug> {
        match routes.arrival(way).to {
            Target::Status(id) => self.slugs.get(&id).cloned(),
            Target::Same => None,
        }
    }

    fn way(&mut self, from: &[Slug], way: &Way, routes: &Routes, draft: &mut Draft<'_>) {
        let arrival = routes.arrival(way);
        let to = match &arrival.to {
            Target::Same => as_slug(SAME),
            Target::Status(id) => match self.slugs.get(id) {
                Some(slug) => slug.clone(),
                None => {
                    let message = format!(
                        "L’action «\u{a0}{}\u{a0}» mène à un statut qui n’existe pas («\u{a0}{id}\u{a0}»)\u{a0}: elle est retirée.",
                        way.label
                    );
                    return draft.ledger.note("statut", Weight::Decide, &draft.place, message);
                }
            },
        };
        // what is done on the way back to a status is done, and time begins again there
        let returns = way.when != When::AtOnce && !arrival.effects.is_empty();
        let from: Vec<Slug> = from.iter().filter(|from| returns || **from != to).cloned().collect();
        let is_idle = to == SAME && arrival.effects.is_empty() && arrival.input.is_none();
        if from.is_empty() || is_idle {
            return;
        }
        let transition = Transition {
            slug: as_slug("x"),
            from: from.clone(),
            to,
            by: way.by.clone(),
            label: way.label.clone(),
            hint: way.hint.clone(),
            condition: way.condition.clone().filter(|_| way.when == When::Pressed),
            input: arrival.input,
            confirmation: way.confirmation.clone(),
            tone: Tone::Neutral,
            effects: arrival.effects.into_iter().map(Into::into).collect(),
        };
        let slug = self.transition(transition);
        self.automation(way, from, slug);
    }

    /// Adds a transition; the same from elsewhere is the same.
    pub fn transition(&mut self, wanted: Transition) -> Slug {
        let same = |known: &Transition| Transition { slug: wanted.slug.clone(), from: wanted.from.clone(), ..known.clone() } == wanted;
        if let Some(known) = self.transitions.iter_mut().find(|known| same(known)) {
            let new = wanted.from.iter().filter(|from| !known.from.contains(from)).cloned().collect::<Vec<_>>();
            known.from.extend(new);
            return known.slug.clone();
        }
        let slug = self.transition_names.slug(&wanted.label);
        self.transitions.push(Transition { slug: slug.clone(), ..wanted });
        slug
    }

    fn automation(&mut self, way: &Way, from: Vec<Slug>, transition: Slug) {
        let (after, on) = match way.when {
            When::Pressed => return,
            When::AtOnce => (None, None),
            When::After(delay) => (Some(delay), None),
            When::On(event) => (None, Some(event)),
        };
        let slug = as_slug(&format!("auto-{}", self.automations.len() + 1));
        let condition = way.condition.clone();
        self.automations.push(Automation { slug, in_status: from, after, before: None, date: None, on, condition, transition });
    }

    /// All effects.
    pub fn effects(&self) -> impl Iterator<Item = &EffectSpec> {
        let taken = self.transitions.iter().flat_map(|transition| &transition.effects);
        self.on_filed.iter().chain(taken.map(|guarded| &guarded.effect))
    }

    pub fn used(&self) -> Used {
        let mut used =
            Used { inputs: self.transitions.iter().filter_map(|transition| transition.input.clone()).collect(), ..Used::default() };
        used.functions.extend(self.transitions.iter().flat_map(|transition| transition.by.iter().cloned()));
        for effect in self.effects() {
            match effect {
                EffectSpec::Message(message) => {
                    used.messages.insert(message.template.clone());
                    used.documents.extend(message.attach.iter().cloned());
                    if let Recipient::Function(function) = &message.to {
                        used.functions.insert(function.clone());
                    }
                }
                EffectSpec::Document(document) => drop(used.documents.insert(document.template.clone())),
                EffectSpec::CallConnector(call) => drop(used.connectors.insert(call.connector.clone())),
                _ => (),
            }
        }
        used
    }
}
