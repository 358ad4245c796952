//! Places in a text where a name said something that we do not say. A word is
//! taken out alone; for the others the whole sentence goes, since what would be
//! left of it could say something false.

/// Where a word is missing that nobody misses: « Bonjour Ada, ».
pub(super) const WORD: char = '\u{e000}';
/// Where a sentence has lost what it was about.
pub(super) const SENTENCE: char = '\u{e001}';

/// The text without holes, and the sentences taken out.
pub(super) fn filled(text: &str) -> (String, Vec<String>) {
    let (mut text, mut cut) = (text.to_owned(), Vec::new());
    while let Some(at) = text.find(SENTENCE) {
        let (from, to) = (start(&text[..at]), at + end(&text[at..]));
        let told = text[from..to].replace([WORD, SENTENCE], "…").split_whitespace().collect::<Vec<_>>().join(" ");
        // a name alone says nothing that is missed
        if told.contains(char::is_alphanumeric) {
            cut.push(told);
        }
        text.replace_range(from..to, "");
    }
    (without_words(&text), cut)
}

/// Where the sentence that a text ends with begins: after another sentence, a
/// mark of ours, or a paragraph that announces nothing.
fn start(before: &str) -> usize {
    let mut at = before.len();
    for (index, c) in before.char_indices().rev() {
        let after = &before[index + c.len_utf8()..];
        let ends = match c {
            '.' | '!' | '?' => after.starts_with(char::is_whitespace),
            '}' => before[..index].ends_with('%'),
            '\n' => after.starts_with('\n') && !before[..index].trim_end().ends_with(':'),
            _ => false,
        };
        if ends {
            break;
        }
        at = index;
    }
    at + before[at..].len() - before[at..].trim_start().len()
}

/// Where the sentence that a text begins with ends.
fn end(after: &str) -> usize {
    let stops = after.char_indices().find_map(|(index, c)| {
        let rest = &after[index + c.len_utf8()..];
        match c {
            '{' if rest.starts_with('%') => Some(index),
            '\n' if rest.starts_with('\n') => Some(index),
            '.' | '!' | '?' if rest.is_empty() || rest.starts_with(char::is_whitespace) => Some(index + c.len_utf8()),
            _ => None,
        }
    });
    stops.unwrap_or(after.len())
}

fn without_words(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (index, piece) in text.split(WORD).enumerate() {
        if index > 0 {
            whole.truncate(whole.trim_end_matches([' ', '\u{a0}']).len());
        }
        whole.push_str(piece);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_with_what_it_said_and_the_rest_stays() {
        for (text, left, cut) in [
            ("Bonjour \u{e000},\n\nMerci.", "Bonjour,\n\nMerci.", vec![]),
            (
                "Merci. Le statut est passé de « \u{e001} » à « {{ case.status }} ». À bientôt.",
                "Merci.  À bientôt.",
                vec!["Le statut est passé de « … » à « {{ case.status }} »."],
            ),
            ("Un.\n\nVoici le détail :\n\n\u{e001}\n\nFin.", "Un.\n\n\n\nFin.", vec!["Voici le détail : …"]),
            ("{% if answers.a %}Il dit \u{e001}{% endif %} Fin", "{% if answers.a %}{% endif %} Fin", vec!["Il dit …"]),
            ("Un\n\n\u{e001}\n\nDeux", "Un\n\n\n\nDeux", vec![]),
            ("passé de « \u{e001} » \nà « {{ case.status }} »).\n\nFin", "\n\nFin", vec!["passé de « … » à « {{ case.status }} »)."]),
        ] {
            assert_eq!(filled(text), (left.to_owned(), cut.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }
}
