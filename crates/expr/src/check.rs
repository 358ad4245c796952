//! Types and names: from what is written to what can be computed.
//! Finds as many mistakes as it can, each with what to write instead.

mod calls;
mod loops;
mod operators;
mod suggest;

use std::ops::Range;

use crate::{
    Diagnostic, Scope, Type,
    ast::{Ast, Kind, Name},
    plan::{Node, Step},
};

/// Mistakes told of one expression: nobody reads more, and a hostile one has thousands.
const MOST_TOLD: usize = 10;

/// A checked expression and the top-level names it reads, by rank.
pub(crate) struct Plan {
    pub root: Node,
    pub reads: Box<[(String, Type)]>,
}

/// Checks an expression; when `condition`, it must answer yes or no.
pub(crate) fn check(ast: &Ast, scope: &Scope, condition: bool) -> Result<Plan, Vec<Diagnostic>> {
    let mut checker = Checker { scope, locals: Vec::new(), repeats: 1, reads: Vec::new(), found: Vec::new() };
    let root = checker.node(ast);
    if let Some(root) = &root
        && condition
        && root.ty != Type::Bool
    {
        checker.refuse::<()>(
            &ast.at,
            format!("Une condition répond par oui ou non. Ici, c’est {}. Comparez avec ==, ou écrivez has(…).", root.ty),
        );
    }
    match root {
        Some(root) if checker.found.is_empty() => Ok(Plan { root, reads: checker.reads.into() }),
        _ => Err(checker.found),
    }
}

struct Checker<'s> {
    scope: &'s Scope,
    /// Variables of the loops around, outermost first.
    locals: Vec<(String, Type)>,
    /// How many times the loops around may run what is being checked.
    repeats: u64,
    reads: Vec<(String, Type)>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    /// `None` once a mistake inside has been told.
    fn node(&mut self, ast: &Ast) -> Option<Node> {
        match &ast.kind {
            Kind::Literal(value) => Some(Node::new(literal_type(value), Step::Literal(value.clone()))),
            Kind::Name(name) => self.name(&ast.at, name),
            Kind::List(items) => self.list(&ast.at, items),
            Kind::Member(owner, name) => self.member(owner, name),
            Kind::Index(list, rank) => self.index(list, rank),
            Kind::Not(operand) => self.boolean(operand).map(|node| Node::new(Type::Bool, Step::Not(node.into()))),
            Kind::Negate(operand) => self.negate(operand),
            Kind::And(parts) => self.booleans(parts).map(|nodes| Node::new(Type::Bool, Step::And(nodes))),
            Kind::Or(parts) => self.booleans(parts).map(|nodes| Node::new(Type::Bool, Step::Or(nodes))),
            Kind::Compare(comparison, a, b) => self.compare(&ast.at, *comparison, a, b),
            Kind::Compute(arithmetic, a, b) => self.compute(&ast.at, *arithmetic, a, b),
            Kind::In(item, list) => self.membership(&ast.at, item, list),
            Kind::Choice(condition, yes, no) => self.choice(&ast.at, condition, yes, no),
            Kind::Call(name, args) => self.call(name, args.iter().collect()),
            Kind::Method(receiver, name, args) => self.method(receiver, name, args),
        }
    }

    /// Tells a mistake.
    fn refuse<T>(&mut self, at: &Range<usize>, message: impl Into<String>) -> Option<T> {
        if self.found.len() < MOST_TOLD {
            self.found.push(Diagnostic::new(at.clone(), message));
        }
        None
    }

    fn name(&mut self, at: &Range<usize>, name: &str) -> Option<Node> {
        if let Some(rank) = self.locals.iter().rposition(|(local, _)| local == name) {
            return Some(Node::new(self.locals[rank].1.clone(), Step::Local(rank)));
        }
        let Some(ty) = self.scope.get(name) else {
            if self.found.len() >= MOST_TOLD {
                return None;
            }
            let known = self.scope.iter().map(|(name, _)| name).chain(self.locals.iter().map(|(name, _)| name.as_str()));
            let message = format!("Le champ «\u{a0}{name}\u{a0}» n’existe pas.{}", suggest::instead(name, known));
            return self.refuse(at, message);
        };
        let rank = self.reads.iter().position(|(read, _)| read == name).unwrap_or_else(|| {
            self.reads.push((name.to_owned(), ty.clone()));
            self.reads.len() - 1
        });
        Some(Node::new(ty.clone(), Step::Name(rank, name.to_owned())))
    }

    fn list(&mut self, at: &Range<usize>, items: &[Ast]) -> Option<Node> {
        let nodes = self.all(items)?;
        let Some(item) = nodes.iter().try_fold(Type::Null, |ty, node| ty.join(&node.ty)) else {
            return self.refuse(at, "Les valeurs d’une liste sont toutes du même type.");
        };
        let nodes = nodes.into_iter().map(|node| node.widened(&item)).collect();
        Some(Node::new(Type::list(item), Step::List(nodes)))
    }

    fn member(&mut self, owner: &Ast, name: &Name) -> Option<Node> {
        let node = self.node(owner)?;
        let field = &name.text;
        let message = match &node.ty {
            Type::Record(fields) => match fields.get(field) {
                Some(ty) => return Some(Node::new(ty.clone(), Step::Member(node.into(), field.clone()))),
                None => {
                    format!("Ce bloc n’a pas de champ «\u{a0}{field}\u{a0}».{}", suggest::instead(field, fields.keys().map(String::as_str)))
                }
            },
            _ if crate::functions::names().any(|function| function == field) => format!("Ajoutez des parenthèses\u{a0}: .{field}()."),
            Type::List(_) => {
                "C’est une liste\u{a0}: choisissez un élément avec [0], ou écrivez .exists(e, …) pour les essayer tous.".to_owned()
            }
            ty => format!("C’est {ty}\u{a0}: il n’y a pas de champ dedans."),
        };
        self.refuse(&name.at, message)
    }

    fn index(&mut self, list: &Ast, rank: &Ast) -> Option<Node> {
        let (node, rank_node) = (self.node(list), self.node(rank));
        let (node, rank_node) = (node?, rank_node?);
        let Type::List(item) = &node.ty else {
            return self.refuse(&list.at, format!("Les crochets choisissent dans une liste. Ici, c’est {}.", node.ty));
        };
        if rank_node.ty != Type::Int {
            return self.refuse(&rank.at, "Entre crochets, écrivez un nombre entier\u{a0}: [0] pour le premier élément.");
        }
        Some(Node::new((**item).clone(), Step::Index(node.into(), rank_node.into())))
    }

    fn choice(&mut self, at: &Range<usize>, condition: &Ast, yes: &Ast, no: &Ast) -> Option<Node> {
        let (condition, yes, no) = (self.boolean(condition), self.node(yes), self.node(no));
        let (condition, yes, no) = (condition?, yes?, no?);
        let Some(ty) = yes.ty.join(&no.ty) else {
            let message = format!("Les deux réponses d’un choix sont du même type. Ici, {} et {}.", yes.ty, no.ty);
            return self.refuse(at, message);
        };
        let (yes, no) = (yes.widened(&ty), no.widened(&ty));
        Some(Node::new(ty, Step::Choice(condition.into(), yes.into(), no.into())))
    }

    /// All the nodes, or none; every mistake is told.
    fn all<'a>(&mut self, parts: impl IntoIterator<Item = &'a Ast>) -> Option<Vec<Node>> {
        let nodes: Vec<_> = parts.into_iter().map(|part| self.node(part)).collect();
        nodes.into_iter().collect()
    }
}

fn literal_type(value: &crate::Value) -> Type {
    use crate::Value;
    match value {
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Decimal(_) => Type::Decimal,
        Value::Text(_) => Type::Text,
        // invariant: the parser makes no other literal
        _ => Type::Null,
    }
}
