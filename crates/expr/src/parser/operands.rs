//! Operands: literals, names, calls, lists, parentheses, and what follows a point or a bracket.

use std::ops::Range;

use super::{Parsed, Parser, node, power};
use crate::{
    Diagnostic, Value,
    ast::{Ast, Kind, Name},
    decimal,
    lexer::Token,
};

impl Parser {
    pub(super) fn operand(&mut self) -> Parsed<Ast> {
        let at = self.at();
        match self.peek().clone() {
            Token::Number(digits) => self.number(at.start, &digits),
            Token::Text(text) => self.literal(at, Value::Text(text)),
            Token::Name(name) => match name.as_str() {
                "null" => self.literal(at, Value::Null),
                "true" => self.literal(at, Value::Bool(true)),
                "false" => self.literal(at, Value::Bool(false)),
                "in" => Err(self.unexpected()),
                _ => self.named(at, name),
            },
            Token::Symbol("(") => {
                self.advance();
                let inner = self.expression(power::ANY)?;
                let at = at.start..self.at().end;
                self.expect(")")?;
                Ok(Ast { at, ..inner })
            }
            Token::Symbol("[") => {
                self.advance();
                let (items, end) = self.sequence("]")?;
                node(at.start..end, Kind::List(items))
            }
            _ => Err(self.unexpected()),
        }
    }

    fn literal(&mut self, at: Range<usize>, value: Value) -> Parsed<Ast> {
        self.advance();
        node(at, Kind::Literal(value))
    }

    pub(super) fn number(&mut self, start: usize, digits: &str) -> Parsed<Ast> {
        let at = start..self.at().end;
        let value = if digits.contains('.') { decimal::parse(digits).map(Value::Decimal) } else { digits.parse().ok().map(Value::Int) };
        match value {
            Some(value) => self.literal(at, value),
            None => Err(Diagnostic::new(at, "Ce nombre est trop grand, ou a plus de six décimales.")),
        }
    }

    fn named(&mut self, at: Range<usize>, text: String) -> Parsed<Ast> {
        self.advance();
        if !self.accept("(") {
            return node(at, Kind::Name(text));
        }
        let (args, end) = self.sequence(")")?;
        node(at.start..end, Kind::Call(Name { at, text }, args))
    }

    pub(super) fn postfix(&mut self, mut operand: Ast) -> Parsed<Ast> {
        let start = operand.at.start;
        loop {
            if self.accept(".") {
                let at = self.at();
                let Token::Name(text) = self.peek().clone() else {
                    return Err(Diagnostic::new(at, "Après un point, écrivez le nom d’un champ ou d’une fonction."));
                };
                self.advance();
                let name = Name { at: at.clone(), text };
                operand = if self.accept("(") {
                    let (args, end) = self.sequence(")")?;
                    node(start..end, Kind::Method(operand.into(), name, args))?
                } else {
                    node(start..at.end, Kind::Member(operand.into(), name))?
                };
            } else if self.accept("[") {
                let index = self.expression(power::ANY)?;
                let end = self.at().end;
                self.expect("]")?;
                operand = node(start..end, Kind::Index(operand.into(), index.into()))?;
            } else {
                return Ok(operand);
            }
        }
    }

    /// Expressions between commas, up to the closing symbol; and where that one ends.
    fn sequence(&mut self, close: &'static str) -> Parsed<(Vec<Ast>, usize)> {
        let mut items = Vec::new();
        let mut end = self.at().end;
        if self.accept(close) {
            return Ok((items, end));
        }
        loop {
            items.push(self.expression(power::ANY)?);
            end = self.at().end;
            if self.accept(close) {
                return Ok((items, end));
            }
            self.expect(",").map_err(|_| self.closing(close))?;
        }
    }

    fn closing(&self, close: &str) -> Diagnostic {
        match self.peek() {
            Token::End => Diagnostic::new(self.at(), format!("Il manque {close} à la fin.")),
            _ => self.unexpected(),
        }
    }
}
