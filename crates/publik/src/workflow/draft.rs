//! The workflow being written, with all that hangs on it.

use std::collections::BTreeMap;

use definition::{Connector, DocumentTemplate, MessageTemplate};
use expr::{Scope, Type};
use forms::Field as Question;
use kernel::Slug;
use workflow::{DataField, DataType, EffectSpec, Workflow};

use super::{
    Circuit,
    emit::Graph,
    functions::Functions,
    items,
    stay::{Stay, Way, When},
};
use crate::{
    expression::{Cond, Names, Sort, Untranslated, Variable, condition},
    form,
    names::{Given, word_slug},
    report::{Ledger, NatureGuess, Place, Weight},
    wcs::{Condition, Field, FormDef, Item, Site, Status, WorkflowDef},
};

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
            names: form.names.clone().without_account(),
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
            data_names: Given::default(),
        }
    }

    /// What agents and forms of the workflow record.
    pub fn declare_data(&mut self) {
        for field in &self.def.backoffice {
            self.declare_backoffice(field);
        }
        for item in self.def.statuses.iter().flat_map(|status| &status.items).filter(|item| item.kind == "form") {
            self.declare_answers(item);
        }
        let data = self.data.iter().map(|field| (field.slug.to_string(), field.kind.as_type()));
        self.scope.declare("data", Type::record(data));
    }

    fn declare_backoffice(&mut self, field: &Field) {
        let construct = format!("donnée d’agent {}", field.family());
        let place = self.place.with("Données des agents").with(&field.shown());
        let kind = match field.family() {
            "string" | "text" | "email" | "item" | "computed" => DataType::Text,
            "date" => DataType::Date,
            "bool" => DataType::Boolean,
            "numeric" => DataType::Number,
            "title" | "subtitle" | "comment" | "page" => return,
            other => {
                let message = format!(
                    "Une donnée d’agent est un texte, un nombre, une date ou oui/non. Celle-ci («\u{a0}{other}\u{a0}») n’est pas reprise."
                );
                return self.ledger.left(&construct, Weight::Decide, &place, message);
            }
        };
        self.ledger.kept(&construct);
        let slug = self.datum(field.varname.as_deref().unwrap_or(&field.label), &field.label, kind);
        self.data_of.insert(field.id.clone(), slug.clone());
        if let Some(varname) = &field.varname {
            self.names.declare(format!("form_var_{varname}"), datum(&slug, kind));
        }
    }

    fn declare_answers(&mut self, item: &Item) {
        let Some(varname) = item.get("varname") else { return };
        for field in items::input_fields(item).iter().filter(|field| field.varname.is_some()) {
            let kind = match field.family() {
                "string" | "text" | "email" | "item" => DataType::Text,
                "date" => DataType::Date,
                "bool" => DataType::Boolean,
                "numeric" => DataType::Number,
                _ => continue,
            };
            let inner = field.varname.as_deref().unwrap_or_default();
            let key = format!("{varname}_var_{inner}");
            if self.names.find(&key).is_some() {
                continue;
            }
            let slug = self.datum(&format!("{varname}_{inner}"), &field.label, kind);
            for path in [
                key.clone(),
                format!("form_{key}"),
                format!("form_workflow_data_{key}"),
                format!("form_workflow_form_{key}"),
                format!("form_workflow_form_{varname}_0_var_{inner}"),
            ] {
                self.names.declare(path, datum(&slug, kind));
            }
        }
    }

    fn datum(&mut self, wished: &str, label: &str, kind: DataType) -> Slug {
        let slug = word_slug(&self.data_names.word(wished));
        let label = crate::template::plain(label).replace('\n', " ");
        let label = if label.trim().is_empty() { slug.to_string() } else { label };
        self.data.push(DataField { slug: slug.clone(), label, kind });
        slug
    }

    /// Each status with its actions sorted; of two with one identifier, the first.
    pub fn stays(&mut self) -> Vec<Stay> {
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
        items::carry_all(&status.items, &mut stay, self);
        self.place = outside;
        stay
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
                self.ledger.left(
                    "condition d’action",
                    Weight::Info,
                    &self.place,
                    "Avec les options de ce formulaire, cette action ne se fait jamais\u{a0}: elle est retirée.",
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
                stay.leads(Way { by, effects, ..Way::new(label, When::Pressed, super::stay::Target::Same) });
            }
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

fn datum(slug: &Slug, kind: DataType) -> Variable {
    let sort = match kind {
        DataType::Text => Sort::Text,
        DataType::Number => Sort::Decimal,
        DataType::Boolean => Sort::Bool,
        DataType::Date => Sort::Date,
    };
    Variable::plain(format!("data.{slug}"), sort).said(format!("data.{slug}"))
}
