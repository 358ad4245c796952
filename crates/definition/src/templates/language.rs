//! The part of minijinja that texts may use: names, conditions, loops, ten
//! filters. What could grow without end is not in it, and what is left is
//! counted, so that any text is written in bounded time and memory.

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, filters,
    machinery::{Token, tokenize},
    syntax::SyntaxConfig,
};

/// The statements, with those that end them.
const STATEMENTS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];
/// Expressions and statements in one text. Each `elif` is one level of the reader.
const MOST_CODES: usize = 300;
/// Words and signs between two braces: chains as long as that are read in one breath.
const MOST_TOKENS: usize = 200;
/// How deep texts may nest: far more than any letter needs.
const MOST_NESTED: usize = 32;
/// Steps to write one text: a thousand lines, far more than any letter needs.
const FUEL: u64 = 50_000;
/// The longest text that a filter may make, in bytes.
const LONGEST_FILTERED: usize = 100_000;

/// An environment that knows nothing else.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(MOST_NESTED);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("replace", replace);
    environment.add_filter("default", filters::default);
    environment.add_filter("length", filters::length);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment.add_filter("join", join);
    environment
}

/// What a text holds that texts do not; in French.
pub(super) fn stranger(source: &str) -> Option<String> {
    let (mut codes, mut tokens, mut begins) = (0, 0, false);
    for token in tokenize(source, false, SyntaxConfig::default()) {
        // what cannot be cut into words is told when the text is read
        let (token, _) = token.ok()?;
        match token {
            Token::VariableStart | Token::BlockStart => (codes, tokens) = (codes + 1, 0),
            Token::Ident(name) if begins && !STATEMENTS.contains(&name) => {
                return Some(format!("«\u{a0}{{% {name} %}}\u{a0}» n’existe pas dans ces textes. Écrivez if ou for."));
            }
            Token::Mul | Token::Pow | Token::Tilde | Token::Plus => {
                return Some("On ne calcule pas dans un texte. Faites une question de type «\u{a0}valeur calculée\u{a0}».".to_owned());
            }
            _ => tokens += 1,
        }
        if codes > MOST_CODES || tokens > MOST_TOKENS {
            return Some("Ce texte a trop de mots entre accolades. Coupez-le.".to_owned());
        }
        begins = matches!(token, Token::BlockStart);
    }
    None
}

/// The text with each piece replaced by another.
fn replace(text: &str, from: &str, to: &str) -> Result<String, Error> {
    let added = text.matches(from).count().saturating_mul(to.len());
    bounded(text.len().saturating_add(added))?;
    Ok(text.replace(from, to))
}

/// The texts of a list, put end to end.
fn join(items: Vec<String>, between: Option<&str>) -> Result<String, Error> {
    let between = between.unwrap_or_default();
    bounded(items.iter().map(|item| item.len() + between.len()).sum())?;
    Ok(items.join(between))
}

fn bounded(length: usize) -> Result<(), Error> {
    if length <= LONGEST_FILTERED { Ok(()) } else { Err(Error::new(ErrorKind::InvalidOperation, "a text grows too much")) }
}
