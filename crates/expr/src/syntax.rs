//! The source of an expression as a tree with positions, without its types: for
//! those who show, change or rename what authors wrote.

use std::collections::BTreeSet;

pub use crate::ast::{Arithmetic, Ast, Comparison, Kind, Name};
use crate::{expr::MAX_SOURCE, parser};

/// Reads a source; `None` when it is not an expression, or is too long or too deep to be one.
pub fn read(source: &str) -> Option<Ast> {
    if source.len() > MAX_SOURCE { None } else { parser::parse(source).ok() }
}

/// The names that a source says, those of its loops included; none when it is not an expression.
pub fn names(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if let Some(ast) = read(source) {
        collect(&ast, &mut names);
    }
    names
}

fn collect(ast: &Ast, names: &mut BTreeSet<String>) {
    if let Kind::Name(name) = &ast.kind {
        names.insert(name.clone());
    }
    ast.kind.parts().into_iter().for_each(|part| collect(part, names));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_source() {
        let said = |source: &str| names(source).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(said("enfants.filter(e, age(e.naissance) < seuil)[rang] + 'nom' == total ? a : -b"), "a b e enfants rang seuil total");
        assert_eq!((said("1 + 2"), said("a +")), (String::new(), String::new()));
    }
}
