//! Source to tokens, common to Django and Python.

use super::{Result, cannot};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Name(String),
    Number(String),
    Text(String),
    Symbol(&'static str),
    End,
}

/// The longest source that is read, in bytes.
const LONGEST: usize = 4_000;

/// Longest first.
const SYMBOLS: [&str; 22] =
    ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "|", ":", "(", ")", "[", "]", "{", "}", ",", ".", "+", "-", "*", "/"];

pub(crate) fn tokens(source: &str) -> Result<Vec<Token>> {
    if source.len() > LONGEST {
        return cannot("l’expression est trop longue");
    }
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '\'' | '"' => text(rest, first)?,
            '0'..='9' => number(rest),
            c if c.is_alphabetic() || c == '_' => name(rest),
            _ => match SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)) {
                Some(symbol) => (Token::Symbol(symbol), symbol.len()),
                None => return cannot(format!("le signe «\u{a0}{first}\u{a0}» n’est pas connu")),
            },
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    tokens.push(Token::End);
    Ok(tokens)
}

fn span(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accepts(c)).unwrap_or(text.len())
}

fn name(rest: &str) -> (Token, usize) {
    let length = span(rest, |c| c.is_alphanumeric() || c == '_');
    (Token::Name(rest[..length].to_owned()), length)
}

fn number(rest: &str) -> (Token, usize) {
    let whole = span(rest, |c| c.is_ascii_digit());
    let decimals = rest[whole..].strip_prefix('.').map_or(0, |after| span(after, |c| c.is_ascii_digit()));
    let length = if decimals == 0 { whole } else { whole + 1 + decimals };
    (Token::Number(rest[..length].to_owned()), length)
}

fn text(rest: &str, quote: char) -> Result<(Token, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        match c {
            _ if c == quote => return Ok((Token::Text(text), offset + c.len_utf8())),
            '\\' => match chars.next() {
                Some((_, c)) if matches!(c, '"' | '\'' | '\\') => text.push(c),
                Some((_, c)) => text.extend(['\\', c]),
                None => (),
            },
            c => text.push(c),
        }
    }
    cannot("un texte entre guillemets n’est pas fermé")
}
