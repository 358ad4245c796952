//! Plain language: short sentences.

use workflow::Finding;

use super::form::all_fields;
use crate::{Definition, templates};

/// Words of a sentence, beyond which many readers lose its thread.
const LONG_SENTENCE: usize = 25;

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let long = texts(definition).into_iter().filter(|(_, text)| longest_sentence(text) > LONG_SENTENCE);
    let message = format!("Une phrase a plus de {LONG_SENTENCE} mots. Coupez-la en deux.");
    long.map(|(path, _)| Finding::advice(path, message.as_str())).collect()
}

/// All that a citizen reads, with where it stands.
fn texts(definition: &Definition) -> Vec<(String, &str)> {
    let at = |path: &str| path.to_owned();
    let mut texts = vec![(at("summary"), definition.summary.as_str())];
    let settings = &definition.settings;
    texts.extend(settings.pieces.iter().enumerate().map(|(index, text)| (format!("settings.pieces.{index}"), text.as_str())));
    texts.extend(settings.after.iter().enumerate().map(|(index, text)| (format!("settings.after.{index}"), text.as_str())));
    texts.extend(definition.form.pages.iter().filter_map(|page| Some((format!("form.pages.{}.intro", page.slug), page.intro.as_deref()?))));
    texts.extend(all_fields(definition).into_iter().filter_map(|(path, field)| Some((format!("{path}.hint"), field.hint.as_deref()?))));
    texts.extend(templates::texts(definition).into_iter().map(|text| (text.path, text.source)));
    texts
}

/// Words of the longest sentence; a line ends a sentence too.
fn longest_sentence(text: &str) -> usize {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n' | ':' | ';');
    let words = |sentence: &str| sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    without_code(text).split(ends).map(words).max().unwrap_or(0)
}

/// The text with one word for each `{{ … }}` and nothing for each `{% … %}`.
fn without_code(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = opening(rest) {
        let (before, code) = rest.split_at(start);
        let (end, word) = if code.starts_with("{{") { ("}}", "x") } else { ("%}", "") };
        words.push_str(before);
        words.push_str(word);
        rest = code.find(end).map_or("", |stop| &code[stop + end.len()..]);
    }
    words + rest
}

/// Where the next `{{` or `{%` stands.
fn opening(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair == b"{{" || pair == b"{%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_in_words_read() {
        assert_eq!(longest_sentence("Un deux. Un deux trois ! Un"), 3);
        assert_eq!(longest_sentence("Votre demande {{ case.reference }} est {% if data.x and data.y %}bien{% endif %} reçue."), 6);
        assert_eq!(longest_sentence("{{ jamais fermé"), 1);
        assert_eq!(longest_sentence(""), 0);
    }
}
