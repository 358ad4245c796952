//! A definition with everything in it checked and compiled.

use std::collections::{BTreeMap, BTreeSet};

use expr::Type;
use forms::{Answers, CompiledForm, Diagnostic, Field, Form, Lookups, Page, Required};
use kernel::Slug;
use workflow::{CompiledWorkflow, Finding, Names, State};

use crate::{Definition, Hash, canonical, data_text::data_text, limits, lint, outer_scope, render, templates::Templates, words::Words};

/// The only page of an input form.
pub const INPUT_PAGE: &str = "saisie";

/// A definition ready to serve.
pub struct Compiled {
    definition: Definition,
    hash: Hash,
    form: CompiledForm,
    inputs: BTreeMap<Slug, CompiledForm>,
    workflow: CompiledWorkflow,
    templates: Templates,
    words: Words,
}

impl Compiled {
    /// Checks everything. What is returned on failure are all the findings,
    /// advice included; one error among them is enough to fail.
    pub fn new(definition: Definition) -> Result<Self, Vec<Finding>> {
        match Self::check(definition) {
            (Some(compiled), findings) if !findings.iter().any(Finding::is_error) => Ok(compiled),
            (_, findings) => Err(findings),
        }
    }

    /// All the findings, and the compiled definition if it could be made.
    pub(crate) fn check(definition: Definition) -> (Option<Self>, Vec<Finding>) {
        let too_much = limits::beyond(&definition);
        if !too_much.is_empty() {
            return (None, too_much);
        }
        let mut findings = lint::beyond_compiling(&definition);
        let words = Words::of(&definition);
        let (templates, wrong) = Templates::compile(&definition, &words);
        let texts_are_sound = wrong.is_empty();
        findings.extend(wrong);
        let form = kept(CompiledForm::compile(&definition.form, &outer_scope()).map_err(|wrong| found("form", wrong)), &mut findings);
        let inputs = inputs(&definition, &mut findings);
        let workflow = form.as_ref().zip(inputs.as_ref()).map(|(form, inputs)| workflow(&definition, form, inputs));
        let workflow = workflow.and_then(|compiled| kept(compiled, &mut findings));
        let compiled = form.zip(inputs).zip(workflow).map(|((form, inputs), workflow)| {
            let hash = canonical::hash(&definition);
            Self { definition, hash, form, inputs, workflow, templates, words }
        });
        if let Some(compiled) = compiled.as_ref().filter(|_| texts_are_sound) {
            findings.extend(render::rehearse(compiled));
        }
        (compiled, findings)
    }

    /// The document.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Its hash.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// What the citizen fills in.
    pub fn form(&self) -> &CompiledForm {
        &self.form
    }

    /// The form of a transition's input, of one page named [`INPUT_PAGE`].
    pub fn input(&self, name: &Slug) -> Option<&CompiledForm> {
        self.inputs.get(name)
    }

    /// What becomes of a case.
    pub fn workflow(&self) -> &CompiledWorkflow {
        &self.workflow
    }

    /// The answers in plain text, by field: what [`crate::Context`] needs.
    pub fn answer_texts(&self, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
        texts(&self.form, answers, lookups)
    }

    /// The answers of an input form in plain text, by field.
    pub fn input_texts(&self, name: &Slug, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
        self.inputs.get(name).map(|form| texts(form, answers, lookups)).unwrap_or_default()
    }

    /// What agents recorded in plain text, by datum.
    pub fn data_texts(&self, state: &State) -> BTreeMap<String, String> {
        let held = self.definition.workflow.data.iter().filter_map(|field| Some((field, state.data.get(&field.slug)?)));
        held.map(|(field, value)| (field.slug.to_string(), data_text(&value.0, field.kind))).collect()
    }

    pub(crate) fn templates(&self) -> &Templates {
        &self.templates
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }
}

fn texts(form: &CompiledForm, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
    let given = form.fields().filter_map(|field| Some((field, answers.get(field.slug()).filter(|answer| !answer.is_null())?)));
    given.map(|(field, answer)| (field.slug().to_owned(), field.kind().text(answer, lookups))).collect()
}

fn inputs(definition: &Definition, findings: &mut Vec<Finding>) -> Option<BTreeMap<Slug, CompiledForm>> {
    let compiled = |(name, fields): (&Slug, &Vec<Field>)| {
        let title = definition.workflow.transitions.iter().find(|transition| transition.input.as_ref() == Some(name));
        let title = title.map_or_else(|| name.to_string(), |transition| transition.label.clone());
        let form = Form { pages: vec![Page { slug: INPUT_PAGE.to_owned(), title, fields: fields.clone(), ..Page::default() }] };
        let form = CompiledForm::compile(&form, &outer_scope()).map_err(|wrong| found(&format!("inputs.{name}"), wrong));
        kept(form, findings).map(|form| (name.clone(), form))
    };
    let compiled: Vec<_> = definition.inputs.iter().map(compiled).collect();
    compiled.into_iter().collect()
}

fn workflow(definition: &Definition, form: &CompiledForm, inputs: &BTreeMap<Slug, CompiledForm>) -> Result<CompiledWorkflow, Vec<Finding>> {
    let mut scope = outer_scope();
    form.types().for_each(|(name, ty)| scope.declare(name, ty));
    let reserved = ["data", "input", "opinions"].into_iter().find(|name| scope.get(name).is_some());
    if let Some(name) = reserved {
        return Err(vec![Finding::error("form.pages", format!("Le nom «\u{a0}{name}\u{a0}» est réservé. Renommez ce champ."))]);
    }
    CompiledWorkflow::compile(&definition.workflow, &scope, &names(definition, form, inputs))
}

fn names(definition: &Definition, form: &CompiledForm, inputs: &BTreeMap<Slug, CompiledForm>) -> Names {
    let types = |form: &CompiledForm| form.types().map(|(name, ty)| (name.to_owned(), ty)).collect::<BTreeMap<String, Type>>();
    let emails = form.fields().filter(|field| field.field().kind == "email");
    Names {
        inputs: inputs.iter().map(|(name, form)| (name.clone(), types(form))).collect(),
        messages: definition.messages.keys().cloned().collect(),
        documents: definition.documents.keys().cloned().collect(),
        connectors: definition.connectors.iter().map(|connector| connector.slug.clone()).collect(),
        addresses: emails.filter_map(|field| field.slug().parse().ok()).collect(),
        choices: choices(definition, form),
    }
}

/// The answers of the questions of one choice that everybody answers.
fn choices(definition: &Definition, form: &CompiledForm) -> BTreeMap<String, BTreeSet<String>> {
    let is_text = |slug: &str| form.types().any(|(name, ty)| name == slug && ty == Type::Text);
    let asked = definition.form.pages.iter().filter(|page| page.condition.is_none()).flat_map(|page| &page.fields);
    let always = asked.filter(|field| field.condition.is_none() && field.required == Required::Fixed(true) && is_text(&field.slug));
    let values = |field: &Field| {
        let options = field.settings.get("options")?.as_array()?;
        Some(options.iter().filter_map(|option| option.get("value")?.as_str().map(str::to_owned)).collect())
    };
    always.filter_map(|field| Some((field.slug.clone(), values(field)?))).collect()
}

fn found(root: &str, diagnostics: Vec<Diagnostic>) -> Vec<Finding> {
    diagnostics.into_iter().map(|diagnostic| Finding::error(format!("{root}.{}", diagnostic.path), diagnostic.message)).collect()
}

fn kept<T>(result: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|wrong| findings.extend(wrong)).ok()
}
