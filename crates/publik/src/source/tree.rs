//! XML as a tree, bounded: no document type (hence no entity of the file's own),
//! limited depth and number of elements.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::encoding::decoded;

/// Elements inside each other: exports have about ten.
const DEEPEST: usize = 64;
/// Elements in all.
const MOST_ELEMENTS: usize = 400_000;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 32;

/// An element, with its text put together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of the first child of this name.
    pub fn inside(&self, name: &str) -> &[Self] {
        self.child(name).map_or(&[], |child| &child.children)
    }

    /// The text of a child, without the space around; `None` when blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// Whether a child says yes, in one of the ways exports say it.
    pub fn says(&self, name: &str) -> bool {
        matches!(self.get(name), Some("True" | "true" | "required" | "1" | "yes"))
    }

    /// The names of the children that say something and are not among these.
    pub fn unread<'a>(&'a self, read: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let silent = |child: &&Self| matches!(child.text.trim(), "" | "False" | "false" | "no" | "None") && child.children.is_empty();
        self.children.iter().filter(move |child| !read.contains(&child.name.as_str()) && !silent(child)).map(|child| child.name.as_str())
    }

    /// A number written in a child.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a document; the error says in French what is wrong and at which line.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, String> {
    let text = decoded(bytes).map_err(|place| at(bytes, place, "Ce texte n’est pas en UTF-8."))?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree { open: Vec::new(), root: None, count: 0 };
    loop {
        let event = reader.read_event();
        let place = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = event.map_err(|_| at(text.as_bytes(), place, "Le XML est mal formé ou coupé."))?;
        let step = tree.take(&event).map_err(|message| at(text.as_bytes(), place, message))?;
        if step == Step::Ended {
            return tree.root.ok_or_else(|| at(text.as_bytes(), place, "Le fichier est vide."));
        }
    }
}

/// A message with its line.
fn at(bytes: &[u8], place: usize, message: &str) -> String {
    let line = 1 + bytes.iter().take(place).filter(|byte| **byte == b'\n').count();
    format!("Ligne {line}\u{a0}: {message}")
}

#[derive(PartialEq, Eq)]
enum Step {
    Goes,
    Ended,
}

struct Tree {
    /// The elements not closed yet, outermost first.
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
}

impl Tree {
    fn take(&mut self, event: &Event<'_>) -> Result<Step, &'static str> {
        match event {
            Event::Start(start) => self.start(start)?,
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let resolved =
                    character.map(String::from).or_else(|| quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned));
                self.text(&resolved.ok_or("Un caractère codé (&…;) est inconnu.")?)?;
            }
            Event::DocType(_) => return Err("Le fichier contient un DOCTYPE. Les exports n’en ont pas\u{a0}: il est refusé."),
            Event::Eof if self.open.is_empty() => return Ok(Step::Ended),
            Event::Eof => return Err("Le fichier est coupé\u{a0}: un élément n’est pas fermé."),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => (),
        }
        Ok(Step::Goes)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), &'static str> {
        self.count += 1;
        if self.open.len() >= DEEPEST {
            return Err("Les éléments sont trop imbriqués.");
        }
        if self.count > MOST_ELEMENTS {
            return Err("Il y a trop d’éléments.");
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err("Il y a deux documents dans ce fichier.");
        }
        let name = start.local_name().as_ref().to_owned();
        let attributes = start.attributes().take(MOST_ATTRIBUTES).map(|attribute| {
            let attribute = attribute.map_err(|_| "Un attribut est mal écrit.")?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| "Un attribut est mal écrit.")?.into_owned();
            Ok((attribute.key.as_ref().to_owned(), value))
        });
        let attributes = attributes.collect::<Result<_, &'static str>>()?;
        self.open.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn end(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => self.root = Some(closed),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => (),
            None => return Err("Ce n’est pas du XML."),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_attributes_and_texts() {
        let root = parse("<?xml version=\"1.0\"?>\n<a x='1'>\n <b>é &amp; &#233;</b><c/><b>deux</b></a>".as_bytes()).unwrap();
        assert_eq!((root.name.as_str(), root.attribute("x"), root.get("b")), ("a", Some("1"), Some("é & é")));
        assert_eq!(root.children.len(), 3);
        assert_eq!(root.get("c"), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, words) in [
            ("<a>\n<b>", "Ligne 2"),
            ("<a></b>", "mal formé"),
            ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "DOCTYPE"),
            ("<a>&x;</a>", "inconnu"),
            ("<a/><b/>", "deux documents"),
            ("", "vide"),
            ("bonjour", "pas du XML"),
        ] {
            let error = parse(text.as_bytes()).unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        }
        assert!(parse(b"<a>\xff</a>").unwrap_err().contains("UTF-8"));
        let deep = "<a>".repeat(1_000_000);
        assert!(parse(deep.as_bytes()).unwrap_err().contains("imbriqués"));
    }
}
