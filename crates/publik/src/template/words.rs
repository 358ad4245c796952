//! Texts sent or shown: what is said with our names.

use std::collections::BTreeSet;

use super::{Node, fixed::constant, holes, html, parse};
use crate::expression::{Ast, Known, Literal, Names, Sort, Untranslated, Variable};

mod condition;

use condition::Test;

/// A text once translated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub text: String,
    /// What could not be said, in French.
    pub lost: Vec<String>,
    /// Whether it says something of the person or of her request.
    pub is_personal: bool,
    /// Names left out without harm: our letters say it already, or it has no place in them.
    pub silent: BTreeSet<String>,
    /// The sentences that said such a name, and are taken out with it.
    pub cut: Vec<String>,
}

/// Names of w.c.s. with the name of the same thing in our texts.
const NAMES: [(&str, &str); 20] = [
    // an agent finds the request by its number
    ("form_url_backoffice", "case.reference"),
    ("form_backoffice_url", "case.reference"),
    ("commune_name", "authority.name"),
    ("global_title", "authority.name"),
    ("form_status_name", "case.status"),
    ("form_name", "case.title"),
    ("form_number", "case.reference"),
    ("form_number_raw", "case.reference"),
    ("form_display_id", "case.reference"),
    ("form_display_name", "case.reference"),
    ("form_tracking_code", "case.reference"),
    ("form_url", "case.url"),
    ("form_url_frontoffice", "case.url"),
    ("url", "case.url"),
    ("form_status", "case.status"),
    ("form_receipt_date", "case.filed_on"),
    ("form_receipt_datetime", "case.filed_on"),
    ("site_name", "authority.name"),
    ("portal_title", "authority.name"),
    ("form_role_receiver_name", "service.name"),
];
/// What is always so with us.
const TRUE: [&str; 4] = ["form_user", "user", "form_status_changed", "session_user"];
/// What our own letters already say, or what has no place in them.
const SILENT: [&str; 13] = [
    "session_user_display_name",
    "form_details",
    "details",
    "form_evolution",
    "form_comment",
    "form_previous_status",
    "portal_url",
    "portal_user_url",
    "form_user_display_name",
    "form_user_name",
    "form_user_email",
    "form_uuid",
    "form_attachments",
];

/// Those that name the person: a sentence reads well without them.
const PERSON: [&str; 2] = ["form_user_display_name", "form_user_name"];

/// Translates a text sent to somebody: minijinja.
pub(crate) fn said(source: &str, names: &Names) -> Said {
    let plain = html::plain(source);
    match parse(&plain) {
        Ok(nodes) => {
            let mut teller = Teller { names, local: Vec::new(), said: Said::default() };
            teller.nodes(&nodes);
            let (text, cut) = holes::filled(&teller.said.text);
            Said { text: collapsed(text.trim()), cut, ..teller.said }
        }
        Err(Untranslated(why)) => Said { text: without_marks(&plain), lost: vec![why], is_personal: true, ..Said::default() },
    }
}

struct Teller<'a> {
    names: &'a Names,
    /// Names given by `with`, innermost last.
    local: Vec<(String, Ast)>,
    said: Said,
}

/// A value in a text of ours.
enum Word {
    Fixed(Literal),
    /// A name, and how its answers read when what is kept differs.
    Name(String, Vec<(String, String)>, Sort),
}

impl Teller<'_> {
    fn lose(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.said.lost.contains(&what) {
            self.said.lost.push(what);
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.said.text.push_str(&without_marks(text)),
                Node::Print(ast) => self.print(ast),
                Node::If(cases, otherwise) => self.choice(cases, otherwise),
                Node::With(assignments, nodes) => {
                    let before = self.local.len();
                    self.local.extend(assignments.iter().cloned());
                    self.nodes(nodes);
                    self.local.truncate(before);
                }
                Node::FirstOf(values) => self.first_of(values),
                Node::Unknown(why) => self.lose(why.clone()),
            }
        }
    }

    fn print(&mut self, ast: &Ast) {
        match self.word(ast) {
            Ok(Some(Word::Fixed(value))) => self.said.text.push_str(&without_marks(&value.text())),
            Ok(Some(Word::Name(name, ..))) => {
                self.use_name(&name);
                self.said.text.push_str(&format!("{{{{ {name} }}}}"));
            }
            Ok(None) => {
                if matches!(ast, Ast::Name(name) if PERSON.contains(&name.as_str())) {
                    return self.person(ast);
                }
                self.hush(ast);
                // the words of a link stay when its address goes
                if !self.said.text.ends_with(char::is_alphanumeric) {
                    self.said.text.push(holes::SENTENCE);
                }
            }
            Err(Untranslated(why)) => self.lose(why),
        }
    }

    /// The person's names, when the form asks them; else a greeting does without.
    fn person(&mut self, ast: &Ast) {
        let names = ["form_user_var_first_name", "form_user_var_last_name"].map(|name| self.named(name));
        if let [Ok(Some(Word::Name(first, ..))), Ok(Some(Word::Name(last, ..)))] = names {
            self.said.is_personal = true;
            return self.said.text.push_str(&format!("{{{{ {first} }}}} {{{{ {last} }}}}"));
        }
        self.hush(ast);
        self.said.text.push(holes::WORD);
    }

    /// Tells what is left out without harm.
    fn hush(&mut self, ast: &Ast) {
        match ast {
            Ast::Name(name) => drop(self.said.silent.insert(name.clone())),
            Ast::Filter(inner, ..) => self.hush(inner),
            _ => (),
        }
    }

    fn use_name(&mut self, name: &str) {
        self.said.is_personal |= name != "case.reference" && name != "case.title" && !name.starts_with("authority.");
    }

    /// What an expression says; `None` when it says nothing with us.
    fn word(&self, ast: &Ast) -> Result<Option<Word>, Untranslated> {
        match ast {
            Ast::Name(name) => self.named(name),
            Ast::Text(text) => Ok(Some(Word::Fixed(Literal::Text(text.clone())))),
            Ast::Number(number) => Ok(Some(Word::Fixed(Literal::Number(number.clone())))),
            Ast::Filter(inner, filter, args) => self.filtered(inner, filter, args),
            other => match constant(other, self.names) {
                Some(value) => Ok(Some(Word::Fixed(value))),
                None => Err(Untranslated("une formule n’a pas d’équivalent dans un texte".into())),
            },
        }
    }

    fn named(&self, name: &str) -> Result<Option<Word>, Untranslated> {
        if let Some((index, (_, ast))) = self.local.iter().enumerate().rfind(|(_, (local, _))| local == name) {
            let outer = Teller { names: self.names, local: self.local[..index].to_vec(), said: Said::default() };
            return outer.word(ast);
        }
        if SILENT.contains(&name) {
            return Ok(None);
        }
        if let Some((_, ours)) = NAMES.iter().find(|(theirs, _)| *theirs == name) {
            return Ok(Some(Word::Name((*ours).to_owned(), Vec::new(), Sort::Text)));
        }
        match self.names.find(name) {
            Some(Known::Constant(value)) => Ok(Some(Word::Fixed(value))),
            Some(Known::Variable(variable, raw)) => variable
                .words
                .clone()
                .map_or_else(|| Err(unknown(name)), |words| Ok(Some(Word::Name(words, readings(variable, raw), variable.sort.clone())))),
            None => Err(unknown(name)),
        }
    }

    /// Our texts read answers already written in words: dates, numbers.
    fn filtered(&self, inner: &Ast, filter: &str, args: &[Ast]) -> Result<Option<Word>, Untranslated> {
        let word = self.word(inner)?;
        let ours = match filter {
            "date" | "datetime" | "safe" | "linebreaks" | "unlazy" | "escape" | "force_escape" | "striptags" | "removetags"
            | "floatformat" | "decimal" | "default_if_none" | "str" => return Ok(word),
            "upper" | "lower" | "title" | "trim" | "length" => filter,
            "capfirst" => "capitalize",
            "strip" => "trim",
            "default" => return self.otherwise(word, args),
            other => return Err(Untranslated(format!("le filtre «\u{a0}{other}\u{a0}» n’a pas d’équivalent dans un texte"))),
        };
        Ok(match word {
            Some(Word::Name(name, ..)) => Some(Word::Name(format!("{name} | {ours}"), Vec::new(), Sort::Text)),
            Some(Word::Fixed(value)) => Some(Word::Fixed(value.filtered(filter).unwrap_or(value))),
            None => None,
        })
    }

    fn otherwise(&self, word: Option<Word>, args: &[Ast]) -> Result<Option<Word>, Untranslated> {
        let other = args.first().map(|arg| self.word(arg)).transpose()?.flatten();
        Ok(match (word, other) {
            (Some(Word::Name(name, ..)), Some(Word::Fixed(other))) => {
                Some(Word::Name(format!("{name} or {}", text(&other.text())), Vec::new(), Sort::Text))
            }
            (Some(Word::Fixed(value)), other) if !value.is_true() => other,
            (Some(word), _) => Some(word),
            (None, other) => other,
        })
    }

    fn first_of(&mut self, values: &[Ast]) {
        let words: Result<Vec<_>, _> = values.iter().map(|value| self.word(value)).collect();
        match words {
            Ok(words) => {
                let written: Vec<String> = words
                    .into_iter()
                    .flatten()
                    .map(|word| match word {
                        Word::Fixed(value) => text(&value.text()),
                        Word::Name(name, ..) => name,
                    })
                    .collect();
                written
                    .iter()
                    .filter(|word| !word.starts_with('\''))
                    .for_each(|name| self.said.is_personal |= !name.starts_with("authority."));
                if !written.is_empty() {
                    self.said.text.push_str(&format!("{{{{ {} }}}}", written.join(" or ")));
                }
            }
            Err(Untranslated(why)) => self.lose(why),
        }
    }

    fn choice(&mut self, cases: &[(Ast, Vec<Node>)], otherwise: &[Node]) {
        let mut opened = false;
        for (condition, nodes) in cases {
            match self.condition(condition, true) {
                Ok(Test::Always) if !opened => return self.nodes(nodes),
                Ok(Test::Always) => {
                    self.said.text.push_str("{% else %}");
                    self.nodes(nodes);
                    self.said.text.push_str("{% endif %}");
                    return;
                }
                Ok(Test::Never) => (),
                Ok(Test::When(test)) => {
                    self.said.is_personal = true;
                    self.said.text.push_str(&format!("{{% {} {test} %}}", if opened { "elif" } else { "if" }));
                    opened = true;
                    self.nodes(nodes);
                }
                // the passage is not sent: saying something false would be worse
                Err(Untranslated(why)) => self.lose(format!("un passage n’est plus envoyé\u{a0}: {why}")),
            }
        }
        if opened && !otherwise.is_empty() {
            self.said.text.push_str("{% else %}");
        }
        self.nodes(otherwise);
        if opened {
            self.said.text.push_str("{% endif %}");
        }
    }
}

fn unknown(name: &str) -> Untranslated {
    Untranslated(format!("«\u{a0}{name}\u{a0}» n’existe pas ici"))
}

/// What is kept and what is read, when `_raw` compares what is kept.
fn readings(variable: &Variable, raw: bool) -> Vec<(String, String)> {
    match &variable.sort {
        Sort::Choice(options) if raw => options.iter().map(|option| (option.value.clone(), option.label.clone())).collect(),
        _ => Vec::new(),
    }
}

/// A text as minijinja writes it.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace("{{", "{ {").replace("%}", "% }").replace("}}", "} }"))
}

/// Words that minijinja would take for its own marks, taken apart.
pub(super) fn without_marks(text: &str) -> String {
    text.replace("{{", "").replace("}}", "").replace("{%", "").replace("%}", "").replace("{#", "").replace("#}", "")
}

/// No more than one blank line in a row.
fn collapsed(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n")
}
