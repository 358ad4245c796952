//! Operators: what they accept, and what to write instead.

use std::ops::Range;

use super::Checker;
use crate::{
    Type, Value,
    ast::{Arithmetic, Ast, Comparison},
    plan::{Node, Step},
};

impl Checker<'_> {
    pub(super) fn boolean(&mut self, ast: &Ast) -> Option<Node> {
        let node = self.node(ast)?;
        if node.ty == Type::Bool {
            return Some(node);
        }
        let message = format!("Il faut ici un oui ou non. C’est {}. Comparez avec ==, ou écrivez has(…).", node.ty);
        self.refuse(&ast.at, message)
    }

    pub(super) fn booleans(&mut self, parts: &[Ast]) -> Option<Vec<Node>> {
        let nodes: Vec<_> = parts.iter().map(|part| self.boolean(part)).collect();
        nodes.into_iter().collect()
    }

    pub(super) fn negate(&mut self, operand: &Ast) -> Option<Node> {
        let node = self.node(operand)?;
        if node.ty.is_number() {
            return Some(Node::new(node.ty.clone(), Step::Negate(node.into())));
        }
        let message = format!("Le signe - se met devant un nombre. Ici, c’est {}.", node.ty);
        self.refuse(&operand.at, message)
    }

    fn pair(&mut self, a: &Ast, b: &Ast) -> Option<(Node, Node)> {
        let (a, b) = (self.node(a), self.node(b));
        Some((a?, b?))
    }

    pub(super) fn compare(&mut self, at: &Range<usize>, comparison: Comparison, a: &Ast, b: &Ast) -> Option<Node> {
        let (a, b) = self.pair(a, b)?;
        let equality = matches!(comparison, Comparison::Equal | Comparison::Different);
        if equality && (is_null(&a) || is_null(&b)) {
            let absent = Node::new(Type::Bool, Step::IsAbsent(if is_null(&a) { b } else { a }.into()));
            return Some(if comparison == Comparison::Equal { absent } else { Node::new(Type::Bool, Step::Not(absent.into())) });
        }
        if is_null(&a) || is_null(&b) {
            return self.refuse(at, "null se compare avec == ou != seulement.");
        }
        let Some(ty) = a.ty.join(&b.ty) else {
            let message = format!("Vous comparez {} et {}.{}", a.ty, b.ty, comparable(&a.ty, &b.ty));
            return self.refuse(at, message);
        };
        if !equality && !is_ordered(&ty) {
            return self.refuse(at, format!("On ne peut pas ranger dans l’ordre {ty}. Utilisez == ou !=."));
        }
        let (a, b) = (a.widened(&ty), b.widened(&ty));
        Some(Node::new(Type::Bool, Step::Compare(comparison, a.into(), b.into())))
    }

    pub(super) fn compute(&mut self, at: &Range<usize>, arithmetic: Arithmetic, a: &Ast, b: &Ast) -> Option<Node> {
        let (a, b) = self.pair(a, b)?;
        let joined = a.ty.join(&b.ty).filter(|_| a.ty != Type::Null && b.ty != Type::Null);
        let adds = arithmetic == Arithmetic::Add;
        match joined {
            Some(ty) if ty.is_number() || adds && matches!(ty, Type::Text | Type::List(_)) => {
                let (a, b) = (a.widened(&ty), b.widened(&ty));
                Some(Node::new(ty, Step::Compute(arithmetic, a.into(), b.into())))
            }
            _ => {
                let message = format!("Ce calcul ne va pas avec {} et {}.{}", a.ty, b.ty, computable(&a.ty, &b.ty));
                self.refuse(at, message)
            }
        }
    }

    pub(super) fn membership(&mut self, at: &Range<usize>, item: &Ast, list: &Ast) -> Option<Node> {
        let (item, list) = self.pair(item, list)?;
        let wanted = match &list.ty {
            Type::List(wanted) => (item.ty != Type::Null).then(|| wanted.join(&item.ty)).flatten(),
            Type::Text => return self.refuse(at, "Pour chercher dans un texte, écrivez texte.contains('…')."),
            ty => {
                let message = format!("Après in, il faut une liste, par exemple ['a', 'b']. Ici, c’est {ty}.");
                return self.refuse(at, message);
            }
        };
        let Some(wanted) = wanted else {
            let message = format!("La liste ne peut pas contenir {}.", item.ty);
            return self.refuse(at, message);
        };
        let (item, list) = (item.widened(&wanted), list.widened(&Type::list(wanted)));
        Some(Node::new(Type::Bool, Step::In(item.into(), list.into())))
    }
}

fn is_null(node: &Node) -> bool {
    matches!(node.kind, Step::Literal(Value::Null))
}

fn is_ordered(ty: &Type) -> bool {
    matches!(ty, Type::Int | Type::Decimal | Type::Text | Type::Date | Type::Timestamp)
}

/// What to write to compare values of two types.
fn comparable(a: &Type, b: &Type) -> &'static str {
    use Type::*;
    match (a, b) {
        (Date, Text) | (Text, Date) => " Écrivez la date ainsi\u{a0}: date('2026-05-01').",
        (Date, Timestamp) | (Timestamp, Date) => " Écrivez date(…) autour de la date avec l’heure pour garder le jour.",
        (Int | Decimal, Text) | (Text, Int | Decimal) => " Écrivez le nombre sans guillemets, ou int(…) autour du texte.",
        (Bool, _) | (_, Bool) => " Comparez un oui ou non avec true ou false.",
        (List(_), _) | (_, List(_)) => " Pour chercher dans une liste, écrivez valeur in liste.",
        _ => " Comparez deux valeurs du même type.",
    }
}

/// What to write to compute with values of two types.
fn computable(a: &Type, b: &Type) -> &'static str {
    use Type::*;
    match (a, b) {
        (Date, Date) => " Pour compter les jours, écrivez days_between(début, fin).",
        (Date | Timestamp, _) | (_, Date | Timestamp) => " Pour avancer de dix jours, écrivez add_days(date, 10).",
        (Text, Text) => " Les textes se mettent bout à bout avec +.",
        (Text, Int | Decimal) | (Int | Decimal, Text) => " Écrivez string(…) autour du nombre, ou int(…) autour du texte.",
        _ => " Calculez avec des nombres.",
    }
}
