//! An e-mail, composed from a letter: once as text, once as HTML.

mod colour;
mod html;
#[cfg(test)]
mod tests;
mod text;

use std::fmt;

use kernel::{Personal, values::Email};

use crate::{Brand, Letter, Sender};

/// An e-mail to one person, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Whom it is to.
    pub to: Personal<Email>,
    /// Whom it is from.
    pub from: Sender,
    /// Where answers go, when somewhere else.
    pub reply_to: Option<Email>,
    /// What it is about.
    pub subject: String,
    /// For those who read text.
    pub text: String,
    /// For those who read HTML: the same words.
    pub html: String,
    /// Tells this message from all others: sent again, it bears the same `Message-ID`.
    pub key: String,
}

/// Composes the e-mail that carries `letter` in the name of `brand`. `key`
/// tells this message from all others.
pub fn compose(letter: &Letter, brand: &Brand, to: Personal<Email>, key: &str) -> Mail {
    Mail {
        to,
        from: brand.from.clone(),
        reply_to: brand.reply_to.clone(),
        subject: letter.subject.clone(),
        text: text::render(letter),
        html: html::render(letter, brand),
        key: key.to_owned(),
    }
}

/// What goes into a header or a title: no line break, no control character,
/// single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | ' ');
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail").field("key", &self.key).finish_non_exhaustive()
    }
}
