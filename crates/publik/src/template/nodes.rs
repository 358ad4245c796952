//! A template as a tree.

use crate::expression::{self, Ast, Result, Untranslated};

/// A piece of template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Print(Ast),
    /// Conditions with what each opens, then what stands otherwise.
    If(Vec<(Ast, Vec<Node>)>, Vec<Node>),
    /// Names given for a while.
    With(Vec<(String, Ast)>, Vec<Node>),
    /// The first that is something.
    FirstOf(Vec<Ast>),
    /// Something that has no equivalent: what it is, in French.
    Unknown(String),
}

/// Tags inside each other.
const DEEPEST: usize = 20;
/// The longest template, in bytes.
const LONGEST: usize = 100_000;

/// Reads a template; old bracketed variables (`[form_var_x]`) are read as the new ones.
pub(crate) fn parse(source: &str) -> Result<Vec<Node>> {
    if source.len() > LONGEST {
        return Err(Untranslated("le texte est trop long".into()));
    }
    let source = modern(source);
    let mut reader = Reader { pieces: pieces(&source), next: 0 };
    let nodes = reader.block(&[], 0)?;
    Ok(nodes.0)
}

/// Reads an expression in Python, which chooses with `a if b else c`.
pub(crate) fn python(source: &str) -> Result<Vec<Node>> {
    let (cases, otherwise) = expression::parse_cases(source)?;
    let print = |value: Ast| vec![Node::Print(value)];
    if cases.is_empty() {
        return Ok(print(otherwise));
    }
    Ok(vec![Node::If(cases.into_iter().map(|(condition, value)| (condition, print(value))).collect(), print(otherwise))])
}

/// What old bracketed names begin with.
const BRACKETED: [&str; 6] = ["form_", "var_", "session_", "portal_", "passerelle_", "idp_"];

/// `[form_name]` was once written so.
fn modern(source: &str) -> String {
    let mut modern = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = rest.find('[') {
        let (before, after) = rest.split_at(open);
        let is_name = |name: &str| {
            BRACKETED.iter().any(|begin| name.starts_with(begin)) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let close = after.find(']').filter(|close| is_name(&after[1..*close]));
        modern.push_str(before);
        match close {
            Some(close) => {
                modern.push_str(&format!("{{{{ {} }}}}", &after[1..close]));
                rest = &after[close + 1..];
            }
            None => {
                modern.push('[');
                rest = &after[1..];
            }
        }
    }
    modern + rest
}

enum Piece<'a> {
    Text(&'a str),
    Print(&'a str),
    Tag(&'a str),
}

fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = source;
    loop {
        let marks = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
        let first = marks.into_iter().filter_map(|(open, close)| rest.find(open).map(|at| (at, open, close))).min();
        let Some((at, open, close)) = first else { break };
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let Some(end) = after.find(close) else { break };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let inside = after[..end].trim();
        match open {
            "{{" => pieces.push(Piece::Print(inside)),
            "{%" => pieces.push(Piece::Tag(inside)),
            _ => (),
        }
        rest = &after[end + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

struct Reader<'a> {
    pieces: Vec<Piece<'a>>,
    next: usize,
}

impl<'a> Reader<'a> {
    /// Nodes up to one of these tags, and the tag.
    fn block(&mut self, ends: &[&str], depth: usize) -> Result<(Vec<Node>, &'a str)> {
        if depth > DEEPEST {
            return Err(Untranslated("les balises sont trop imbriquées".into()));
        }
        let mut nodes = Vec::new();
        while let Some(piece) = self.pieces.get(self.next) {
            self.next += 1;
            match *piece {
                Piece::Text(text) => nodes.push(Node::Text(text.to_owned())),
                Piece::Print(source) => {
                    nodes.push(expression::parse(source).map_or_else(|Untranslated(why)| Node::Unknown(why), Node::Print))
                }
                Piece::Tag(tag) if ends.contains(&word(tag)) => return Ok((nodes, tag)),
                Piece::Tag(tag) => nodes.push(self.tag(tag, depth)?),
            }
        }
        if ends.is_empty() { Ok((nodes, "")) } else { Err(Untranslated("une balise n’est pas fermée".into())) }
    }

    fn tag(&mut self, tag: &'a str, depth: usize) -> Result<Node> {
        let rest = tag[word(tag).len()..].trim();
        match word(tag) {
            "if" => self.choice(rest, depth),
            "with" => {
                let (nodes, _) = self.block(&["endwith"], depth + 1)?;
                Ok(match expression::parse_assignments(rest) {
                    Ok(assignments) => Node::With(assignments, nodes),
                    Err(Untranslated(why)) => Node::Unknown(why),
                })
            }
            "firstof" => Ok(expression::parse_values(rest).map_or_else(|Untranslated(why)| Node::Unknown(why), Node::FirstOf)),
            "comment" => self.block(&["endcomment"], depth + 1).map(|_| Node::Text(String::new())),
            "for" => {
                self.block(&["endfor"], depth + 1).map(|_| Node::Unknown("une boucle («\u{a0}for\u{a0}») n’a pas d’équivalent".into()))
            }
            "spaceless" => self.inner("endspaceless", depth),
            "autoescape" => self.inner("endautoescape", depth),
            "load" | "now" => Ok(Node::Unknown(format!("la balise «\u{a0}{}\u{a0}» n’a pas d’équivalent", word(tag)))),
            other => {
                Ok(Node::Unknown(format!("la balise «\u{a0}{}\u{a0}» n’a pas d’équivalent", other.chars().take(30).collect::<String>())))
            }
        }
    }

    /// A tag that changes nothing for us.
    fn inner(&mut self, end: &str, depth: usize) -> Result<Node> {
        self.block(&[end], depth + 1).map(|(nodes, _)| Node::With(vec![], nodes))
    }

    fn choice(&mut self, condition: &str, depth: usize) -> Result<Node> {
        let mut condition = condition.to_owned();
        let (mut cases, mut otherwise, mut why) = (Vec::new(), Vec::new(), None);
        loop {
            let (nodes, tag) = self.block(&["elif", "else", "endif"], depth + 1)?;
            match expression::parse(&condition) {
                Ok(ast) => cases.push((ast, nodes)),
                Err(Untranslated(wrong)) => why = Some(wrong),
            }
            match word(tag) {
                "elif" => condition = tag["elif".len()..].trim().to_owned(),
                "else" => {
                    otherwise = self.block(&["endif"], depth + 1)?.0;
                    break;
                }
                _ => break,
            }
        }
        Ok(match why {
            Some(why) => Node::Unknown(why),
            None => Node::If(cases, otherwise),
        })
    }
}

fn word(tag: &str) -> &str {
    tag.split_whitespace().next().unwrap_or_default()
}
