//! Tokens to a tree, by operator precedence (Pratt).

mod operands;

use std::ops::Range;

use crate::{
    Diagnostic,
    ast::{Arithmetic, Ast, Comparison, Kind, MAX_DEPTH},
    lexer::{self, Spanned, Token},
};

type Parsed<T> = Result<T, Diagnostic>;

/// What stands between two operands, `?:` apart.
#[derive(Clone, Copy)]
enum Infix {
    Or,
    And,
    Compare(Comparison),
    In,
    Compute(Arithmetic),
}

/// How tightly operators hold their operands, `?:` the loosest, as in CEL.
mod power {
    pub(super) const ANY: u8 = 0;
    pub(super) const CHOICE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const RELATION: u8 = 4;
    pub(super) const SUM: u8 = 5;
    pub(super) const PRODUCT: u8 = 6;
}

fn infix(token: &Token) -> Option<(Infix, u8)> {
    use {Arithmetic::*, Comparison::*};
    Some(match token {
        Token::Symbol("||") => (Infix::Or, power::OR),
        Token::Symbol("&&") => (Infix::And, power::AND),
        Token::Symbol("==") => (Infix::Compare(Equal), power::RELATION),
        Token::Symbol("!=") => (Infix::Compare(Different), power::RELATION),
        Token::Symbol("<") => (Infix::Compare(Less), power::RELATION),
        Token::Symbol("<=") => (Infix::Compare(LessOrEqual), power::RELATION),
        Token::Symbol(">") => (Infix::Compare(Greater), power::RELATION),
        Token::Symbol(">=") => (Infix::Compare(GreaterOrEqual), power::RELATION),
        Token::Name(name) if name == "in" => (Infix::In, power::RELATION),
        Token::Symbol("+") => (Infix::Compute(Add), power::SUM),
        Token::Symbol("-") => (Infix::Compute(Subtract), power::SUM),
        Token::Symbol("*") => (Infix::Compute(Multiply), power::PRODUCT),
        Token::Symbol("/") => (Infix::Compute(Divide), power::PRODUCT),
        Token::Symbol("%") => (Infix::Compute(Remainder), power::PRODUCT),
        _ => return None,
    })
}

/// Reads a whole source; the first mistake stops the reading.
pub(crate) fn parse(source: &str) -> Parsed<Ast> {
    let mut parser = Parser { tokens: lexer::tokens(source)?, next: 0, open: 0 };
    let ast = parser.expression(power::ANY)?;
    match parser.peek() {
        Token::End => Ok(ast),
        _ => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<Spanned>,
    next: usize,
    /// How many expressions are being read inside each other.
    open: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        // invariant: the last token is End and `advance` never passes it
        self.tokens.get(self.next).map_or(&Token::End, |(token, _)| token)
    }

    fn at(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(0..0, |(_, at)| at.clone())
    }

    fn advance(&mut self) {
        self.next = (self.next + 1).min(self.tokens.len() - 1);
    }

    fn accept(&mut self, symbol: &'static str) -> bool {
        let found = *self.peek() == Token::Symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, symbol: &'static str) -> Parsed<()> {
        if self.accept(symbol) {
            return Ok(());
        }
        Err(match self.peek() {
            Token::End => Diagnostic::new(self.at(), format!("Il manque {symbol} à la fin.")),
            _ => self.unexpected(),
        })
    }

    fn unexpected(&self) -> Diagnostic {
        let message = match self.peek() {
            Token::End => "La formule n’est pas finie. Complétez-la.".to_owned(),
            Token::Symbol("=") => "Pour comparer, écrivez == (deux fois le signe égal).".to_owned(),
            Token::Symbol(symbol) => format!("Le signe {symbol} n’est pas attendu ici."),
            Token::Name(name) => match name.as_str() {
                "et" | "and" => "Pour dire «\u{a0}et\u{a0}», écrivez &&.".to_owned(),
                "ou" | "or" => "Pour dire «\u{a0}ou\u{a0}», écrivez ||.".to_owned(),
                "est" | "is" => "Pour dire «\u{a0}est\u{a0}», écrivez ==.".to_owned(),
                "dans" => "Pour dire «\u{a0}dans\u{a0}», écrivez in.".to_owned(),
                "in" => "Écrivez une valeur avant in.".to_owned(),
                name => format!("Il manque un signe avant «\u{a0}{name}\u{a0}», par exemple && ou ==."),
            },
            Token::Number(_) | Token::Text(_) => "Il manque un signe avant cette valeur, par exemple && ou ==.".to_owned(),
        };
        Diagnostic::new(self.at(), message)
    }

    fn expression(&mut self, minimum: u8) -> Parsed<Ast> {
        self.open += 1;
        if self.open > MAX_DEPTH {
            return Err(too_deep(self.at()));
        }
        let mut left = self.prefix()?;
        while let Some((operator, power)) = infix(self.peek()).filter(|(_, power)| *power > minimum) {
            self.advance();
            left = self.infix(left, operator, power)?;
        }
        if minimum < power::CHOICE && self.accept("?") {
            left = self.choice(left)?;
        }
        self.open -= 1;
        Ok(left)
    }

    fn infix(&mut self, left: Ast, operator: Infix, power: u8) -> Parsed<Ast> {
        let right = self.expression(power)?;
        let at = left.at.start..right.at.end;
        let kind = match (operator, left.kind) {
            (Infix::And, Kind::And(parts)) => Kind::And(appended(parts, right)),
            (Infix::Or, Kind::Or(parts)) => Kind::Or(appended(parts, right)),
            (operator, kind) => {
                let left = Ast { kind, ..left };
                match operator {
                    Infix::And => Kind::And(vec![left, right]),
                    Infix::Or => Kind::Or(vec![left, right]),
                    Infix::Compare(comparison) => Kind::Compare(comparison, left.into(), right.into()),
                    Infix::Compute(arithmetic) => Kind::Compute(arithmetic, left.into(), right.into()),
                    Infix::In => Kind::In(left.into(), right.into()),
                }
            }
        };
        node(at, kind)
    }

    fn choice(&mut self, condition: Ast) -> Parsed<Ast> {
        let yes = self.expression(power::CHOICE)?;
        self.expect(":")?;
        let no = self.expression(power::ANY)?;
        node(condition.at.start..no.at.end, Kind::Choice(condition.into(), yes.into(), no.into()))
    }

    fn prefix(&mut self) -> Parsed<Ast> {
        let start = self.at().start;
        if self.accept("!") {
            let operand = self.nested_prefix()?;
            return node(start..operand.at.end, Kind::Not(operand.into()));
        }
        if self.accept("-") {
            // a literal takes its sign at once, so that the smallest integer can be written
            if let Token::Number(digits) = self.peek() {
                let digits = format!("-{digits}");
                let literal = self.number(start, &digits)?;
                return self.postfix(literal);
            }
            let operand = self.nested_prefix()?;
            return node(start..operand.at.end, Kind::Negate(operand.into()));
        }
        let operand = self.operand()?;
        self.postfix(operand)
    }

    fn nested_prefix(&mut self) -> Parsed<Ast> {
        self.open += 1;
        if self.open > MAX_DEPTH {
            return Err(too_deep(self.at()));
        }
        let operand = self.prefix()?;
        self.open -= 1;
        Ok(operand)
    }
}

fn appended(mut parts: Vec<Ast>, last: Ast) -> Vec<Ast> {
    parts.push(last);
    parts
}

fn node(at: Range<usize>, kind: Kind) -> Parsed<Ast> {
    let depth = 1 + kind.parts().iter().map(|part| part.depth).max().unwrap_or(0);
    if depth > MAX_DEPTH { Err(too_deep(at)) } else { Ok(Ast { at, depth, kind }) }
}

fn too_deep(at: Range<usize>) -> Diagnostic {
    Diagnostic::new(at, format!("La formule est trop imbriquée (plus de {MAX_DEPTH} niveaux). Découpez-la."))
}
