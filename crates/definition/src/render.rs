//! Messages and documents in words.

use std::collections::BTreeMap;

use serde::Serialize;
use workflow::Finding;

use crate::{AuthorityContext, Block, CaseContext, Compiled, Context, Definition, Row, ServiceContext, templates, words::Words};

/// A message, ready to leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The text message.
    pub sms: Option<String>,
}

/// A document, ready to be laid out.
#[derive(Clone, PartialEq, Eq)]
pub struct RenderedDocument {
    /// The title.
    pub title: String,
    /// The blocks.
    pub blocks: Vec<RenderedBlock>,
}

/// A block of a document, in words.
#[derive(Clone, PartialEq, Eq)]
pub enum RenderedBlock {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Lines of a label and a text.
    Pairs(Vec<(String, String)>),
}

/// Why a text could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotRender {
    /// No template has this name.
    Unknown(String),
    /// The template went wrong; the text tells where, never what it reads.
    Failed {
        /// The text: `messages.recue.body`.
        path: String,
        /// The line.
        line: usize,
    },
}

impl std::fmt::Display for CannotRender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "no template named {name}"),
            Self::Failed { path, line } => write!(f, "{path}, line {line}: cannot be rendered"),
        }
    }
}

impl std::error::Error for CannotRender {}

/// Writes a message.
pub fn render_message(compiled: &Compiled, name: &str, context: &Context) -> Result<Rendered, CannotRender> {
    let message = compiled.message(name).ok_or_else(|| CannotRender::Unknown(name.to_owned()))?;
    let view = View::new(compiled, context);
    let text = |part: &str, source: &str| view.text(format!("messages.{name}.{part}"), source);
    let subject = text("subject", &message.subject)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let sms = message.sms.as_deref().map(|source| text("sms", source)).transpose()?;
    Ok(Rendered { subject, body: text("body", &message.body)?, sms })
}

/// Writes a document. What comes out empty is left out.
pub fn render_document(compiled: &Compiled, name: &str, context: &Context) -> Result<RenderedDocument, CannotRender> {
    let document = compiled.document(name).ok_or_else(|| CannotRender::Unknown(name.to_owned()))?;
    let view = View::new(compiled, context);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        let path = format!("documents.{name}.blocks.{index}");
        blocks.push(match block {
            Block::Heading(source) => RenderedBlock::Heading(view.text(path, source)?),
            Block::Paragraph(source) => RenderedBlock::Paragraph(view.text(path, source)?),
            Block::Answers => RenderedBlock::Pairs(context.summary.clone()),
            Block::Pairs(rows) => {
                let pair = |(index, row): (usize, &Row)| Ok((row.label.clone(), view.text(format!("{path}.{index}"), &row.text)?));
                let pairs = rows.iter().enumerate().map(pair).collect::<Result<Vec<_>, _>>()?;
                RenderedBlock::Pairs(pairs.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect())
            }
        });
    }
    blocks.retain(RenderedBlock::says_something);
    Ok(RenderedDocument { title: view.text(format!("documents.{name}.title"), &document.title)?, blocks })
}

impl RenderedBlock {
    fn says_something(&self) -> bool {
        match self {
            Self::Heading(text) | Self::Paragraph(text) => !text.trim().is_empty(),
            Self::Pairs(pairs) => !pairs.is_empty(),
        }
    }
}

/// Writes every text with nothing known, then with everything known: what can
/// only go wrong while writing (an unknown filter) goes wrong now.
pub(crate) fn rehearse(compiled: &Compiled, definition: &Definition, words: &Words) -> Vec<Finding> {
    let contexts = [Context::default(), Context::sample(words)];
    let views = contexts.each_ref().map(|context| View::new(compiled, context));
    let finding = |text: templates::Text<'_>| {
        let line = views.iter().find_map(|view| templates::write(&text.path, text.source, view).err())?.line().unwrap_or(1);
        Some(Finding::error(text.path, format!("Ce texte ne peut pas s’écrire, ligne {line}. Vérifiez les filtres et les boucles.")))
    };
    templates::texts(definition).into_iter().filter_map(finding).collect()
}

/// What templates see: every known name, empty when there is nothing to say.
#[derive(Serialize)]
struct View<'a> {
    case: CaseView<'a>,
    authority: &'a AuthorityContext,
    service: &'a ServiceContext,
    answers: BTreeMap<&'a str, &'a str>,
    labels: BTreeMap<&'a str, &'a str>,
    parts: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    data: BTreeMap<&'a str, &'a str>,
    input: BTreeMap<&'a str, &'a str>,
    asked: &'a [String],
}

#[derive(Serialize)]
struct CaseView<'a> {
    title: &'a str,
    #[serde(flatten)]
    rest: &'a CaseContext,
}

impl<'a> View<'a> {
    fn new(compiled: &'a Compiled, context: &'a Context) -> Self {
        let labels: BTreeMap<_, _> = compiled.form().fields().map(|field| (field.slug(), field.field().label.as_str())).collect();
        let data = compiled.workflow().workflow().data.iter().map(|datum| datum.slug.as_str());
        let inputs = compiled.inputs().flat_map(|form| form.fields().map(|field| field.slug()));
        Self {
            case: CaseView { title: &compiled.about().title, rest: &context.case },
            authority: &context.authority,
            service: &context.service,
            answers: filled(labels.keys().copied(), &context.answers),
            parts: parts(compiled, context),
            labels,
            data: filled(data, &context.data),
            input: filled(inputs, &context.input),
            asked: &context.asked,
        }
    }

    fn text(&self, path: String, source: &str) -> Result<String, CannotRender> {
        templates::write(&path, source, self).map_err(|error| CannotRender::Failed { line: error.line().unwrap_or(1), path })
    }
}

fn parts<'a>(compiled: &'a Compiled, context: &'a Context) -> BTreeMap<&'a str, BTreeMap<&'a str, &'a str>> {
    let said = |question: &str, key: &str| context.parts.get(question).and_then(|parts| parts.get(key)).map_or("", String::as_str);
    let of = |question: &'a str, keys: Vec<(&'static str, _)>| keys.into_iter().map(|(key, _)| (key, said(question, key))).collect();
    compiled.form().fields().map(|field| (field.slug(), of(field.slug(), field.kind().parts()))).collect()
}

fn filled<'a>(names: impl Iterator<Item = &'a str>, given: &'a BTreeMap<String, String>) -> BTreeMap<&'a str, &'a str> {
    names.map(|name| (name, given.get(name).map_or("", String::as_str))).collect()
}
