//! A definition ready to serve: its expressions compiled, and no more of the
//! document than serving needs.

use std::collections::{BTreeMap, BTreeSet};

use expr::Type;
use forms::{Answers, CompiledField, CompiledForm, Diagnostic, Field, Form, HIDDEN, Lookups, Page, Required};
use kernel::Slug;
use workflow::{CompiledWorkflow, Finding, Names, State};

use crate::{
    About, Connector, Definition, DocumentTemplate, Hash, MessageTemplate, Parts, Served, canonical, data_text::data_text, limits, lint,
    outer_scope, render, templates, words::Words,
};

/// The only page of an input form.
pub const INPUT_PAGE: &str = "saisie";

/// A definition ready to serve. It is not the document: tests, which weigh more
/// than all the rest, and settings that were read are not kept.
pub struct Compiled {
    hash: Hash,
    about: About,
    form: CompiledForm,
    inputs: BTreeMap<Slug, CompiledForm>,
    workflow: CompiledWorkflow,
    messages: BTreeMap<Slug, MessageTemplate>,
    documents: BTreeMap<Slug, DocumentTemplate>,
    connectors: Vec<Connector>,
}

impl Compiled {
    /// Checks everything. What is returned on failure are all the findings,
    /// advice included; one error among them is enough to fail.
    pub fn new(definition: Definition) -> Result<Self, Vec<Finding>> {
        match Self::check(&definition) {
            (Some(compiled), findings) if !findings.iter().any(Finding::is_error) => Ok(compiled),
            (_, findings) => Err(findings),
        }
    }

    /// Takes a definition that was checked when it was published, under its hash.
    /// What only warns authors is not looked for again; what makes it impossible
    /// to serve (written for another version of this program) still is.
    ///
    /// # Errors
    /// What does not compile.
    pub fn load(served: Served, hash: Hash) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        Self::compile(served, hash, &mut findings).ok_or(findings)
    }

    /// All the findings, and the compiled definition if it could be made.
    pub(crate) fn check(definition: &Definition) -> (Option<Self>, Vec<Finding>) {
        let too_much = limits::beyond(definition);
        if !too_much.is_empty() {
            return (None, too_much);
        }
        let mut findings = lint::beyond_compiling(definition);
        let words = Words::of(definition);
        let wrong = templates::check(definition, &words);
        let texts_are_sound = wrong.is_empty();
        findings.extend(wrong);
        let compiled = Self::compile(Served::from(definition.clone()), canonical::hash(definition), &mut findings);
        if let Some(compiled) = compiled.as_ref().filter(|_| texts_are_sound) {
            findings.extend(render::rehearse(compiled, definition, &words));
        }
        (compiled, findings)
    }

    fn compile(served: Served, hash: Hash, findings: &mut Vec<Finding>) -> Option<Self> {
        let form = kept(CompiledForm::compile(&served.form, &outer_scope()).map_err(|wrong| found("form", wrong)), findings);
        let inputs = inputs(&served, findings);
        let (form, inputs) = form.zip(inputs)?;
        let workflow = kept(workflow(&served, &form, &inputs), findings)?;
        let Served { slug, title, summary, settings, messages, documents, connectors, .. } = served;
        Some(Self { hash, about: About { slug, title, summary, settings }, form, inputs, workflow, messages, documents, connectors })
    }

    /// What it is called, what it is for, its settings.
    pub fn about(&self) -> &About {
        &self.about
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

    /// What stands for other programs.
    pub fn connectors(&self) -> &[Connector] {
        &self.connectors
    }

    /// What stands for another program.
    pub fn connector(&self, name: &Slug) -> Option<&Connector> {
        self.connectors.iter().find(|connector| connector.slug == *name)
    }

    /// The answers in plain text, by field: what [`crate::Context`] needs. Sensitive ones are not said.
    pub fn answer_texts(&self, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
        texts(&self.form, answers, lookups)
    }

    /// The parts of the answers in plain text, by field, for the types that have
    /// some. Absent answers have empty parts; sensitive ones are not said.
    pub fn answer_parts(&self, answers: &Answers) -> BTreeMap<String, Parts> {
        let text = |field: &CompiledField, key: &str| match answers.get(field.slug()) {
            Some(_) if field.is_sensitive() => HIDDEN.to_owned(),
            Some(answer) => field.kind().part_text(answer, key),
            None => String::new(),
        };
        let parts = |field: &CompiledField| field.kind().parts().into_iter().map(|(key, _)| (key.to_owned(), text(field, key))).collect();
        let fields = self.form.fields().map(|field| (field.slug().to_owned(), parts(field)));
        fields.filter(|(_, parts): &(_, Parts)| !parts.is_empty()).collect()
    }

    /// The answers of an input form in plain text, by field. Sensitive ones are not said.
    pub fn input_texts(&self, name: &Slug, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
        self.inputs.get(name).map(|form| texts(form, answers, lookups)).unwrap_or_default()
    }

    /// What agents recorded in plain text, by datum.
    pub fn data_texts(&self, state: &State) -> BTreeMap<String, String> {
        let held = self.workflow.workflow().data.iter().filter_map(|field| Some((field, state.data.get(&field.slug)?)));
        held.map(|(field, value)| (field.slug.to_string(), data_text(&value.0, field.kind))).collect()
    }

    /// A message, as its author wrote it.
    pub fn message(&self, name: &str) -> Option<&MessageTemplate> {
        self.messages.get(name)
    }

    /// A document, as its author wrote it.
    pub fn document(&self, name: &str) -> Option<&DocumentTemplate> {
        self.documents.get(name)
    }

    pub(crate) fn inputs(&self) -> impl Iterator<Item = &CompiledForm> {
        self.inputs.values()
    }
}

fn texts(form: &CompiledForm, answers: &Answers, lookups: &Lookups) -> BTreeMap<String, String> {
    let given = form.fields().filter_map(|field| Some((field, answers.get(field.slug()).filter(|answer| !answer.is_null())?)));
    // texts leave the program, in clear: mails, documents, jobs
    let text = |field: &CompiledField, answer| if field.is_sensitive() { HIDDEN.to_owned() } else { field.kind().text(answer, lookups) };
    given.map(|(field, answer)| (field.slug().to_owned(), text(field, answer))).collect()
}

fn inputs(served: &Served, findings: &mut Vec<Finding>) -> Option<BTreeMap<Slug, CompiledForm>> {
    let compiled = |(name, fields): (&Slug, &Vec<Field>)| {
        let title = served.workflow.transitions.iter().find(|transition| transition.input.as_ref() == Some(name));
        let title = title.map_or_else(|| name.to_string(), |transition| transition.label.clone());
        let form = Form { pages: vec![Page { slug: INPUT_PAGE.to_owned(), title, fields: fields.clone(), ..Page::default() }] };
        let form = CompiledForm::compile(&form, &outer_scope()).map_err(|wrong| found(&format!("inputs.{name}"), wrong));
        kept(form, findings).map(|form| (name.clone(), form))
    };
    let compiled: Vec<_> = served.inputs.iter().map(compiled).collect();
    compiled.into_iter().collect()
}

fn workflow(served: &Served, form: &CompiledForm, inputs: &BTreeMap<Slug, CompiledForm>) -> Result<CompiledWorkflow, Vec<Finding>> {
    let mut scope = outer_scope();
    form.types().for_each(|(name, ty)| scope.declare(name, ty));
    let reserved = ["data", "input", "opinions"].into_iter().find(|name| scope.get(name).is_some());
    if let Some(name) = reserved {
        return Err(vec![Finding::error("form.pages", format!("Le nom «\u{a0}{name}\u{a0}» est réservé. Renommez ce champ."))]);
    }
    CompiledWorkflow::compile(&served.workflow, &scope, &names(served, form, inputs))
}

fn names(served: &Served, form: &CompiledForm, inputs: &BTreeMap<Slug, CompiledForm>) -> Names {
    let types = |form: &CompiledForm| Type::record(form.types().map(|(name, ty)| (name.to_owned(), ty)));
    let emails = form.fields().filter(|field| field.field().kind == "email");
    Names {
        inputs: inputs.iter().map(|(name, form)| (name.clone(), types(form))).collect(),
        messages: served.messages.keys().cloned().collect(),
        documents: served.documents.keys().cloned().collect(),
        connectors: served.connectors.iter().map(|connector| connector.slug.clone()).collect(),
        addresses: emails.filter_map(|field| field.slug().parse().ok()).collect(),
        choices: choices(served, form),
    }
}

/// The answers of the questions of one choice that everybody answers.
fn choices(served: &Served, form: &CompiledForm) -> BTreeMap<String, BTreeSet<String>> {
    let is_text = |slug: &str| form.types().any(|(name, ty)| name == slug && ty == Type::Text);
    let asked = served.form.pages.iter().filter(|page| page.condition.is_none()).flat_map(|page| &page.fields);
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
