//! The texts of a definition, parsed once. Their names are known, their
//! variables too; nothing is escaped, since it is plain text.

use std::collections::BTreeSet;

use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use workflow::Finding;

use crate::{Block, Definition, context, words::Words};

/// How deep texts may nest: far more than any letter needs.
const MOST_NESTED: usize = 32;

/// All texts, parsed.
pub(crate) struct Templates(pub(crate) Environment<'static>);

/// One text with where it stands: `messages.recue.subject`.
pub(crate) struct Text<'a> {
    pub(crate) path: String,
    pub(crate) source: &'a str,
    is_subject: bool,
}

impl Templates {
    /// Parses all the texts and checks the names they say.
    pub(crate) fn compile(definition: &Definition, words: &Words) -> (Self, Vec<Finding>) {
        let (mut templates, known) = (Self(environment()), words.known());
        let findings = texts(definition).iter().flat_map(|text| templates.add(text, words, &known)).collect();
        (templates, findings)
    }

    fn add(&mut self, text: &Text<'_>, words: &Words, known: &BTreeSet<String>) -> Vec<Finding> {
        if let Err(error) = self.0.add_template_owned(text.path.clone(), text.source.to_owned()) {
            let line = error.line().unwrap_or(1);
            return vec![Finding::error(&text.path, format!("Ce texte est mal formé, ligne {line}. Vérifiez les accolades."))];
        }
        let names = self.0.get_template(&text.path).map(|template| template.undeclared_variables(true)).unwrap_or_default();
        let names: BTreeSet<String> = names.into_iter().collect();
        names.iter().filter_map(|name| problem(text, name, words, known)).collect()
    }
}

fn problem(text: &Text<'_>, name: &str, words: &Words, known: &BTreeSet<String>) -> Option<Finding> {
    if !known.contains(name) {
        return Some(Finding::error(&text.path, format!("«\u{a0}{name}\u{a0}» n’existe pas. Vérifiez ce nom.")));
    }
    if words.sensitive.contains(name) && !text.is_subject {
        return Some(sensitive(text, name));
    }
    let private = text.is_subject && !context::is_public(name);
    private.then(|| Finding::error(&text.path, format!("L’objet d’un message ne dit rien de personnel. Retirez «\u{a0}{name}\u{a0}».")))
}

/// What is sensitive is never printed (`Compiled::answer_texts` masks it). A
/// message that says it is refused; a document, or what an agent types, is told.
fn sensitive(text: &Text<'_>, name: &str) -> Finding {
    match text.path.starts_with("messages.") && name.starts_with("answers.") {
        true => Finding::error(&text.path, format!("«\u{a0}{name}\u{a0}» est sensible. Ne l’écrivez pas dans un message.")),
        false => Finding::warning(&text.path, format!("«\u{a0}{name}\u{a0}» est sensible\u{a0}: ce texte ne l’affichera pas. Retirez-le.")),
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(MOST_NESTED);
    // Loops run over what is asked of the citizen only.
    environment.remove_global("range");
    environment
}

/// Every text of the messages and documents.
pub(crate) fn texts(definition: &Definition) -> Vec<Text<'_>> {
    let messages = definition.messages.iter().flat_map(|(slug, message)| {
        let at = |part: &str| format!("messages.{slug}.{part}");
        let sms = message.sms.as_deref().map(|source| Text { path: at("sms"), source, is_subject: false });
        let subject = Text { path: at("subject"), source: &message.subject, is_subject: true };
        [subject, Text { path: at("body"), source: &message.body, is_subject: false }].into_iter().chain(sms)
    });
    let documents = definition.documents.iter().flat_map(|(slug, document)| {
        let title = Text { path: format!("documents.{slug}.title"), source: &document.title, is_subject: false };
        let blocks = document.blocks.iter().enumerate();
        std::iter::once(title).chain(blocks.flat_map(move |(index, block)| block_texts(format!("documents.{slug}.blocks.{index}"), block)))
    });
    messages.chain(documents).collect()
}

fn block_texts(path: String, block: &Block) -> Vec<Text<'_>> {
    match block {
        Block::Heading(source) | Block::Paragraph(source) => vec![Text { path, source, is_subject: false }],
        Block::Pairs(rows) => {
            let row = |(index, source)| Text { path: format!("{path}.{index}"), source, is_subject: false };
            rows.iter().map(|row| row.text.as_str()).enumerate().map(row).collect()
        }
        Block::Answers => vec![],
    }
}
