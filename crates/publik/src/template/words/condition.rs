//! Conditions of texts: on words already written for people.

use super::{TRUE, Teller, Word, text};
use crate::{
    expression::{Ast, Comparison, Literal, Sort, Untranslated},
    template::fixed::constant,
};

impl Teller<'_> {
    pub(super) fn condition(&self, ast: &Ast, want: bool) -> Result<Test, Untranslated> {
        match ast {
            Ast::Not(inner) => self.condition(inner, !want),
            Ast::And(parts) | Ast::Or(parts) => {
                let all = matches!(ast, Ast::And(_)) == want;
                let parts: Vec<_> = parts.iter().map(|part| self.condition(part, want)).collect();
                let settles =
                    |part: &Result<Test, Untranslated>| matches!((part, all), (Ok(Test::Never), true) | (Ok(Test::Always), false));
                if parts.iter().any(settles) {
                    return Ok(Test::known(!all));
                }
                Ok(Test::joined(parts.into_iter().collect::<Result<_, _>>()?, all))
            }
            Ast::Compare(Comparison::Equal, a, b) => self.equal(a, b, want),
            Ast::Compare(Comparison::In, a, b) if want && (self.names.reads_absent(a) || self.names.reads_absent(b)) => Ok(Test::Never),
            Ast::Compare(Comparison::In, a, b) => self.inside(a, b, want),
            Ast::Compare(..) => constant(ast, self.names).map_or_else(
                || Err(Untranslated("les nombres et les dates ne se comparent pas dans un texte".into())),
                |value| Ok(Test::known(value.is_true() == want)),
            ),
            Ast::Name(name) if TRUE.contains(&name.as_str()) => Ok(Test::known(want)),
            other => Ok(match self.word(other)? {
                None => Test::known(!want),
                Some(Word::Fixed(value)) => Test::known(value.is_true() == want),
                Some(Word::Name(name, _, Sort::Bool)) => Test::when(format!("{name} == 'Oui'"), want),
                Some(Word::Name(_, _, Sort::Int | Sort::Decimal)) => return Err(Untranslated("un nombre sert de condition".into())),
                Some(Word::Name(name, ..)) => Test::when(name, want),
            }),
        }
    }

    fn equal(&self, a: &Ast, b: &Ast, want: bool) -> Result<Test, Untranslated> {
        Ok(match (self.word(a)?, self.word(b)?) {
            (None, _) | (_, None) => Test::known(!want),
            (Some(Word::Fixed(a)), Some(Word::Fixed(b))) => Test::known((a.text() == b.text()) == want),
            (Some(Word::Name(name, readings, sort)), Some(Word::Fixed(value)))
            | (Some(Word::Fixed(value)), Some(Word::Name(name, readings, sort))) => {
                let value = value.text();
                let value = match (sort, value.as_str()) {
                    (_, "") => return Ok(Test::when(name, !want)),
                    (Sort::Bool, "True" | "true" | "1") => "Oui".to_owned(),
                    (Sort::Bool, "False" | "false" | "0") => "Non".to_owned(),
                    (Sort::Date, _) => return Err(Untranslated("les dates ne se comparent pas dans un texte".into())),
                    _ => readings.into_iter().find(|(kept, _)| *kept == value).map_or(value, |(_, read)| read),
                };
                Test::When(format!("{name} {} {}", if want { "==" } else { "!=" }, text(&value)))
            }
            (Some(Word::Name(a, ..)), Some(Word::Name(b, ..))) => Test::When(format!("{a} {} {b}", if want { "==" } else { "!=" })),
        })
    }

    fn inside(&self, a: &Ast, b: &Ast, want: bool) -> Result<Test, Untranslated> {
        let within = |part: String, whole: String| Test::When(format!("{part} {} {whole}", if want { "in" } else { "not in" }));
        let fixed = |value: &Literal| match value {
            Literal::List(items) => format!("[{}]", items.iter().map(|item| text(item)).collect::<Vec<_>>().join(", ")),
            other => text(&other.text()),
        };
        Ok(match (self.word(a)?, self.word(b)?) {
            (None, _) | (_, None) => Test::known(!want),
            (Some(Word::Fixed(a)), Some(Word::Fixed(b))) => Test::known(b.text().contains(&a.text()) == want),
            (Some(Word::Name(name, ..)), Some(Word::Fixed(whole))) => within(name, fixed(&whole)),
            (Some(Word::Fixed(part)), Some(Word::Name(name, ..))) => within(fixed(&part), name),
            (Some(Word::Name(a, ..)), Some(Word::Name(b, ..))) => within(a, b),
        })
    }
}

/// A condition of a text.
pub(super) enum Test {
    Always,
    Never,
    When(String),
}

impl Test {
    pub(super) fn known(yes: bool) -> Self {
        if yes { Self::Always } else { Self::Never }
    }

    fn when(test: String, want: bool) -> Self {
        Self::When(match (want, test.contains(' ')) {
            (true, _) => test,
            (false, true) => format!("not ({test})"),
            (false, false) => format!("not {test}"),
        })
    }

    fn joined(parts: Vec<Self>, all: bool) -> Self {
        let mut tests = Vec::new();
        for part in parts {
            match part {
                Self::When(test) => tests.push(if test.contains(" or ") || test.contains(" and ") { format!("({test})") } else { test }),
                Self::Always if !all => return Self::Always,
                Self::Never if all => return Self::Never,
                Self::Always | Self::Never => (),
            }
        }
        if tests.is_empty() { Self::known(all) } else { Self::When(tests.join(if all { " and " } else { " or " })) }
    }
}
