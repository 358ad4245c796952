//! Messages and documents in words.

use std::collections::BTreeMap;

use serde::Serialize;
use workflow::Finding;

use crate::{AuthorityContext, Block, CaseContext, Compiled, Context, Row, templates};

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
    let message = compiled.definition().messages.get(name).ok_or_else(|| CannotRender::Unknown(name.to_owned()))?;
    let view = View::new(compiled, context);
    let text = |part: &str| view.text(format!("messages.{name}.{part}"));
    let subject = text("subject")?.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Rendered { subject, body: text("body")?, sms: message.sms.as_ref().map(|_| text("sms")).transpose()? })
}

/// Writes a document. What comes out empty is left out.
pub fn render_document(compiled: &Compiled, name: &str, context: &Context) -> Result<RenderedDocument, CannotRender> {
    let document = compiled.definition().documents.get(name).ok_or_else(|| CannotRender::Unknown(name.to_owned()))?;
    let view = View::new(compiled, context);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        let path = format!("documents.{name}.blocks.{index}");
        blocks.push(match block {
            Block::Heading(_) => RenderedBlock::Heading(view.text(path)?),
            Block::Paragraph(_) => RenderedBlock::Paragraph(view.text(path)?),
            Block::Answers => RenderedBlock::Pairs(context.summary.clone()),
            Block::Pairs(rows) => {
                let pair = |(index, row): (usize, &Row)| Ok((row.label.clone(), view.text(format!("{path}.{index}"))?));
                let pairs = rows.iter().enumerate().map(pair).collect::<Result<Vec<_>, _>>()?;
                RenderedBlock::Pairs(pairs.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect())
            }
        });
    }
    blocks.retain(RenderedBlock::says_something);
    Ok(RenderedDocument { title: view.text(format!("documents.{name}.title"))?, blocks })
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
pub(crate) fn rehearse(compiled: &Compiled) -> Vec<Finding> {
    let contexts = [Context::default(), Context::sample(compiled.words())];
    let fails = |path: &str| contexts.iter().find_map(|context| View::new(compiled, context).text(path.to_owned()).err());
    let texts = templates::texts(compiled.definition()).into_iter();
    let finding = |path: String| match fails(&path)? {
        CannotRender::Unknown(_) => None,
        CannotRender::Failed { line, .. } => {
            Some(Finding::error(path, format!("Ce texte ne peut pas s’écrire, ligne {line}. Vérifiez les filtres et les boucles.")))
        }
    };
    texts.filter_map(|text| finding(text.path)).collect()
}

/// What templates see: every known name, empty when there is nothing to say.
#[derive(Serialize)]
struct View<'a> {
    case: CaseView<'a>,
    authority: &'a AuthorityContext,
    answers: BTreeMap<&'a str, &'a str>,
    labels: &'a BTreeMap<String, String>,
    data: BTreeMap<&'a str, &'a str>,
    input: BTreeMap<&'a str, &'a str>,
    asked: &'a [String],
    #[serde(skip)]
    compiled: &'a Compiled,
}

#[derive(Serialize)]
struct CaseView<'a> {
    title: &'a str,
    #[serde(flatten)]
    rest: &'a CaseContext,
}

impl<'a> View<'a> {
    fn new(compiled: &'a Compiled, context: &'a Context) -> Self {
        let words = compiled.words();
        Self {
            case: CaseView { title: &compiled.definition().title, rest: &context.case },
            authority: &context.authority,
            answers: filled(words.labels.keys(), &context.answers),
            labels: &words.labels,
            data: filled(&words.data, &context.data),
            input: filled(&words.inputs, &context.input),
            asked: &context.asked,
            compiled,
        }
    }

    fn text(&self, path: String) -> Result<String, CannotRender> {
        let template = self.compiled.templates().0.get_template(&path).map_err(|_| CannotRender::Unknown(path.clone()))?;
        let mut written = Written(Vec::new());
        match template.render_captured_to(minijinja::value::Serde(self), &mut written) {
            Ok(_) => Ok(String::from_utf8_lossy(&written.0).into_owned()),
            Err(error) => Err(CannotRender::Failed { line: error.line().unwrap_or(1), path }),
        }
    }
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

fn filled<'a>(names: impl IntoIterator<Item = &'a String>, given: &'a BTreeMap<String, String>) -> BTreeMap<&'a str, &'a str> {
    names.into_iter().map(|name| (name.as_str(), given.get(name).map_or("", String::as_str))).collect()
}
