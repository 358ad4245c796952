//! All that the files hold, by kind. A file is known by its root element.

use std::collections::BTreeMap;

use super::{DataSource, FormDef, WorkflowDef};
use crate::{
    report::{FileLine, FileState},
    source::{Element, SourceFile, parse, unpacked},
};

/// The objects of a site.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub forms: Vec<FormDef>,
    pub cards: Vec<FormDef>,
    pub blocks: BTreeMap<String, FormDef>,
    pub workflows: Vec<WorkflowDef>,
    pub mails: BTreeMap<String, Mail>,
    pub sources: BTreeMap<String, DataSource>,
    pub files: Vec<FileLine>,
}

/// A shared template of e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mail {
    pub name: String,
    pub subject: String,
    pub body: String,
}

/// Kinds of files known and left aside, with why.
const ASIDE: [(&str, &str); 9] = [
    ("category", "Catégorie\u{a0}: remplacée par les thèmes du catalogue."),
    ("carddef_category", "Catégorie de fiches\u{a0}: sans équivalent."),
    ("data_source_category", "Catégorie de sources\u{a0}: sans équivalent."),
    ("block_category", "Catégorie de blocs\u{a0}: sans équivalent."),
    ("workflow_category", "Catégorie de circuits\u{a0}: sans équivalent."),
    ("mail_template_category", "Catégorie de modèles\u{a0}: sans équivalent."),
    ("role", "Rôle\u{a0}: créez l’équipe, puis reliez-la à une fonction."),
    ("wscall", "Appel partagé\u{a0}: déclarez un connecteur. L’adresse et les clés ne sont pas reprises."),
    ("comment-template", "Modèle de commentaire\u{a0}: recopiez-le si vous l’utilisez encore."),
];

impl Site {
    pub fn read(files: &[SourceFile]) -> Self {
        let unpacked = unpacked(files);
        let mut site = Self::default();
        for (name, why) in unpacked.refused {
            site.line(&name, FileState::Refused, why);
        }
        for file in &unpacked.files {
            site.file(file);
        }
        site
    }

    fn line(&mut self, name: &str, state: FileState, message: impl Into<String>) {
        self.files.push(FileLine { name: name.to_owned(), state, message: message.into() });
    }

    fn file(&mut self, file: &SourceFile) {
        if file.bytes.get(257..262) == Some(b"ustar") || file.bytes.starts_with(&[0x1f, 0x8b]) {
            return self.line(&file.name, FileState::Refused, "Archive tar ou gzip\u{a0}: décompressez-la, puis importez le dossier.");
        }
        if !looks_like_xml(&file.bytes) {
            return self.line(&file.name, FileState::Ignored, "Ce n’est pas un export en XML. Exportez de nouveau, en XML.");
        }
        match parse(&file.bytes) {
            Ok(root) => self.document(&file.name, &root),
            Err(why) => self.line(&file.name, FileState::Refused, why),
        }
    }

    fn document(&mut self, file: &str, root: &Element) {
        let title = root.get("name").unwrap_or("sans nom").to_owned();
        let kind = match root.name.as_str() {
            "formdef" => {
                self.forms.push(FormDef::read(file, root));
                "Formulaire"
            }
            "carddef" => {
                self.cards.push(FormDef::read(file, root));
                "Modèle de fiche"
            }
            "block" => {
                let block = FormDef::read(file, root);
                if kept(&mut self.blocks, block.slug.clone(), block) { "Bloc de champs" } else { return self.twin(file) }
            }
            "workflow" => {
                self.workflows.push(WorkflowDef::read(root));
                "Circuit"
            }
            "mail-template" => {
                let text = |name: &str| root.get(name).unwrap_or_default().to_owned();
                let slug = root.get("slug").unwrap_or(&title).to_owned();
                let mail = Mail { name: title.clone(), subject: text("subject"), body: text("body") };
                if kept(&mut self.mails, slug, mail) { "Modèle de courriel" } else { return self.twin(file) }
            }
            "datasource" => {
                let source = DataSource::read(root);
                if kept(&mut self.sources, source.slug.clone(), source) { "Source de données" } else { return self.twin(file) }
            }
            other => return self.aside(file, other),
        };
        self.line(file, FileState::Read, format!("{kind} «\u{a0}{title}\u{a0}»."));
    }

    fn twin(&mut self, file: &str) {
        self.line(file, FileState::Ignored, "Un autre fichier a le même nom technique\u{a0}: le premier est gardé.");
    }

    fn aside(&mut self, file: &str, kind: &str) {
        let known = ASIDE.iter().find(|(name, _)| *name == kind).map(|(_, why)| (*why).to_owned());
        let short: String = kind.chars().take(40).collect();
        self.line(file, FileState::Ignored, known.unwrap_or_else(|| format!("L’élément «\u{a0}{short}\u{a0}» n’est pas connu.")));
    }

    /// The workflow that a form names: by slug, then by name; by identifier, which
    /// another site gives to another workflow, only when nothing else is said.
    pub fn workflow(&self, form: &FormDef) -> Option<&WorkflowDef> {
        let (id, slug, name) = form.workflow()?;
        let by_slug = self.workflows.iter().find(|workflow| !workflow.slug.is_empty() && Some(workflow.slug.as_str()) == slug);
        let by_name = || self.workflows.iter().find(|workflow| !name.is_empty() && workflow.name == name);
        let is_bare = slug.is_none() && name.is_empty();
        let by_id = || self.workflows.iter().find(|workflow| is_bare && !workflow.id.is_empty() && Some(workflow.id.as_str()) == id);
        by_slug.or_else(by_name).or_else(by_id)
    }
}

/// Keeps an object, unless another has its name.
fn kept<T>(objects: &mut BTreeMap<String, T>, name: String, object: T) -> bool {
    match objects.entry(name) {
        std::collections::btree_map::Entry::Vacant(place) => {
            place.insert(object);
            true
        }
        std::collections::btree_map::Entry::Occupied(_) => false,
    }
}

fn looks_like_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}
