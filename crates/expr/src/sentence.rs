//! A condition read back in French, for those who check it without writing it.

use crate::{
    Expr, Type, Value,
    ast::{Arithmetic, Comparison},
    decimal,
    functions::Function,
    plan::{Loop, Node, Step},
};

/// « Âge est supérieur à 3 et Commune est « Bron » ». `label` gives what people
/// read for a name: `commune`, or `enfants.age` for a field of a block, or of the
/// items of a list of blocks.
pub fn sentence(expr: &Expr, label: &dyn Fn(&str) -> String) -> String {
    Reader { label, lists: Vec::new() }.read(expr.root())
}

struct Reader<'l> {
    label: &'l dyn Fn(&str) -> String,
    /// The path of the list of each loop around, when it has one.
    lists: Vec<Option<String>>,
}

impl Reader<'_> {
    fn read(&mut self, node: &Node) -> String {
        if node.ty == Type::Bool { self.claim(node, true) } else { self.thing(node) }
    }

    /// A sentence: something is so (`yes`), or is not.
    fn claim(&mut self, node: &Node, yes: bool) -> String {
        match &node.kind {
            Step::Literal(Value::Bool(value)) => if *value == yes { "toujours" } else { "jamais" }.to_owned(),
            Step::Not(operand) => self.claim(operand, !yes),
            // not (a and b) reads: not a, or not b
            Step::And(nodes) => self.chain(nodes, yes, yes),
            Step::Or(nodes) => self.chain(nodes, yes, !yes),
            Step::IsAbsent(operand) => self.answered(operand, !yes),
            Step::IsPresent(operand) => self.answered(operand, yes),
            Step::Compare(comparison, a, b) => self.comparison(if yes { *comparison } else { opposite(*comparison) }, a, b),
            Step::In(item, list) => self.membership(item, list, yes),
            Step::Call(function, args) if yes => self.call(function, args),
            Step::Loop(kind, list, body) if yes => self.repeated(*kind, list, body),
            Step::Name(..) | Step::Member(..) | Step::Local(..) => {
                format!("{}\u{a0}: {}", self.thing(node), if yes { "oui" } else { "non" })
            }
            _ if yes => self.thing(node),
            _ => format!("il est faux que {}", self.grouped(node)),
        }
    }

    fn chain(&mut self, nodes: &[Node], yes: bool, all: bool) -> String {
        let parts: Vec<_> = nodes
            .iter()
            .map(|node| {
                let claim = self.claim(node, yes);
                if is_chain(node) { format!("({claim})") } else { claim }
            })
            .collect();
        parts.join(if all { " et " } else { " ou " })
    }

    fn answered(&mut self, node: &Node, yes: bool) -> String {
        format!("{} {}", self.thing(node), if yes { "a une réponse" } else { "n’a pas de réponse" })
    }

    fn comparison(&mut self, comparison: Comparison, a: &Node, b: &Node) -> String {
        if let (Comparison::Equal | Comparison::Different, Step::Literal(Value::Bool(value))) = (comparison, &b.kind) {
            let same = *value == (comparison == Comparison::Equal);
            return self.claim(a, same);
        }
        let time = matches!(a.ty, Type::Date | Type::Timestamp);
        let verb = match comparison {
            Comparison::Equal => "est",
            Comparison::Different => "n’est pas",
            Comparison::Less if time => "est avant",
            Comparison::LessOrEqual if time => "n’est pas après",
            Comparison::Greater if time => "est après",
            Comparison::GreaterOrEqual if time => "n’est pas avant",
            Comparison::Less => "est inférieur à",
            Comparison::LessOrEqual => "est inférieur ou égal à",
            Comparison::Greater => "est supérieur à",
            Comparison::GreaterOrEqual => "est supérieur ou égal à",
        };
        format!("{} {verb} {}", self.thing(a), self.thing(b))
    }

    fn membership(&mut self, item: &Node, list: &Node, yes: bool) -> String {
        let item = self.thing(item);
        match unwidened(list) {
            Step::List(nodes) if !nodes.is_empty() => {
                let values: Vec<_> = nodes.iter().map(|node| self.thing(node)).collect();
                match (values.as_slice(), yes) {
                    ([_, _, ..], false) => format!("{item} n’est ni {}", values.join(" ni ")),
                    ([first @ .., last], true) if !first.is_empty() => format!("{item} est {} ou {last}", first.join(", ")),
                    (values, true) => format!("{item} est {}", values.concat()),
                    (values, false) => format!("{item} n’est pas {}", values.concat()),
                }
            }
            _ => format!("{} {} {item}", self.thing(list), if yes { "contient" } else { "ne contient pas" }),
        }
    }

    fn call(&mut self, function: &Function, args: &[Node]) -> String {
        let mut pieces = function.reads.split(['{', '}']);
        let mut read = pieces.next().unwrap_or_default().to_owned();
        // pieces go by two: the rank of an argument, then words
        while let (Some(rank), Some(words)) = (pieces.next(), pieces.next()) {
            let arg = rank.parse().ok().and_then(|rank: usize| args.get(rank));
            read.push_str(&arg.map_or_else(String::new, |arg| self.thing(arg)));
            read.push_str(words);
        }
        read
    }

    fn repeated(&mut self, kind: Loop, list: &Node, body: &Node) -> String {
        let read = self.thing(list);
        let path = self.path(list);
        self.lists.push(path);
        let body = self.read(body);
        self.lists.pop();
        match kind {
            Loop::Exists => format!("au moins un élément de {read} vérifie ({body})"),
            Loop::All => format!("tous les éléments de {read} vérifient ({body})"),
            Loop::Filter => format!("les éléments de {read} qui vérifient ({body})"),
            Loop::Map => format!("pour chaque élément de {read}, {body}"),
        }
    }

    /// A noun phrase.
    fn thing(&mut self, node: &Node) -> String {
        match &node.kind {
            Step::Literal(value) => literal(value),
            Step::Local(..) => "cet élément".to_owned(),
            Step::Name(_, name) => (self.label)(name),
            Step::Member(owner, field) => self.member(node, owner, field),
            Step::List(nodes) => nodes.iter().map(|node| self.thing(node)).collect::<Vec<_>>().join(", "),
            Step::Index(list, rank) => match rank.kind {
                Step::Literal(Value::Int(rank)) => format!("élément {} de {}", rank.saturating_add(1), self.thing(list)),
                _ => format!("élément de {} au rang {}", self.thing(list), self.thing(rank)),
            },
            Step::Negate(operand) => format!("-{}", self.grouped(operand)),
            Step::Compute(arithmetic, a, b) => format!("{} {} {}", self.grouped(a), sign(*arithmetic), self.grouped(b)),
            Step::Choice(condition, yes, no) => {
                format!("si {} alors {} sinon {}", self.claim(condition, true), self.read(yes), self.read(no))
            }
            Step::Call(function, args) => self.call(function, args),
            Step::Loop(kind, list, body) => self.repeated(*kind, list, body),
            Step::Widen(inner) => self.thing(inner),
            _ => format!("({})", self.claim(node, true)),
        }
    }

    fn member(&mut self, node: &Node, owner: &Node, field: &str) -> String {
        let label = (self.label)(&self.path(node).unwrap_or_else(|| field.to_owned()));
        match &owner.kind {
            Step::Index(..) => format!("{label} de {}", self.thing(owner)),
            _ => label,
        }
    }

    /// With parentheses when it has several words of calculation.
    fn grouped(&mut self, node: &Node) -> String {
        let read = self.thing(node);
        if matches!(unwidened(node), Step::Compute(..) | Step::Choice(..)) { format!("({read})") } else { read }
    }

    /// `block.field`, for a field of a block or of the items of a list of blocks.
    fn path(&self, node: &Node) -> Option<String> {
        match &node.kind {
            Step::Name(_, name) => Some(name.clone()),
            Step::Local(rank) => self.lists.get(*rank)?.clone(),
            Step::Member(owner, field) => Some(format!("{}.{field}", self.path(owner)?)),
            Step::Index(list, _) | Step::Loop(Loop::Filter, list, ..) => self.path(list),
            _ => None,
        }
    }
}

fn unwidened(node: &Node) -> &Step {
    match &node.kind {
        Step::Widen(inner) => unwidened(inner),
        kind => kind,
    }
}

fn is_chain(node: &Node) -> bool {
    match &node.kind {
        Step::Not(inner) => is_chain(inner),
        kind => matches!(kind, Step::And(_) | Step::Or(_)),
    }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Different,
        Comparison::Different => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

fn sign(arithmetic: Arithmetic) -> &'static str {
    match arithmetic {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "−",
        Arithmetic::Multiply => "×",
        Arithmetic::Divide => "÷",
        Arithmetic::Remainder => "modulo",
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Bool(yes) => if *yes { "oui" } else { "non" }.to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Decimal(n) => decimal::show(*n).replace('.', ","),
        Value::Text(text) => format!("«\u{a0}{text}\u{a0}»"),
        Value::Date(day) => format!("le {}", kernel::text::date(*day)),
        // invariant: no other literal is written
        _ => "rien".to_owned(),
    }
}
