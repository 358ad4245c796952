//! The words of a question: a label short enough to be read out, a line of help.

use kernel::text::folded;

use crate::{
    expression::Names,
    fields::Shape,
    report::{Ledger, Place, Weight},
    template::{fixed, plain},
    wcs::Field,
};

/// Characters of a label, beyond which the rest goes to the help.
pub(super) const LONG_LABEL: usize = 120;

/// The label and the help of a question, both on one line.
pub(super) fn label_and_hint(field: &Field, shape: &Shape, names: &Names, ledger: &mut Ledger, place: &Place) -> (String, Option<String>) {
    let mut one_line = |source: &str, what: &str| {
        let said = fixed(source, names, plain);
        if let Some(why) = said.lost.first() {
            ledger.note("texte", Weight::Check, place, format!("{what}\u{a0}: un mot est retiré, {why}. Relisez la phrase."));
        }
        said.text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let hint = field.hint.as_deref().map(|hint| one_line(hint, "Aide"));
    let written = shape.label.clone().unwrap_or_else(|| one_line(&field.label, "Libellé"));
    let written = written.trim_end_matches(['*', ':']).trim().to_owned();
    let written = if written.is_empty() { field.shown() } else { written };
    let (label, rest) = split(&written);
    let hint = match (rest, hint) {
        (Some(rest), Some(hint)) => Some(format!("{rest} {hint}")),
        (rest, hint) => rest.or(hint),
    };
    let echo = |hint: &String| hint.is_empty() || folded(hint) == folded(&label);
    (label.clone(), hint.filter(|hint| !echo(hint)))
}

/// A long label, cut after a sentence or a word.
fn split(text: &str) -> (String, Option<String>) {
    if text.chars().count() <= LONG_LABEL {
        return (text.to_owned(), None);
    }
    let within = text.char_indices().nth(LONG_LABEL - 2).map_or(text.len(), |(at, _)| at);
    let start = &text[..within];
    let sentence = start.rfind(['.', '?', '!']).filter(|at| *at > 20).map(|at| at + 1);
    match sentence {
        Some(at) => (text[..at].to_owned(), Some(text[at..].trim().to_owned())),
        None => {
            let at = start.rfind(' ').unwrap_or(within);
            (format!("{}…", text[..at].trim_end()), Some(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_cut_and_nothing_is_lost() {
        assert_eq!(split("Nom"), ("Nom".to_owned(), None));
        let (label, rest) = split(&format!("Je certifie que tout est vrai. {}", "é ".repeat(100)));
        assert_eq!(label, "Je certifie que tout est vrai.");
        assert!(rest.unwrap().starts_with('é'));
        let (label, rest) = split(&"mot ".repeat(60));
        assert!(label.chars().count() <= LONG_LABEL && label.ends_with('…'));
        assert_eq!(rest.unwrap(), "mot ".repeat(60));
    }
}
