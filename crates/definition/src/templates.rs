//! The texts of a definition. Their names are known, their variables too;
//! nothing is escaped, since it is plain text. A text is parsed when it is
//! checked and when it is written, which is seldom: parsed texts are not kept.

mod language;

use std::{collections::BTreeSet, sync::LazyLock};

use minijinja::{Environment, Error};
use serde::Serialize;
use workflow::Finding;

use crate::{Block, Definition, context, words::Words};

/// The language of texts: the same for all.
static LANGUAGE: LazyLock<Environment<'static>> = LazyLock::new(language::environment);

/// One text with where it stands: `messages.recue.subject`.
pub(crate) struct Text<'a> {
    pub(crate) path: String,
    pub(crate) source: &'a str,
    is_subject: bool,
}

/// Parses all the texts and checks the names they say.
pub(crate) fn check(definition: &Definition, words: &Words) -> Vec<Finding> {
    let known = words.known();
    texts(definition).iter().flat_map(|text| wrong(text, words, &known)).collect()
}

/// Writes a text with what it may say.
pub(crate) fn write(path: &str, source: &str, said: &impl Serialize) -> Result<String, Error> {
    let mut written = Written(Vec::new());
    LANGUAGE.template_from_named_str(path, source)?.render_captured_to(minijinja::value::Serde(said), &mut written)?;
    Ok(String::from_utf8_lossy(&written.0).into_owned())
}

/// The longest text ever sent or printed, in bytes: some fifty pages.
const LONGEST: usize = 200_000;

/// A text being written, refused when it grows without end.
struct Written(Vec<u8>);

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn wrong(text: &Text<'_>, words: &Words, known: &BTreeSet<String>) -> Vec<Finding> {
    if let Some(stranger) = language::stranger(text.source) {
        return vec![Finding::error(&text.path, stranger)];
    }
    match LANGUAGE.template_from_named_str(&text.path, text.source) {
        Ok(template) => {
            // a set in order, so that findings always come in the same one
            let names: BTreeSet<String> = template.undeclared_variables(true).into_iter().collect();
            names.iter().filter_map(|name| problem(text, name, words, known)).collect()
        }
        Err(error) => {
            let line = error.line().unwrap_or(1);
            vec![Finding::error(&text.path, format!("Ce texte est mal formé, ligne {line}. Vérifiez les accolades."))]
        }
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
    match text.path.starts_with("messages.") && (name.starts_with("answers.") || name.starts_with("parts.")) {
        true => Finding::error(&text.path, format!("«\u{a0}{name}\u{a0}» est sensible. Ne l’écrivez pas dans un message.")),
        false => Finding::warning(&text.path, format!("«\u{a0}{name}\u{a0}» est sensible\u{a0}: ce texte ne l’affichera pas. Retirez-le.")),
    }
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
