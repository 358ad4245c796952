//! The workflow being written, with all that hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use definition::{Connector, DocumentTemplate, MessageTemplate};
use expr::Scope;
use forms::Field as Question;
use kernel::Slug;
use workflow::{DataField, EffectSpec, Workflow};

use super::{
    Circuit,
    emit::Graph,
    functions::Functions,
    items,
    stay::{Stay, Way, When},
};
use crate::{
    expression::{Cond, Literal, Names, Untranslated, condition},
    form,
    names::{Given, as_slug},
    report::{Ledger, NatureGuess, Place, Weight},
    wcs::{Condition, FormDef, Item, Site, Status, WorkflowDef},
};

mod account;
mod declare;

pub(crate) struct Draft<'a> {
    pub def: &'a WorkflowDef,
    pub of: &'a FormDef,
    pub form: &'a form::Carried,
    /// The téléservice's name.
    pub slug: &'a Slug,
    pub site: &'a Site,
    pub ledger: &'a mut Ledger,
    pub place: Place,
    pub names: Names,
    scope: Scope,
    pub functions: Functions,
    pub data: Vec<DataField>,
    /// The datum of each field of agents, by its identifier.
    pub data_of: BTreeMap<String, Slug>,
    pub inputs: BTreeMap<Slug, Vec<Question>>,
    pub input_names: Given,
    pub messages: BTreeMap<Slug, MessageTemplate>,
    pub message_names: Given,
    pub documents: BTreeMap<Slug, DocumentTemplate>,
    pub connectors: Vec<Connector>,
    pub natures: Vec<NatureGuess>,
    pub retention: Option<u16>,
    /// Variables of other forms that the workflow reads: empty in this one.
    pub absent: BTreeSet<String>,
    /// The transition that follows a failed call, by the status where it leads.
    pub rescues: BTreeMap<String, Slug>,
    data_names: Given,
}

impl<'a> Draft<'a> {
    pub fn new(
        def: &'a WorkflowDef,
        of: &'a FormDef,
        form: &'a form::Carried,
        slug: &'a Slug,
        site: &'a Site,
        ledger: &'a mut Ledger,
    ) -> Self {
        Self {
            def,
            of,
            form,
            slug,
            site,
            ledger,
            place: Place::of(&def.name),
            names: account::with_own_answers(form.names.clone().without_account(), form),
            scope: form.scope.clone(),
            functions: Functions::of(def),
            data: Vec::new(),
            data_of: BTreeMap::new(),
            inputs: BTreeMap::new(),
            input_names: Given::default(),
            messages: BTreeMap::new(),
            message_names: Given::default(),
            documents: BTreeMap::new(),
            connectors: Vec::new(),
            natures: Vec::new(),
            retention: None,
            absent: BTreeSet::new(),
            rescues: BTreeMap::new(),
            data_names: Given::default(),
        }
    }

    /// Each status with its actions sorted; of two with one identifier, the first.
    pub fn stays(&mut self) -> Vec<Stay> {
        self.def.unread.iter().for_each(|name| self.ledger.ignore(name));
        let mut stays: Vec<Stay> = Vec::new();
        for status in &self.def.statuses {
            if stays.iter().any(|stay| stay.id == status.id) {
                self.ledger.left(
                    "statut",
                    Weight::Decide,
                    &self.place.with(&status.name),
                    format!("Deux statuts ont l’identifiant «\u{a0}{}\u{a0}»\u{a0}: le premier est gardé.", status.id),
                );
                continue;
            }
            stays.push(self.stay(status));
        }
        stays
    }

    fn stay(&mut self, status: &Status) -> Stay {
        let outside = self.place.clone();
        self.place = outside.with(&status.name);
        self.ledger.kept("statut");
        if status.loops {
            self.ledger.left(
                "statut répété",
                Weight::Decide,
                &self.place,
                "Les actions de ce statut étaient faites pour chaque élément d’une liste. Elles le sont une fois.",
            );
        }
        let mut stay = Stay {
            id: status.id.clone(),
            name: status.name.clone(),
            is_hidden: status.is_hidden,
            is_end: status.is_end,
            ..Stay::default()
        };
        status.unread.iter().for_each(|name| self.ledger.ignore(name));
        self.in_status(Some(&status.name));
        items::carry_all(&status.items, &mut stay, self);
        self.in_status(None);
        self.missed(&stay);
        if let Some(next) = status.after_loop.as_deref().and_then(|id| self.def.status(id)) {
            let label = format!("Passer à\u{a0}: {}", crate::template::plain(&next.name).replace('\n', " "));
            stay.leads(Way::new(label, When::AtOnce, super::stay::Target::Status(next.id.clone())));
        }
        self.place = outside;
        stay
    }

    /// Makes the status known to conditions, while its actions are carried.
    pub fn in_status(&mut self, name: Option<&str>) {
        match name {
            Some(name) => self.names.constant("form_status", Literal::Text(name.to_owned())),
            None => self.names.forget("form_status"),
        }
    }

    /// The condition of an action. `Err`: it cannot be said, or never holds; the
    /// ledger told it.
    pub fn condition(&mut self, condition: Option<&Condition>, otherwise: &str) -> Result<Option<String>, Unsaid> {
        let Some(Condition(source)) = condition else { return Ok(None) };
        match self.formula(source) {
            Ok(Cond::Always) => {
                self.ledger.kept("condition d’action");
                Ok(None)
            }
            Ok(Cond::When(formula, _)) => {
                self.ledger.kept("condition d’action");
                Ok(Some(formula))
            }
            Ok(Cond::Never) => {
                self.ledger.changed(
                    "condition d’action",
                    Weight::Info,
                    &self.place,
                    "Avec les champs et les options de ce formulaire, cette action ne se fait jamais\u{a0}: elle est retirée.",
                );
                Err(Unsaid::Never)
            }
            Err(Untranslated(why)) => {
                let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
                let source: String = source.chars().take(200).collect();
                self.ledger.left(
                    "condition d’action",
                    Weight::Check,
                    &self.place,
                    format!("{otherwise}\u{a0}: {why}. Condition d’avant\u{a0}: {source}"),
                );
                Err(Unsaid::Unknown)
            }
        }
    }

    pub fn formula(&self, source: &str) -> Result<Cond, Untranslated> {
        condition(source, &self.names, &self.scope)
    }

    /// Whether a formula compiles where effects are.
    pub fn compiles(&self, formula: &str) -> bool {
        expr::Expr::compile(formula, &self.scope).is_ok()
    }

    /// The function of a role; a role that the form gives to a function is that function.
    pub fn function(&mut self, id: &str, label: &str) -> Slug {
        match self.of.function_of(id) {
            Some(key) => self.functions.named(key, label),
            None => self.functions.named(id, label),
        }
    }

    /// The transition that leads to a status when a call fails.
    pub fn rescue(&mut self, status: &str) -> Slug {
        let next = self.rescues.len() + 1;
        self.rescues.entry(status.to_owned()).or_insert_with(|| as_slug(&format!("en-cas-d-echec-{next}"))).clone()
    }

    /// Effects done on coming into a status, under the condition of their action.
    pub fn does(&mut self, item: &Item, stay: &mut Stay, effects: Vec<EffectSpec>) {
        let label = self.label(item);
        match self.condition(item.condition.as_ref(), "Un agent décide par un bouton") {
            Ok(condition) => {
                let writes = effects.iter().any(|effect| matches!(effect, EffectSpec::SetData(_)));
                stay.in_order |= writes && condition.is_some();
                stay.does(&label, effects, condition);
            }
            Err(Unsaid::Never) => (),
            Err(Unsaid::Unknown) => {
                let by = vec![self.functions.main()];
                // a message may be missed, anything else is done before the case goes on
                stay.is_doubtful |= !effects.iter().all(|effect| matches!(effect, EffectSpec::Message(_) | EffectSpec::Journal(_)));
                stay.leads(Way { by, effects, ..Way::new(label, When::Pressed, super::stay::Target::Same) });
            }
        }
    }

    /// Tells the buttons of a status where nobody stays.
    fn missed(&mut self, stay: &Stay) {
        let by_hand = |way: &&Way| way.when == When::Pressed && way.to == super::stay::Target::Same && way.input.is_none();
        for way in stay.ways.iter().filter(by_hand).filter(|_| stay.passage().is_some()) {
            let message = format!(
                "On ne reste pas dans ce statut\u{a0}: le bouton «\u{a0}{}\u{a0}» n’y est pas offert, ceci ne se fait plus.",
                way.label
            );
            self.ledger.note("statut", Weight::Check, &self.place, message);
        }
    }

    /// What a button that does this action is called.
    pub fn label(&self, item: &Item) -> String {
        let verb = match item.kind.as_str() {
            "sendmail" | "sendsms" | "notification" => "Envoyer le message",
            "set-backoffice-fields" => "Remplir les données",
            "export_to_model" => "Faire le document",
            "webservice_call" => "Appeler le service",
            "dispatch" => "Confier à une équipe",
            _ => "Faire l’action",
        };
        let named =
            ["label", "title"].into_iter().find_map(|key| item.get(key)).filter(|name| !name.contains("{{") && !name.contains("{%"));
        named.map_or_else(|| verb.to_owned(), |name| format!("{verb}\u{a0}: {}", crate::template::plain(name).replace('\n', " ")))
    }

    pub fn finish(self, graph: Graph) -> Circuit {
        // a workflow is shared: what it reads of other forms is no surprise
        form::absent_told(&self.absent, Weight::Info, &self.place, self.ledger);
        let Self { def, of, functions, mut data, inputs, mut messages, mut documents, mut connectors, natures, retention, .. } = self;
        let used = graph.used();
        messages.retain(|slug, _| used.messages.contains(slug));
        documents.retain(|slug, _| used.documents.contains(slug));
        connectors.retain(|connector| used.connectors.contains(&connector.slug));
        let inputs = inputs.into_iter().filter(|(slug, _)| used.inputs.contains(slug)).collect();
        let (functions, bindings) = functions.used(&used.functions, def, of);
        data.dedup_by(|a, b| a.slug == b.slug);
        let workflow = Workflow {
            functions,
            statuses: graph.statuses,
            initial: graph.initial,
            on_filed: graph.on_filed.into_iter().map(Into::into).collect(),
            transitions: graph.transitions,
            automations: graph.automations,
            legal_clock: None,
            data,
        };
        Circuit { workflow, inputs, messages, documents, connectors, natures, bindings, retention }
    }
}

/// Why an action has no condition to write.
pub(crate) enum Unsaid {
    Never,
    Unknown,
}
