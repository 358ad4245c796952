//! Source to tokens.

use std::ops::Range;

use crate::Diagnostic;

/// One word of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// Digits, with decimals or not; never signed.
    Number(String),
    /// A quoted text, escapes replaced.
    Text(String),
    /// A name or a keyword.
    Name(String),
    /// An operator or punctuation mark, one of [`SYMBOLS`].
    Symbol(&'static str),
    /// The end of the source.
    End,
}

/// A token and where it stands.
pub(crate) type Spanned = (Token, Range<usize>);

/// Longest first.
const SYMBOLS: [&str; 24] =
    ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", ",", ".", "=", ";"];

/// What people type for something else.
const MISTAKEN: [(&str, &str); 12] = [
    ("‘", "'"),
    ("’", "'"),
    ("“", "\""),
    ("”", "\""),
    ("«", "'"),
    ("»", "'"),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("×", "*"),
    ("&", "&&"),
    ("|", "||"),
];

/// The tokens of a source, ended by [`Token::End`].
pub(crate) fn tokens(source: &str) -> Result<Vec<Spanned>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        let rest = source[at..].trim_start();
        at = source.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            tokens.push((Token::End, at..at));
            return Ok(tokens);
        };
        let (token, length) = match first {
            '\'' | '"' => text(rest, first, at)?,
            '0'..='9' => number(rest),
            'a'..='z' | 'A'..='Z' | '_' => name(rest),
            _ => symbol(rest, first, at)?,
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

fn symbol(rest: &str, first: char, at: usize) -> Result<(Token, usize), Diagnostic> {
    if let Some(symbol) = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)) {
        return Ok((Token::Symbol(symbol), symbol.len()));
    }
    let span = at..at + first.len_utf8();
    Err(match MISTAKEN.iter().find(|(typed, _)| rest.starts_with(typed)) {
        Some((typed, meant)) => Diagnostic::new(span, format!("Remplacez {typed} par {meant}.")),
        None if first.is_alphabetic() => Diagnostic::new(span, format!("Un nom s’écrit sans accent\u{a0}: retirez «\u{a0}{first}\u{a0}».")),
        None => Diagnostic::new(span, format!("Le caractère «\u{a0}{first}\u{a0}» n’a pas de sens ici. Retirez-le.")),
    })
}

fn text(rest: &str, quote: char, at: usize) -> Result<(Token, usize), Diagnostic> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        match c {
            _ if c == quote => return Ok((Token::Text(text), offset + 1)),
            '\\' => text.push(escape(&mut chars, at + offset)?),
            '\n' => break,
            c => text.push(c),
        }
    }
    Err(Diagnostic::new(at..at + 1, format!("Ce texte n’est pas fermé. Ajoutez {quote} à la fin.")))
}

fn escape(chars: &mut impl Iterator<Item = (usize, char)>, at: usize) -> Result<char, Diagnostic> {
    let unknown = || {
        Diagnostic::new(
            at..at + 1,
            "Après une barre \\, écrivez \\, ', \", n, r, t ou u suivi de quatre chiffres. Pour une barre, doublez-la.",
        )
    };
    match chars.next().map(|(_, c)| c) {
        Some(c @ ('\\' | '\'' | '"')) => Ok(c),
        Some('n') => Ok('\n'),
        Some('r') => Ok('\r'),
        Some('t') => Ok('\t'),
        Some('u') => {
            let code = (0..4).try_fold(0, |code, _| Some(code * 16 + chars.next()?.1.to_digit(16)?));
            code.and_then(char::from_u32).ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Token> {
        tokens(source).unwrap().into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn words_need_no_space_between_them() {
        let name = |name: &str| Token::Name(name.to_owned());
        let number = |number: &str| Token::Number(number.to_owned());
        assert_eq!(words("a<=1.5"), [name("a"), Token::Symbol("<="), number("1.5"), Token::End]);
        assert_eq!(words("1.f"), [number("1"), Token::Symbol("."), name("f"), Token::End]);
    }

    #[test]
    fn escapes_are_replaced() {
        assert_eq!(words(r#"'l\'\u00e9t\u00E9\n' "d'\"""#), [Token::Text("l'été\n".into()), Token::Text("d'\"".into()), Token::End]);
    }

    #[test]
    fn what_word_processors_type_is_explained() {
        assert_eq!(tokens("a == ’b’").unwrap_err(), Diagnostic::new(5..8, "Remplacez ’ par '."));
        assert_eq!(tokens("a & b").unwrap_err(), Diagnostic::new(2..3, "Remplacez & par &&."));
        assert_eq!(tokens("'abc").unwrap_err().message, "Ce texte n’est pas fermé. Ajoutez ' à la fin.");
        assert!(tokens(r"'\q'").is_err() && tokens(r"'\ud800'").is_err());
    }
}
