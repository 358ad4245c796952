//! A text that follows a regular expression, made by reading it: the first
//! choice everywhere, as few repetitions as it allows.

use std::{iter::Peekable, str::Chars};

/// A text that should follow the pattern; whoever asks checks that it does.
pub(super) fn of(pattern: &str) -> Option<String> {
    let mut rest = pattern.chars().peekable();
    let example = alternatives(&mut rest)?;
    rest.next().is_none().then_some(example)
}

/// The first of the alternatives, the others read and left.
fn alternatives(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let first = sequence(rest)?;
    while rest.next_if_eq(&'|').is_some() {
        sequence(rest)?;
    }
    Some(first)
}

fn sequence(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut text = String::new();
    while let Some(next) = rest.next_if(|next| !matches!(next, '|' | ')')) {
        let one = match next {
            '^' | '$' => continue,
            '(' => group(rest)?,
            '[' => class(rest)?.to_string(),
            '.' => "a".to_owned(),
            '\\' => escaped(rest.next()?)?.to_string(),
            literal => literal.to_string(),
        };
        text.push_str(&one.repeat(times(rest)?));
    }
    Some(text)
}

/// What is between parentheses, named or not; what only looks around is not followed.
fn group(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    if rest.next_if_eq(&'?').is_some() {
        rest.next_if_eq(&':')?;
    }
    let inside = alternatives(rest)?;
    rest.next_if_eq(&')')?;
    Some(inside)
}

/// A character of a class: its first, or a usual one that it does not exclude.
fn class(rest: &mut Peekable<Chars<'_>>) -> Option<char> {
    let excludes = rest.next_if_eq(&'^').is_some();
    let mut members = String::new();
    loop {
        match rest.next()? {
            ']' if !members.is_empty() => break,
            '\\' => members.push(escaped(rest.next()?)?),
            member => members.push(member),
        }
    }
    if excludes { "aA1 -".chars().find(|usual| !members.contains(*usual)) } else { members.chars().next() }
}

fn escaped(class: char) -> Option<char> {
    match class {
        'd' => Some('1'),
        'w' => Some('a'),
        's' => Some(' '),
        letter if letter.is_ascii_alphanumeric() => None,
        literal => Some(literal),
    }
}

/// How many times at least; once for what may be left out.
fn times(rest: &mut Peekable<Chars<'_>>) -> Option<usize> {
    const MOST: usize = 50;
    let least = match rest.peek() {
        Some('?' | '*' | '+') => {
            rest.next();
            1
        }
        Some('{') => {
            let inside: String = rest.by_ref().skip(1).take_while(|next| *next != '}').collect();
            let least = inside.split(',').next()?.trim();
            if least.is_empty() { 1 } else { least.parse().ok()? }
        }
        _ => 1,
    };
    // lazy or not, it is as long
    rest.next_if_eq(&'?');
    (least <= MOST).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_read_in_the_pattern() {
        for (pattern, example) in [
            ("[A-Z]{2}-[0-9]{3}", "AA-000"),
            ("^(?:FR|BE)\\d{2,4}$", "FR11"),
            ("[^a]+\\.pdf", "A.pdf"),
            ("(19|20)[0-9]{2}/[0-9]*", "1900/0"),
            ("[éà]?x", "éx"),
        ] {
            assert_eq!(of(pattern).as_deref(), Some(example), "{pattern}");
        }
        for hard in ["(?=a)b", "(a", "a)", "[a", "\\b", "a{9999}", "a{x}", "\\"] {
            assert_eq!(of(hard), None, "{hard}");
        }
    }
}
