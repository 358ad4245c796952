//! What an expression reads: names, and names inside what they name.

use std::ops::Range;

use super::{Node, Says, Word};

/// Something read: `enfants`, then `naissance` in its items.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// The names, from the top.
    pub(crate) segments: Vec<Segment>,
    /// The texts that it is compared with, and where they stand.
    pub(crate) compared: Vec<Word>,
}

/// One name of a reading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment {
    /// The name.
    pub(crate) text: String,
    /// Where it is written; nowhere when a loop's variable stands for it.
    pub(crate) at: Option<Range<usize>>,
}

impl Reading {
    /// The names alone.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.segments.iter().map(|segment| segment.text.as_str()).collect()
    }
}

/// All that an expression reads, in its order.
pub(crate) fn readings(node: &Node) -> Vec<Reading> {
    let mut walk = Walk { locals: Vec::new(), found: Vec::new() };
    walk.visit(node);
    walk.found
}

type Path = Vec<Segment>;

struct Walk {
    /// The variables of the loops around, with the list each goes through when it is known.
    locals: Vec<(String, Option<Path>)>,
    found: Vec<Reading>,
}

impl Walk {
    /// Visits a piece and keeps what it reads.
    fn visit(&mut self, node: &Node) {
        self.visit_compared(node, vec![]);
    }

    fn visit_compared(&mut self, node: &Node, compared: Vec<Word>) {
        if let Some(segments) = self.path(node) {
            self.found.push(Reading { segments, compared });
        }
    }

    /// The path that a piece is, not kept yet since it may go on; what else the piece reads is kept.
    fn path(&mut self, node: &Node) -> Option<Path> {
        match &node.says {
            Says::Name(name) => match self.locals.iter().rev().find(|(local, _)| local == name) {
                Some((_, list)) => list.clone(),
                None => Some(vec![Segment { text: name.clone(), at: Some(node.at.clone()) }]),
            },
            Says::Member(owner, word) => {
                let mut path = self.path(owner)?;
                path.push(Segment { text: word.text.clone(), at: Some(word.at.clone()) });
                Some(path)
            }
            Says::Index(list, rank) => {
                let path = self.path(list);
                self.visit(rank);
                path
            }
            Says::Call(word, args) => self.call(word, args),
            Says::Between(sign, a, b) => {
                self.compared(sign, a, b);
                None
            }
            Says::Null | Says::Bool(_) | Says::Number(_) | Says::Text(_) => None,
            Says::List(parts) | Says::And(parts) | Says::Or(parts) => self.all(parts),
            Says::Not(part) | Says::Negate(part) => self.all([&**part]),
            Says::Choice(a, b, c) => self.all([&**a, &**b, &**c]),
        }
    }

    fn all<'n>(&mut self, parts: impl IntoIterator<Item = &'n Node>) -> Option<Path> {
        parts.into_iter().for_each(|part| self.visit(part));
        None
    }

    fn call(&mut self, word: &Word, args: &[Node]) -> Option<Path> {
        let (true, [list, Node { says: Says::Name(variable), .. }, body]) = (is_loop(&word.text), args) else { return self.all(args) };
        let path = self.path(list);
        // a list made by another loop was read there
        if let Some(segments) = path.clone().filter(|path| path.iter().any(|segment| segment.at.is_some())) {
            self.found.push(Reading { segments, compared: vec![] });
        }
        let unwritten = path.map(|path| path.into_iter().map(|segment| Segment { at: None, ..segment }).collect::<Path>());
        self.locals.push((variable.clone(), unwritten.clone()));
        self.visit(body);
        self.locals.pop();
        unwritten.filter(|_| word.text == "filter")
    }

    fn compared(&mut self, sign: &str, a: &Node, b: &Node) {
        let with = |other: &Node| if matches!(sign, "==" | "!=" | "in") { texts(other) } else { vec![] };
        self.visit_compared(a, with(b));
        self.visit_compared(b, with(a));
    }
}

fn is_loop(name: &str) -> bool {
    matches!(name, "exists" | "all" | "filter" | "map")
}

fn texts(node: &Node) -> Vec<Word> {
    match &node.says {
        Says::Text(text) => vec![Word { at: node.at.clone(), text: text.clone() }],
        Says::List(items) => items.iter().flat_map(texts).collect(),
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<String> {
        readings(&super::super::read(source).unwrap()).iter().map(|reading| reading.names().join(".")).collect()
    }

    #[test]
    fn names_are_followed_into_blocks() {
        assert_eq!(read("enfants.exists(e, e.sante && a == 'x')"), ["enfants", "enfants.sante", "a"]);
        assert_eq!(read("enfants[n + 1].identite.given_names + t"), ["n", "enfants.identite.given_names", "t"]);
        assert_eq!(read("size(l.filter(x, x.y > 1).map(z, z.k))"), ["l", "l.y", "l.k"]);
        assert_eq!(read("has(adresse.postcode) ? today() : date('2026-01-01')"), ["adresse.postcode"]);
    }

    #[test]
    fn texts_compared_are_known() {
        let found = readings(&super::super::read("a in ['x', 'y'] || 'z' in b || c < 'w'").unwrap());
        let compared: Vec<Vec<&str>> =
            found.iter().map(|reading| reading.compared.iter().map(|word| word.text.as_str()).collect()).collect();
        assert_eq!(compared, [vec!["x", "y"], vec!["z"], vec![]]);
    }
}
