//! The engines name things as documents do, which is right for whoever writes
//! documents. Authors of the studio read labels instead.

use definition::Definition;
use forms::Field;
use kernel::text::folded;
use workflow::EFFECTS;

use crate::{
    Place,
    condition::sentence,
    fields::children,
    labels::{self, quoted},
};

/// What a name in quotes may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Page,
    Question,
    Input,
    Status,
    Transition,
    Function,
    Datum,
    Connector,
    Message,
    Document,
}

/// The words that say what the name after them is.
const SAID: &[(&str, What)] = &[
    ("page", What::Page),
    ("champ", What::Question),
    ("question", What::Question),
    ("formulaire", What::Input),
    ("statut", What::Status),
    ("action", What::Transition),
    ("fonction", What::Function),
    ("donnee", What::Datum),
    ("connecteur", What::Connector),
    ("appel", What::Connector),
    ("message", What::Message),
    ("document", What::Document),
];

const ANY: [What; 10] = [
    What::Question,
    What::Datum,
    What::Status,
    What::Transition,
    What::Function,
    What::Message,
    What::Document,
    What::Connector,
    What::Page,
    What::Input,
];

/// A sentence of the linter or of a test, where each name in quotes is told by its
/// label, and each formula in French. What is to be typed stays as it is typed.
pub fn in_words(definition: &Definition, place: Option<&Place>, said: &str) -> String {
    let (mut told, mut rest, mut what) = (String::new(), said, None);
    while let Some((before, after)) = rest.split_once("«\u{a0}") {
        let Some((name, next)) = after.split_once("\u{a0}»") else { break };
        what = last_said(before).or(what);
        let word = if before.ends_with("écrire ") { name.to_owned() } else { word(definition, place, what, name) };
        told = told + before + &quoted(word);
        rest = next;
    }
    told + rest
}

/// What is inserted in a text, by its label: `answers.jour` gives « Jour ».
pub(crate) fn inserted(definition: &Definition, name: &str) -> Option<String> {
    let what = if name.starts_with("data.") { What::Datum } else { What::Question };
    labelled(definition, what, name)
}

/// The last of these words.
fn last_said(before: &str) -> Option<What> {
    let before = folded(before);
    let last = SAID.iter().filter_map(|(word, what)| Some((before.rfind(word)?, *what)));
    last.max_by_key(|(at, _)| *at).map(|(_, what)| what)
}

fn word(definition: &Definition, place: Option<&Place>, what: Option<What>, name: &str) -> String {
    if !is_name(name) {
        return place.map_or_else(|| name.to_owned(), |place| sentence(definition, place, name));
    }
    let what = match name.split_once('.') {
        Some(("answers" | "labels" | "parts" | "input", _)) => Some(What::Question),
        Some(("data", _)) => Some(What::Datum),
        _ => what,
    };
    let kinds = what.as_ref().map_or(ANY.as_slice(), std::slice::from_ref);
    let found = kinds.iter().find_map(|kind| labelled(definition, *kind, name));
    let effect = || EFFECTS.iter().find(|effect| effect.name == name).map(|effect| effect.label.to_owned());
    let is_word = what.is_none() && !name.contains(['_', '-', '.']);
    found.or_else(effect).unwrap_or_else(|| if is_word { name.to_owned() } else { labels::words(bare(name)) })
}

/// Whether it may be a name of a document: anything else is a formula, or words.
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c))
}

/// Without what texts and conditions write before it.
fn bare(name: &str) -> &str {
    ["answers.", "labels.", "parts.", "input.", "data."].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

fn labelled(definition: &Definition, what: What, name: &str) -> Option<String> {
    let slug = bare(name).parse().ok();
    let place = match what {
        What::Question => return question(definition, bare(name)),
        What::Page => Place::Page(name.to_owned()),
        What::Input => Place::Input(slug.filter(|input| definition.inputs.contains_key(input))?),
        What::Status => Place::Status(slug?),
        What::Transition => Place::Transition(slug?),
        What::Function => Place::Function(slug?),
        What::Datum => Place::Data(slug?),
        What::Connector => Place::Connector(slug?),
        What::Message => Place::Message(slug?),
        What::Document => Place::Document(slug?),
    };
    labels::known(definition, &place)
}

/// The question of this name, wherever it is asked; of a path, the deepest that is one.
fn question(definition: &Definition, path: &str) -> Option<String> {
    let asked: Vec<Field> =
        definition.form.pages.iter().flat_map(|page| &page.fields).chain(definition.inputs.values().flatten()).cloned().collect();
    path.rsplit('.').find_map(|name| labelled_in(&asked, name))
}

fn labelled_in(fields: &[Field], name: &str) -> Option<String> {
    fields.iter().find_map(|field| {
        let inside = || labelled_in(&children(field).unwrap_or_default(), name);
        if field.slug == name { Some(field.label.clone()) } else { inside() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, new_definition};

    #[test]
    fn names_in_quotes_are_told_by_their_labels() {
        let definition = new_definition("Réserver une salle", Model::Request);
        for (said, told) in [
            ("«\u{a0}answers.demande\u{a0}» est sensible.", "«\u{a0}Que demandez-vous ?\u{a0}» est sensible."),
            ("Le statut «\u{a0}acceptee\u{a0}» n’existe pas.", "Le statut «\u{a0}Acceptée\u{a0}» n’existe pas."),
            ("Le statut «\u{a0}mis_de_cote\u{a0}» n’existe pas.", "Le statut «\u{a0}Mis de cote\u{a0}» n’existe pas."),
            (
                "L’action «\u{a0}accepter\u{a0}» ne part pas du statut «\u{a0}acceptee\u{a0}».",
                "L’action «\u{a0}Accepter\u{a0}» ne part pas du statut «\u{a0}Acceptée\u{a0}».",
            ),
            ("Ajoutez «\u{a0}declare_complete\u{a0}» à une action.", "Ajoutez «\u{a0}Dire la demande complète\u{a0}» à une action."),
            (
                "Le champ «\u{a0}demand\u{a0}» n’existe pas. Vouliez-vous écrire «\u{a0}demande\u{a0}»\u{a0}?",
                "Le champ «\u{a0}Demand\u{a0}» n’existe pas. Vouliez-vous écrire «\u{a0}demande\u{a0}»\u{a0}?",
            ),
            ("Ouvrez «\u{a0}Listes\u{a0}».", "Ouvrez «\u{a0}Listes\u{a0}»."),
            ("«\u{a0}jamais fermé", "«\u{a0}jamais fermé"),
        ] {
            assert_eq!(in_words(&definition, None, said), told);
        }
    }

    #[test]
    fn a_formula_is_told_in_french() {
        let definition = new_definition("Réserver une salle", Model::Request);
        let place = Place::Page("demande".to_owned());
        let told = in_words(&definition, Some(&place), "«\u{a0}has(demande)\u{a0}» donne oui ou non.");
        assert!(told.contains("Que demandez-vous") && !told.contains("has("), "{told}");
    }
}
