//! A letter as plain text.

use crate::Letter;

/// Columns of a line, a long word or an address apart (RFC 3676 §4.2 advises 78 at most).
const COLUMNS: usize = 72;

/// The letter, block by block, an empty line between them.
pub(super) fn render(letter: &Letter) -> String {
    let mut blocks: Vec<String> = letter.greeting.iter().chain(&letter.paragraphs).map(|text| wrapped(text)).collect();
    if !letter.facts.is_empty() {
        let facts = letter.facts.iter().map(|(name, value)| wrapped(&format!("{name}\u{a0}: {value}")));
        blocks.push(facts.collect::<Vec<_>>().join("\n"));
    }
    if let Some(action) = &letter.action {
        blocks.push(format!("{}\u{a0}:\n{}", wrapped(&action.label), action.url));
    }
    blocks.extend(letter.after.iter().map(|text| wrapped(text)));
    if !letter.signature.is_empty() {
        blocks.push(letter.signature.join("\n"));
    }
    blocks.join("\n\n") + "\n"
}

/// The text in lines of [`COLUMNS`] at most; its own line breaks stay.
fn wrapped(text: &str) -> String {
    text.lines().map(wrapped_line).collect::<Vec<_>>().join("\n")
}

/// Breaks at plain spaces only: a no-break space stays with its words.
fn wrapped_line(line: &str) -> String {
    let (mut wrapped, mut column) = (String::with_capacity(line.len()), 0);
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > 0 {
            let fits = column + 1 + length <= COLUMNS;
            wrapped.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_paragraphs_are_wrapped_and_addresses_are_not() {
        let url = format!("https://guichet.example/{}", "a".repeat(90));
        let text = wrapped(&format!(
            "Votre demande est bien arrivée\u{a0}: vous pouvez la suivre à tout moment sur cette page {url} jusqu’à la réponse."
        ));
        assert!(text.lines().any(|line| line == url), "{text}");
        assert!(text.lines().all(|line| line == url || line.chars().count() <= COLUMNS), "{text}");
    }

    proptest! {
        #[test]
        fn wrapping_keeps_every_word(text in "[a-zé\u{a0} \n]{0,400}") {
            let words = |text: &str| text.split([' ', '\n']).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&wrapped(&text)), words(&text));
        }
    }
}
