//! Calls of functions: overloads, and dates written in full.

use super::{Checker, suggest};
use crate::{
    Type, Value,
    ast::{Ast, Name},
    functions::{self, Function, Shape},
    plan::{Loop, Node, Step},
};

impl Checker<'_> {
    pub(super) fn method(&mut self, receiver: &Ast, name: &Name, args: &[Ast]) -> Option<Node> {
        match Loop::named(&name.text) {
            Some(kind) => self.repeated(kind, receiver, name, args),
            None => self.call(name, std::iter::once(receiver).chain(args).collect()),
        }
    }

    pub(super) fn call(&mut self, name: &Name, args: Vec<&Ast>) -> Option<Node> {
        if name.text == "has" {
            return self.has(name, &args);
        }
        if Loop::named(&name.text).is_some() {
            return self.refuse(&name.at, format!("Écrivez la liste devant\u{a0}: liste.{}(e, …).", name.text));
        }
        if functions::named(&name.text).next().is_none() {
            let known = functions::names().chain(["has", "exists", "all", "filter", "map"]);
            let message = format!("La fonction «\u{a0}{}\u{a0}» n’existe pas.{}", name.text, suggest::instead(&name.text, known));
            return self.refuse(&name.at, message);
        }
        let nodes = self.all(args.iter().copied())?;
        let Some(function) = chosen(&name.text, &nodes) else {
            return self.refuse(&name.at, usage(&name.text, &nodes));
        };
        if let Some(text) = written_date(function, &nodes) {
            return match functions::read_date(text) {
                Some(day) => Some(Node::new(Type::Date, Step::Literal(Value::Date(day)))),
                None => self.refuse(&args.first()?.at, "Cette date n’existe pas. Écrivez année-mois-jour, par exemple 2026-05-01."),
            };
        }
        let widened = nodes.into_iter().zip(function.takes).map(|(node, shape)| match shape {
            Shape::AnyList => node,
            shape => node.widened(&shape.ty()),
        });
        Some(Node::new(function.gives.ty(), Step::Call(function, widened.collect())))
    }

    fn has(&mut self, name: &Name, args: &[&Ast]) -> Option<Node> {
        let [arg] = args else {
            return self.refuse(&name.at, "has prend un seul champ\u{a0}: has(champ).");
        };
        let node = self.node(arg)?;
        Some(Node::new(Type::Bool, Step::IsPresent(node.into())))
    }
}

/// The overload that takes these arguments as they are, else the first that
/// takes them once whole numbers are widened.
fn chosen(name: &str, args: &[Node]) -> Option<&'static Function> {
    let takes = |function: &&Function, accepts: fn(&Type, Shape) -> bool| {
        function.takes.len() == args.len() && args.iter().zip(function.takes).all(|(arg, shape)| accepts(&arg.ty, *shape))
    };
    let exact = |ty: &Type, shape: Shape| if shape == Shape::AnyList { matches!(ty, Type::List(_)) } else { *ty == shape.ty() };
    let wider = |ty: &Type, shape: Shape| *ty != Type::Null && ty.join(&shape.ty()) == Some(shape.ty());
    functions::named(name)
        .find(|function| takes(function, exact))
        .or_else(|| functions::named(name).find(|function| takes(function, wider)))
}

/// The text of `date('2026-05-01')`, which is a date known at once.
fn written_date<'n>(function: &Function, args: &'n [Node]) -> Option<&'n str> {
    match args {
        [Node { kind: Step::Literal(Value::Text(text)), .. }] if function.name == "date" => Some(text),
        _ => None,
    }
}

fn usage(name: &str, given: &[Node]) -> String {
    let listed = |types: Vec<Type>| match types.as_slice() {
        [] => "rien".to_owned(),
        types => types.iter().map(shown).collect::<Vec<_>>().join(", "),
    };
    let accepted: Vec<_> = functions::named(name).map(|f| listed(f.takes.iter().map(|shape| shape.ty()).collect())).collect();
    let given = listed(given.iter().map(|node| node.ty.clone()).collect());
    format!("La fonction {name} prend\u{a0}: {}. Ici\u{a0}: {given}.", accepted.join("\u{a0}; ou\u{a0}: "))
}

fn shown(ty: &Type) -> String {
    match ty {
        Type::List(item) if **item == Type::Null => "une liste".to_owned(),
        Type::List(item) => format!("une liste ({item})"),
        ty => ty.to_string(),
    }
}
