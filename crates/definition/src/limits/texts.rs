//! What a document may hold, wherever it stands: nothing enormous, nothing unseen,
//! nothing without end of depth.

use serde_json::Value as Json;
use workflow::Finding;

/// The longest text, in bytes: some five pages.
const LONGEST: usize = 20_000;
/// The whole document, in bytes: five times the largest that is shipped.
const WHOLE: usize = 1_000_000;
/// Levels of the document: readers of TOML stop at 80, those of JSON at 128.
pub(super) const DEEPEST: usize = 64;
/// Findings of this kind that are told: nobody reads more.
const MOST_TOLD: usize = 20;

/// What is wrong with the texts of a document.
pub(super) fn beyond(document: &Json) -> Vec<Finding> {
    let mut walk = Walk { path: Vec::new(), bytes: 0, found: Vec::new() };
    walk.value(document);
    if walk.bytes > WHOLE {
        let (count, most) = (walk.bytes / 1_000, WHOLE / 1_000);
        walk.found
            .insert(0, Finding::error("", format!("La démarche pèse {count} Ko. Au plus\u{a0}: {most} Ko. Faites plusieurs démarches.")));
    }
    walk.found
}

/// Whether a document has so many levels that once written it could not be read.
pub(super) fn is_too_deep(value: &Json, left: usize) -> bool {
    let deeper = |inside: &Json| left == 0 || is_too_deep(inside, left - 1);
    match value {
        Json::Array(items) => items.iter().any(deeper),
        Json::Object(entries) => entries.values().any(deeper),
        _ => false,
    }
}

struct Walk {
    path: Vec<String>,
    bytes: usize,
    found: Vec<Finding>,
}

impl Walk {
    fn value(&mut self, value: &Json) {
        match value {
            Json::String(text) => self.text(text),
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.inside(name_of(item).unwrap_or_else(|| index.to_string()), item);
                }
            }
            Json::Object(entries) => {
                for (key, value) in entries {
                    self.text(key);
                    self.inside(key.chars().take(64).collect(), value);
                }
            }
            _ => self.bytes += 8,
        }
    }

    fn inside(&mut self, step: String, value: &Json) {
        self.path.push(step);
        match self.path.len() {
            DEEPEST => self.tell("Il y a trop de niveaux l’un dans l’autre. Faites plus simple.".to_owned()),
            _ => self.value(value),
        }
        self.path.pop();
    }

    fn text(&mut self, text: &str) {
        self.bytes = self.bytes.saturating_add(text.len());
        if text.len() > LONGEST {
            self.tell(format!("Ce texte est trop long\u{a0}: {} caractères. Au plus\u{a0}: {LONGEST}.", text.chars().count()));
        }
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            self.tell(format!("Ce texte contient un caractère invisible (U+{:04X}). Retirez-le.", u32::from(hidden)));
        }
    }

    fn tell(&mut self, message: String) {
        if self.found.len() < MOST_TOLD {
            self.found.push(Finding::error(self.path.join("."), message));
        }
    }
}

/// The name of an item of a list, by which findings call it.
fn name_of(item: &Json) -> Option<String> {
    item.get("slug").and_then(Json::as_str).filter(|slug| slug.len() <= 64).map(str::to_owned)
}

/// What no keyboard types, what databases refuse (NUL), and what turns the order
/// of letters round so that one reads something else than what is written
/// (Unicode, bidirectional algorithm, explicit directions).
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
