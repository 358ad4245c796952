//! Tokens to a tree: Django's conditions, with the parentheses, calls, methods
//! and lists of Python's simplest ones.

use super::{
    Ast, Comparison, Result, Untranslated, cannot,
    lexer::{Token, tokens},
};

/// Expressions inside each other, filters in a row.
const DEEPEST: usize = 40;

/// Reads a whole expression.
pub(crate) fn parse(source: &str) -> Result<Ast> {
    let mut parser = Parser { tokens: tokens(source)?, next: 0, depth: 0 };
    let ast = parser.any()?;
    parser.end()?;
    Ok(ast)
}

/// Values that stand under conditions, and the one that stands otherwise.
pub(crate) type Cases = (Vec<(Ast, Ast)>, Ast);

/// Reads Python's `value if condition else value if condition else value`.
pub(crate) fn parse_cases(source: &str) -> Result<Cases> {
    let mut parser = Parser { tokens: tokens(source)?, next: 0, depth: 0 };
    let mut cases = Vec::new();
    loop {
        let value = parser.any()?;
        if !parser.word("if") {
            parser.end()?;
            return Ok((cases, value));
        }
        cases.push((parser.any()?, value));
        if !parser.word("else") {
            return Err(parser.unexpected());
        }
    }
}

/// Reads the values between spaces of `{% firstof %}`.
pub(crate) fn parse_values(source: &str) -> Result<Vec<Ast>> {
    let mut parser = Parser { tokens: tokens(source)?, next: 0, depth: 0 };
    let mut values = Vec::new();
    while *parser.peek() != Token::End {
        values.push(parser.filtered()?);
    }
    Ok(values)
}

/// Reads `a=expression b=expression`, or `expression as a`.
pub(crate) fn parse_assignments(source: &str) -> Result<Vec<(String, Ast)>> {
    let spaced = source.replace('=', " == ");
    let mut parser = Parser { tokens: tokens(&spaced)?, next: 0, depth: 0 };
    let mut assignments = Vec::new();
    while *parser.peek() != Token::End {
        let value = parser.sum()?;
        match value {
            Ast::Name(name) if parser.symbol("==") => assignments.push((name, parser.sum()?)),
            value if parser.word("as") => assignments.push((parser.name()?, value)),
            _ => return cannot("une affectation ne se lit pas"),
        }
    }
    Ok(assignments)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).unwrap_or(&Token::End)
    }

    fn symbol(&mut self, symbol: &'static str) -> bool {
        let found = *self.peek() == Token::Symbol(symbol);
        self.next += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(name) if name == word);
        self.next += usize::from(found);
        found
    }

    fn name(&mut self) -> Result<String> {
        let Token::Name(name) = self.peek().clone() else { return Err(self.unexpected()) };
        self.next += 1;
        Ok(name)
    }

    fn expect(&mut self, symbol: &'static str) -> Result<()> {
        if self.symbol(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn end(&self) -> Result<()> {
        if *self.peek() == Token::End { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> Untranslated {
        Untranslated(match self.peek() {
            Token::End => "l’expression n’est pas finie".to_owned(),
            Token::Name(word) | Token::Number(word) | Token::Text(word) => format!("«\u{a0}{word}\u{a0}» n’est pas attendu là"),
            Token::Symbol(symbol) => format!("le signe «\u{a0}{symbol}\u{a0}» n’est pas attendu là"),
        })
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return cannot("l’expression est trop imbriquée");
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn any(&mut self) -> Result<Ast> {
        self.deeper(|parser| {
            let mut parts = vec![parser.all()?];
            while parser.word("or") || parser.symbol("||") {
                parts.push(parser.all()?);
            }
            Ok(if parts.len() == 1 { parts.remove(0) } else { Ast::Or(parts) })
        })
    }

    fn all(&mut self) -> Result<Ast> {
        let mut parts = vec![self.negation()?];
        while self.word("and") || self.symbol("&&") {
            parts.push(self.negation()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Ast::And(parts) })
    }

    fn negation(&mut self) -> Result<Ast> {
        if self.word("not") {
            return self.deeper(Self::negation).map(|ast| Ast::Not(Box::new(ast)));
        }
        let left = self.sum()?;
        let Some((comparison, opposite)) = self.comparison() else { return Ok(left) };
        let right = self.sum()?;
        let compared = Ast::Compare(comparison, Box::new(left), Box::new(right));
        Ok(if opposite { Ast::Not(Box::new(compared)) } else { compared })
    }

    /// The comparison that follows, and whether its opposite is meant.
    fn comparison(&mut self) -> Option<(Comparison, bool)> {
        let symbols = [
            ("==", Comparison::Equal, false),
            ("!=", Comparison::Equal, true),
            ("<=", Comparison::LessOrEqual, false),
            (">=", Comparison::GreaterOrEqual, false),
            ("<", Comparison::Less, false),
            (">", Comparison::Greater, false),
        ];
        if let Some((_, comparison, opposite)) = symbols.into_iter().find(|(symbol, ..)| *self.peek() == Token::Symbol(symbol)) {
            self.next += 1;
            return Some((comparison, opposite));
        }
        if self.word("in") {
            return Some((Comparison::In, false));
        }
        if self.word("is") {
            let opposite = self.word("not");
            return Some((Comparison::Equal, opposite));
        }
        let not_in = matches!(self.peek(), Token::Name(name) if name == "not")
            && matches!(self.tokens.get(self.next + 1), Some(Token::Name(name)) if name == "in");
        not_in.then(|| {
            self.next += 2;
            (Comparison::In, true)
        })
    }

    fn sum(&mut self) -> Result<Ast> {
        let mut left = self.product()?;
        for _ in 0..DEEPEST {
            let filter = if self.symbol("+") {
                "add"
            } else if self.symbol("-") {
                "subtract"
            } else {
                return Ok(left);
            };
            left = Ast::filter(left, filter, vec![self.product()?]);
        }
        cannot("l’expression est trop longue")
    }

    fn product(&mut self) -> Result<Ast> {
        let mut left = self.filtered()?;
        for _ in 0..DEEPEST {
            let filter = if self.symbol("*") {
                "multiply"
            } else if self.symbol("/") {
                "divide"
            } else {
                return Ok(left);
            };
            left = Ast::filter(left, filter, vec![self.filtered()?]);
        }
        cannot("l’expression est trop longue")
    }

    /// An operand with its filters.
    fn filtered(&mut self) -> Result<Ast> {
        let mut operand = self.operand()?;
        for _ in 0..DEEPEST {
            if !self.symbol("|") {
                return Ok(operand);
            }
            let name = self.name()?;
            let args = if self.symbol(":") { vec![self.operand()?] } else { vec![] };
            operand = Ast::filter(operand, &name, args);
        }
        cannot("trop de filtres à la suite")
    }

    fn operand(&mut self) -> Result<Ast> {
        let token = self.peek().clone();
        self.next += 1;
        match token {
            Token::Text(text) => self.postfix(Ast::Text(text)),
            Token::Number(number) => Ok(Ast::Number(number)),
            Token::Symbol("-") => match self.peek().clone() {
                Token::Number(number) => {
                    self.next += 1;
                    Ok(Ast::Number(format!("-{number}")))
                }
                _ => Err(self.unexpected()),
            },
            Token::Symbol("(") => {
                let first = self.any()?;
                if self.symbol(",") {
                    let rest = self.sequence(")")?;
                    return Ok(Ast::List(std::iter::once(first).chain(rest).collect()));
                }
                self.expect(")")?;
                self.postfix(first)
            }
            Token::Symbol("[") => self.sequence("]").map(Ast::List),
            Token::Name(name) => match name.as_str() {
                "True" | "true" => Ok(Ast::Bool(true)),
                "False" | "false" => Ok(Ast::Bool(false)),
                "None" | "none" | "null" => Ok(Ast::Nothing),
                "and" | "or" | "in" | "is" => {
                    self.next -= 1;
                    Err(self.unexpected())
                }
                _ if self.symbol("(") => {
                    let mut args = self.sequence(")")?.into_iter();
                    let first = args.next().unwrap_or(Ast::Nothing);
                    self.postfix(Ast::filter(first, &name, args.collect()))
                }
                _ => self.postfix(Ast::Name(name)),
            },
            _ => {
                self.next -= 1;
                Err(self.unexpected())
            }
        }
    }

    /// `.name`, `.0`, `.method(args)`.
    fn postfix(&mut self, mut operand: Ast) -> Result<Ast> {
        for _ in 0..DEEPEST {
            if !self.symbol(".") {
                return Ok(operand);
            }
            let part = match self.peek().clone() {
                Token::Name(part) | Token::Number(part) => part,
                _ => return Err(self.unexpected()),
            };
            self.next += 1;
            operand = match operand {
                // `vars().get('x')`
                Ast::Filter(_, vars, _) if matches!(vars.as_str(), "vars" | "locals") && part == "get" && self.symbol("(") => {
                    match self.sequence(")")?.first() {
                        Some(Ast::Text(name)) => Ast::Name(name.clone()),
                        _ => return cannot("«\u{a0}vars()\u{a0}» est mal employé"),
                    }
                }
                operand if self.symbol("(") => Ast::filter(operand, &part, self.sequence(")")?),
                Ast::Name(name) => Ast::Name(format!("{name}_{}", part.replace('.', "_"))),
                _ => return cannot(format!("«\u{a0}.{part}\u{a0}» ne se lit pas")),
            };
        }
        cannot("l’expression est trop longue")
    }

    /// Expressions between commas, up to the closing symbol.
    fn sequence(&mut self, close: &'static str) -> Result<Vec<Ast>> {
        let mut items = Vec::new();
        while !self.symbol(close) {
            items.push(self.any()?);
            if !self.symbol(",") {
                self.expect(close)?;
                break;
            }
        }
        Ok(items)
    }
}
