//! Tokens to a tree, by precedence.

use std::ops::Range;

use super::{
    Node, Says, Word,
    tokens::{Token, tokens},
};

/// As deep, and as long, as `expr` reads.
const MAX_DEPTH: usize = 64;
const MAX_SOURCE: usize = 4_000;

/// Reads a source; `None` when it is not an expression.
pub(crate) fn read(source: &str) -> Option<Node> {
    if source.len() > MAX_SOURCE {
        return None;
    }
    let mut reader = Reader { tokens: tokens(source)?, next: 0, open: 0 };
    let node = reader.expression(0)?;
    (*reader.peek() == Token::End).then_some(node)
}

struct Reader {
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    /// How many expressions are being read inside each other.
    open: usize,
}

/// How tightly each sign holds its operands; `?:` is the loosest, below all of them.
fn power(token: &Token) -> Option<(&'static str, u8)> {
    let sign = match token {
        Token::Symbol(symbol) => *symbol,
        Token::Name(name) if name == "in" => "in",
        _ => return None,
    };
    let power = match sign {
        "||" => 2,
        "&&" => 3,
        "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" => 4,
        "+" | "-" => 5,
        "*" | "/" | "%" => 6,
        _ => return None,
    };
    Some((sign, power))
}

impl Reader {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(token, _)| token)
    }

    fn at(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(0..0, |(_, at)| at.clone())
    }

    /// The end of the token just passed.
    fn end(&self) -> usize {
        self.tokens.get(self.next.wrapping_sub(1)).map_or(0, |(_, at)| at.end)
    }

    fn accept(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Token::Symbol(found) if *found == symbol);
        self.next += usize::from(found);
        found
    }

    fn expression(&mut self, minimum: u8) -> Option<Node> {
        self.deeper(|reader| {
            let mut left = reader.prefix()?;
            while let Some((sign, power)) = power(reader.peek()).filter(|(_, power)| *power > minimum) {
                reader.next += 1;
                left = joined(left, sign, reader.expression(power)?);
            }
            if minimum < 1 && reader.accept("?") {
                let yes = reader.expression(1)?;
                let no = reader.accept(":").then(|| reader.expression(0))??;
                left = Node { at: left.at.start..no.at.end, says: Says::Choice(left.into(), yes.into(), no.into()) };
            }
            Some(left)
        })
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<Node>) -> Option<Node> {
        self.open += 1;
        let node = if self.open > MAX_DEPTH { None } else { read(self) };
        self.open -= 1;
        node
    }

    fn prefix(&mut self) -> Option<Node> {
        let start = self.at().start;
        if self.accept("!") {
            let operand = self.deeper(Self::prefix)?;
            return Some(Node { at: start..operand.at.end, says: Says::Not(operand.into()) });
        }
        if self.accept("-") {
            if let Token::Number(digits) = self.peek() {
                let number = Says::Number(format!("-{digits}"));
                self.next += 1;
                return self.postfix(Node { at: start..self.end(), says: number });
            }
            let operand = self.deeper(Self::prefix)?;
            return Some(Node { at: start..operand.at.end, says: Says::Negate(operand.into()) });
        }
        let operand = self.operand()?;
        self.postfix(operand)
    }

    fn operand(&mut self) -> Option<Node> {
        let (token, at) = (self.peek().clone(), self.at());
        self.next += 1;
        let says = match token {
            Token::Number(digits) => Says::Number(digits),
            Token::Text(text) => Says::Text(text),
            Token::Name(name) => match name.as_str() {
                "null" => Says::Null,
                "true" => Says::Bool(true),
                "false" => Says::Bool(false),
                "in" => return None,
                _ if self.accept("(") => Says::Call(Word { at: at.clone(), text: name }, self.sequence(")")?),
                _ => Says::Name(name),
            },
            Token::Symbol("(") => {
                let inner = self.expression(0)?;
                return self.accept(")").then(|| Node { at: at.start..self.end(), ..inner });
            }
            Token::Symbol("[") => Says::List(self.sequence("]")?),
            _ => return None,
        };
        Some(Node { at: at.start..self.end(), says })
    }

    fn postfix(&mut self, mut operand: Node) -> Option<Node> {
        let start = operand.at.start;
        loop {
            let says = if self.accept(".") {
                let (Token::Name(text), at) = (self.peek().clone(), self.at()) else { return None };
                self.next += 1;
                let word = Word { at, text };
                if self.accept("(") {
                    Says::Call(word, std::iter::once(operand).chain(self.sequence(")")?).collect())
                } else {
                    Says::Member(operand.into(), word)
                }
            } else if self.accept("[") {
                let rank = self.expression(0)?;
                if !self.accept("]") {
                    return None;
                }
                Says::Index(operand.into(), rank.into())
            } else {
                return Some(operand);
            };
            operand = Node { at: start..self.end(), says };
        }
    }

    /// Expressions between commas, up to the closing symbol.
    fn sequence(&mut self, close: &str) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        if self.accept(close) {
            return Some(items);
        }
        loop {
            items.push(self.expression(0)?);
            if self.accept(close) {
                return Some(items);
            }
            if !self.accept(",") {
                return None;
            }
        }
    }
}

fn joined(left: Node, sign: &'static str, right: Node) -> Node {
    let at = left.at.start..right.at.end;
    let says = match (sign, left.says) {
        ("&&", Says::And(parts)) => Says::And(with(parts, right)),
        ("||", Says::Or(parts)) => Says::Or(with(parts, right)),
        (sign, says) => {
            let left = Node { at: left.at, says };
            match sign {
                "&&" => Says::And(vec![left, right]),
                "||" => Says::Or(vec![left, right]),
                sign => Says::Between(sign, left.into(), right.into()),
            }
        }
    };
    Node { at, says }
}

fn with(mut parts: Vec<Node>, last: Node) -> Vec<Node> {
    parts.push(last);
    parts
}

#[cfg(test)]
mod tests {
    use expr::{Expr, Scope, Type};

    use super::*;

    #[test]
    fn precedence_is_that_of_the_language() {
        let shown = |source: &str| read(source).map(|node| shape(&node)).unwrap_or_default();
        assert_eq!(shown("a || b && !c == d + 1 * 2"), "(a || (b && (!c == (d + (1 * 2)))))");
        assert_eq!(shown("a ? b : c ? d : e"), "(a ? b : (c ? d : e))");
        assert_eq!(shown("x.f(y)[0].z in ['a', 'b']"), "(f(x, y)[0].z in [a, b])");
        for wrong in ["", "a &&", "a b", "'a", "f(", "[1,", "a.", "é", "a = b"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(read(&format!("{}a", "!".repeat(5_000))), None);
    }

    #[test]
    fn what_the_language_compiles_is_read() {
        let scope = Scope::new().with("a", Type::Int).with("l", Type::list(Type::Int)).with("t", Type::Text).with("b", Type::Bool);
        for source in [
            "a >= -3 && (t == 'l\\'\\u00e9t\\u00e9' || !b)",
            "l.exists(e, e > a) ? size(l) : l[0] - -a",
            "[1, 2].map(x, x * a) == l",
            "has(t) && t.contains(\"x\") && t != null",
        ] {
            assert!(Expr::compile(source, &scope).is_ok() && read(source).is_some(), "{source}");
        }
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
