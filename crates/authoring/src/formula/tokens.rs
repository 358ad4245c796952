//! Source to tokens.

use std::ops::Range;

/// One word of the language.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(String),
    Text(String),
    Name(String),
    Symbol(&'static str),
    End,
}

/// Longest first.
const SYMBOLS: [&str; 22] =
    ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", ",", "."];

/// The tokens with their places, ended by [`Token::End`]; `None` when one means nothing.
pub(super) fn tokens(source: &str) -> Option<Vec<(Token, Range<usize>)>> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    loop {
        let rest = source[at..].trim_start();
        at = source.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            tokens.push((Token::End, at..at));
            return Some(tokens);
        };
        let (token, length) = match first {
            '\'' | '"' => text(rest, first)?,
            '0'..='9' => number(rest),
            'a'..='z' | 'A'..='Z' | '_' => name(rest),
            _ => SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)).map(|symbol| (Token::Symbol(symbol), symbol.len()))?,
        };
        tokens.push((token, at..at + length));
        at += length;
    }
}

fn length_while(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accepts(c)).unwrap_or(text.len())
}

fn name(rest: &str) -> (Token, usize) {
    let length = length_while(rest, |c| c.is_ascii_alphanumeric() || c == '_');
    (Token::Name(rest[..length].to_owned()), length)
}

fn number(rest: &str) -> (Token, usize) {
    let whole = length_while(rest, |c| c.is_ascii_digit());
    let decimals = rest[whole..].strip_prefix('.').map_or(0, |after| length_while(after, |c| c.is_ascii_digit()));
    let length = if decimals == 0 { whole } else { whole + 1 + decimals };
    (Token::Number(rest[..length].to_owned()), length)
}

fn text(rest: &str, quote: char) -> Option<(Token, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        match c {
            _ if c == quote => return Some((Token::Text(text), offset + 1)),
            '\\' => text.push(escape(&mut chars)?),
            '\n' => return None,
            c => text.push(c),
        }
    }
    None
}

fn escape(chars: &mut impl Iterator<Item = (usize, char)>) -> Option<char> {
    match chars.next()?.1 {
        c @ ('\\' | '\'' | '"') => Some(c),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => (0..4).try_fold(0, |code, _| Some(code * 16 + chars.next()?.1.to_digit(16)?)).and_then(char::from_u32),
        _ => None,
    }
}
