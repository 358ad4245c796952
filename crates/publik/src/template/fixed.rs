//! Texts that cannot change: labels, hints, titles, texts to read.

use super::{
    Node,
    html::LOST,
    parse,
    words::{Said, without_marks},
};
use crate::expression::{Ast, Cond, Literal, Names, Operand, holds, operand};

/// A text that cannot change (a label, a hint): options are put in, all other
/// names are lost. `shape` turns its HTML into what we show.
pub(crate) fn fixed(source: &str, names: &Names, shape: fn(&str) -> String) -> Said {
    let Ok(nodes) = parse(source) else {
        return Said { text: shape(&without_marks(source)), lost: vec!["le texte est mal formé".into()], ..Said::default() };
    };
    let mut out = Said::default();
    still(&nodes, names, &mut out);
    Said { text: shape(&out.text).replace(LOST, "").trim().to_owned(), ..out }
}

fn still(nodes: &[Node], names: &Names, out: &mut Said) {
    for node in nodes {
        match node {
            Node::Text(text) => out.text.push_str(text),
            Node::Print(ast) => match constant(ast, names) {
                Some(value) => out.text.push_str(&value.text()),
                None => {
                    out.text.push(LOST);
                    out.lost.push(format!("«\u{a0}{}\u{a0}» ne se dit pas ici", shown(ast)));
                }
            },
            Node::If(cases, otherwise) => {
                let known: Option<Vec<_>> =
                    cases.iter().map(|(condition, nodes)| Some((constant(condition, names)?.is_true(), nodes))).collect();
                match known {
                    Some(known) => still(known.iter().find(|(yes, _)| *yes).map_or(otherwise, |(_, nodes)| nodes), names, out),
                    None => {
                        out.lost.push("un passage dépend d’une réponse".into());
                        still(otherwise, names, out);
                    }
                }
            }
            Node::With(_, nodes) => still(nodes, names, out),
            Node::FirstOf(values) => match values.iter().find_map(|value| constant(value, names).filter(Literal::is_true)) {
                Some(value) => out.text.push_str(&value.text()),
                None => out.lost.push("un passage dépend d’une réponse".into()),
            },
            Node::Unknown(why) => out.lost.push(why.clone()),
        }
    }
}

/// A value known at once.
pub(super) fn constant(ast: &Ast, names: &Names) -> Option<Literal> {
    match operand(ast, names) {
        Ok(Operand::Known(value)) => Some(value),
        Ok(_) => None,
        Err(_) => match holds(ast, names, true, false).ok()? {
            Cond::Always => Some(Literal::Bool(true)),
            Cond::Never => Some(Literal::Bool(false)),
            Cond::When(..) => None,
        },
    }
}

fn shown(ast: &Ast) -> String {
    match ast {
        Ast::Name(name) => name.clone(),
        Ast::Filter(inner, ..) => shown(inner),
        _ => "une formule".to_owned(),
    }
}
