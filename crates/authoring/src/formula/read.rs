//! From the tree of the language to ours, where whoever looks for names, texts and
//! menus has less to tell apart.

use expr::{
    Value,
    syntax::{self, Arithmetic, Ast, Comparison, Kind, Name},
};

use super::{Node, Says, Word};

/// Reads a source; `None` when it is not an expression.
pub(crate) fn read(source: &str) -> Option<Node> {
    syntax::read(source).map(|ast| node(source, ast))
}

fn node(source: &str, Ast { at, kind, .. }: Ast) -> Node {
    let one = |ast: Box<Ast>| Box::new(node(source, *ast));
    let all = |asts: Vec<Ast>| asts.into_iter().map(|ast| node(source, ast)).collect::<Vec<_>>();
    let says = match kind {
        Kind::Literal(Value::Null) => Says::Null,
        Kind::Literal(Value::Bool(yes)) => Says::Bool(yes),
        Kind::Literal(Value::Text(text)) => Says::Text(text),
        Kind::Literal(_) => Says::Number(number(source.get(at.clone()).unwrap_or_default())),
        Kind::Name(name) => Says::Name(name),
        Kind::List(items) => Says::List(all(items)),
        Kind::Member(owner, name) => Says::Member(one(owner), word(name)),
        Kind::Index(list, rank) => Says::Index(one(list), one(rank)),
        Kind::Not(inner) => Says::Not(one(inner)),
        Kind::Negate(inner) => Says::Negate(one(inner)),
        Kind::And(parts) => Says::And(all(parts)),
        Kind::Or(parts) => Says::Or(all(parts)),
        Kind::Compare(comparison, a, b) => Says::Between(compared(comparison), one(a), one(b)),
        Kind::Compute(arithmetic, a, b) => Says::Between(computed(arithmetic), one(a), one(b)),
        Kind::In(item, list) => Says::Between("in", one(item), one(list)),
        Kind::Choice(condition, yes, no) => Says::Choice(one(condition), one(yes), one(no)),
        Kind::Call(name, args) => Says::Call(word(name), all(args)),
        Kind::Method(receiver, name, args) => Says::Call(word(name), std::iter::once(*one(receiver)).chain(all(args)).collect()),
    };
    Node { at, says }
}

fn word(Name { at, text }: Name) -> Word {
    Word { at, text }
}

/// The digits as written, without the parentheses and spaces around them.
fn number(written: &str) -> String {
    written.chars().filter(|c| c.is_ascii_digit() || matches!(c, '-' | '.')).collect()
}

const fn compared(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "==",
        Comparison::Different => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

const fn computed(arithmetic: Arithmetic) -> &'static str {
    match arithmetic {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "-",
        Arithmetic::Multiply => "*",
        Arithmetic::Divide => "/",
        Arithmetic::Remainder => "%",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precedence_is_that_of_the_language() {
        let shown = |source: &str| read(source).map(|node| shape(&node)).unwrap_or_default();
        assert_eq!(shown("a || b && !c == d + 1 * 2"), "(a || (b && (!c == (d + (1 * 2)))))");
        assert_eq!(shown("a ? b : c ? d : e"), "(a ? b : (c ? d : e))");
        assert_eq!(shown("x.f(y)[0].z in ['a', 'b']"), "(f(x, y)[0].z in [a, b])");
        assert_eq!(shown("a < (- 1.50)"), "(a < -1.50)");
        for wrong in ["", "a &&", "a b", "'a", "f(", "[1,", "a.", "é", "a = b"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(read(&format!("{}a", "!".repeat(5_000))), None);
    }

    fn shape(node: &Node) -> String {
        let all = |nodes: &[Node], by: &str| nodes.iter().map(shape).collect::<Vec<_>>().join(by);
        match &node.says {
            Says::Null => "null".into(),
            Says::Bool(yes) => yes.to_string(),
            Says::Number(text) | Says::Text(text) | Says::Name(text) => text.clone(),
            Says::List(items) => format!("[{}]", all(items, ", ")),
            Says::Member(owner, word) => format!("{}.{}", shape(owner), word.text),
            Says::Index(list, rank) => format!("{}[{}]", shape(list), shape(rank)),
            Says::Not(inner) => format!("!{}", shape(inner)),
            Says::Negate(inner) => format!("-{}", shape(inner)),
            Says::And(parts) => format!("({})", all(parts, " && ")),
            Says::Or(parts) => format!("({})", all(parts, " || ")),
            Says::Between(sign, a, b) => format!("({} {sign} {})", shape(a), shape(b)),
            Says::Choice(a, b, c) => format!("({} ? {} : {})", shape(a), shape(b), shape(c)),
            Says::Call(word, args) => format!("{}({})", word.text, all(args, ", ")),
        }
    }
}
