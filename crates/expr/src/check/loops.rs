//! `list.exists(x, …)` and the like: their variable, and how often they run.

use super::Checker;
use crate::{
    Type,
    ast::{Ast, Kind, Name},
    plan::{Loop, Node, Step},
};

/// How many items a list of answers is assumed to have at most.
const MAX_ITEMS: u64 = 200;

/// How many times loops inside each other may run.
const MAX_REPEATS: u64 = 10_000;

impl Checker<'_> {
    pub(super) fn repeated(&mut self, kind: Loop, list: &Ast, name: &Name, args: &[Ast]) -> Option<Node> {
        let form = &name.text;
        let [Ast { kind: Kind::Name(variable), .. }, body] = args else {
            return self.refuse(&name.at, format!("Écrivez un nom court, puis la formule\u{a0}: liste.{form}(e, …)."));
        };
        let list_node = self.node(list)?;
        let Type::List(item) = &list_node.ty else {
            return self.refuse(&list.at, format!("La fonction {form} s’applique à une liste. Ici, c’est {}.", list_node.ty));
        };
        if **item == Type::Null {
            return self.refuse(&list.at, "Cette liste n’a jamais d’élément. Mettez-y des valeurs, ou le nom d’une liste.");
        }
        let around = self.repeats;
        self.repeats = around.saturating_mul(items(&list_node));
        if self.repeats > MAX_REPEATS {
            self.repeats = around;
            return self.refuse(&name.at, "Trop de listes l’une dans l’autre\u{a0}: le calcul serait trop long. Gardez-en une seule.");
        }
        self.locals.push((variable.clone(), (**item).clone()));
        let body = if kind == Loop::Map { self.node(body) } else { self.boolean(body) };
        self.locals.pop();
        self.repeats = around;
        let body = body?;
        let ty = match kind {
            Loop::Exists | Loop::All => Type::Bool,
            Loop::Filter => list_node.ty.clone(),
            Loop::Map => Type::list(body.ty.clone()),
        };
        Some(Node::new(ty, Step::Loop(kind, list_node.into(), body.into())))
    }
}

/// The most items a list may have.
fn items(list: &Node) -> u64 {
    match &list.kind {
        Step::List(nodes) => u64::try_from(nodes.len()).unwrap_or(u64::MAX).max(1),
        Step::Compute(_, a, b) => items(a).saturating_add(items(b)),
        Step::Choice(_, a, b) => items(a).max(items(b)),
        Step::Loop(_, inner, ..) | Step::Widen(inner) => items(inner),
        _ => MAX_ITEMS,
    }
}
