//! The import of a site: each form with its workflow becomes a definition.

mod settle;
mod tables;
mod trial;
mod verdict;

use std::collections::BTreeMap;

use definition::Definition;
use kernel::Slug;

use crate::{
    form,
    names::{self, Given},
    referential::Referential,
    report::{Binding, Count, FileState, FormReport, Ledger, NatureGuess, Note, Place, Report, Verdict, Weight},
    settings,
    source::{SourceFile, parse},
    wcs::{FormDef, OptionValue, Options, Site, WorkflowDef},
    workflow,
};

/// All that came out of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The téléservices, in the order of the files.
    pub definitions: Vec<Imported>,
    /// Cards and data sources, as tables.
    pub referentials: Vec<Referential>,
    /// What was done, what was not, what to decide.
    pub report: Report,
}

/// A téléservice.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Its name.
    pub slug: Slug,
    /// Whether it can be used.
    pub verdict: Verdict,
    /// What it is.
    pub definition: Definition,
    /// The same in TOML, to be written in `<slug>.toml`.
    pub toml: String,
}

/// The workflow of the forms that name none.
const DEFAULT: &str = include_str!("../assets/default.xml");

/// What must be decided once for all.
const DECISIONS: [&str; 6] = [
    "Relisez les informations légales de chaque démarche\u{a0}: finalité, base légale, destinataires, durée de conservation. Elles sont proposées, pas reprises.",
    "Reliez chaque fonction à une équipe de l’espace. Le nom du rôle d’avant est donné quand il est connu.",
    "Vérifiez la nature des statuts\u{a0}: elle est déduite de leur place et de leur nom.",
    "Relisez les messages\u{a0}: l’accusé de réception, la demande de pièces et le lien vers la demande partent déjà seuls.",
    "Choisissez le thème, les pièces à préparer et ce qui se passe après l’envoi.",
    "Les demandes en cours restent sur l’ancien site. Décidez de la date de bascule.",
];

/// Imports the forms found in these files, with their workflows, blocks, cards,
/// mail templates and data sources; zip archives are opened. What cannot be
/// read is told in the report and stops nothing.
pub fn import(files: &[SourceFile]) -> Import {
    let site = Site::read(files);
    let mut given = Given::default();
    let mut seen = BTreeMap::new();
    let mut report = Report { files: site.files.clone(), decisions: DECISIONS.map(str::to_owned).to_vec(), ..Report::default() };
    let (mut definitions, mut totals) = (Vec::new(), BTreeMap::new());
    for def in &site.forms {
        let slug = given.slug(&def.slug);
        let (mut imported, mut told, ignored) = one(def, &slug, &site);
        if slug != names::slug(&def.slug) {
            told.renamed(&def.slug);
            imported.verdict = told.verdict;
        }
        Count::add(&mut totals, &told.form_counts);
        if seen.insert(told.workflow.clone(), ()).is_none() {
            Count::add(&mut totals, &told.workflow_counts);
        }
        for (name, count) in ignored {
            *report.ignored.entry(name).or_default() += count;
        }
        report.forms.push(told);
        definitions.push(imported);
    }
    report.counts = totals.into_values().collect();
    report.files.sort_by_key(|file| match file.state {
        FileState::Refused => 0,
        FileState::Ignored => 1,
        FileState::Read => 2,
    });
    Import { definitions, referentials: tables::of(&site), report }
}

/// One form with its workflow.
fn one(def: &FormDef, slug: &Slug, site: &Site) -> (Imported, FormReport, BTreeMap<String, usize>) {
    let (mut of_form, mut of_workflow) = (Ledger::default(), Ledger::default());
    let circuit_def = circuit_of(def, site, &mut of_form);
    let options = options(def, &circuit_def);
    let form = form::carry(def, site, &options, &workflow::addresses(&circuit_def), &mut of_form);
    let circuit = workflow::carry(&circuit_def, def, &form, slug, site, &mut of_workflow);
    let about = settings::about(def, &form.form, slug.clone(), circuit.retention, &mut of_form);
    if form.form.pages.is_empty() {
        of_form.note("formulaire", Weight::Redo, &Place::of(&def.name), "Le formulaire n’a aucune question reprise.");
    }
    let told = Told {
        workflow: circuit_def.name.clone(),
        natures: circuit.natures.clone(),
        bindings: circuit.bindings.clone(),
        file: def.file.clone(),
    };
    let definition = settle::definition(about, form.form, circuit);
    finish(definition, told, &of_form, &of_workflow)
}

/// What the report says besides the definition.
struct Told {
    workflow: String,
    file: String,
    natures: Vec<NatureGuess>,
    bindings: Vec<Binding>,
}

fn finish(definition: Definition, told: Told, of_form: &Ledger, of_workflow: &Ledger) -> (Imported, FormReport, BTreeMap<String, usize>) {
    let mut notes: Vec<_> = of_form.notes().iter().chain(of_workflow.notes()).cloned().collect();
    let (definition, findings) = trial::tried(definition, &mut notes);
    let toml = definition::to_toml(&definition).unwrap_or_else(|why| {
        let message = format!("La définition ne s’écrit pas\u{a0}: {why}.");
        notes.push(Note { weight: Weight::Redo, construct: "définition".into(), place: definition.title.clone(), message });
        String::new()
    });
    let (form_counts, workflow_counts) = (of_form.counts(), of_workflow.counts());
    let verdict = verdict::of(&notes, &findings, form_counts.iter().chain(&workflow_counts));
    let slug = definition.slug.clone();
    let report = FormReport {
        slug: slug.clone(),
        title: definition.title.clone(),
        file: told.file,
        workflow: told.workflow,
        verdict,
        notes,
        natures: told.natures,
        bindings: told.bindings,
        findings,
        form_counts,
        workflow_counts,
    };
    let ignored = [of_form, of_workflow].into_iter().flat_map(|ledger| ledger.ignored.clone()).collect();
    (Imported { slug, verdict, definition, toml }, report, ignored)
}

/// The workflow of a form: its own, or the one of the forms that name none.
fn circuit_of(def: &FormDef, site: &Site, ledger: &mut Ledger) -> WorkflowDef {
    if let Some(found) = site.workflow(def) {
        return found.clone();
    }
    let usual = matches!(def.workflow(), None | Some((Some("_default"), ..)));
    if !usual {
        let name = def
            .workflow()
            .map(|(_, slug, name)| if name.is_empty() { slug.unwrap_or_default() } else { name }.to_owned())
            .unwrap_or_default();
        let message = format!(
            "Le circuit «\u{a0}{name}\u{a0}» n’est pas parmi les fichiers. Un circuit simple le remplace\u{a0}: ajoutez son export, puis recommencez."
        );
        ledger.note("circuit", Weight::Redo, &Place::of(&def.name), message);
    }
    parse(DEFAULT.as_bytes()).map(|root| WorkflowDef::read(&root)).unwrap_or_default()
}

/// The values of the workflow's variables: those of the form, else those by default.
fn options(def: &FormDef, circuit: &WorkflowDef) -> Options {
    let by_default = circuit.variables.iter().filter_map(|field| {
        let value = field.element.get("default_value").or_else(|| field.prefill().map(|(_, value)| value.trim_matches('"')))?;
        Some((field.varname.clone()?, OptionValue::One(value.to_owned())))
    });
    by_default.chain(def.options.clone()).collect()
}
