//! Names made from what authors write: readable, unique, never one that means
//! something else.

use std::collections::BTreeSet;

use kernel::{Slug, text::slugged};

/// Longer names make long formulas and addresses.
const LONGEST: usize = 40;
/// Names of expressions that no question may take, and those of the records beside the answers.
const WORDS: [&str; 9] = ["in", "true", "false", "null", "case", "citizen", "data", "input", "opinions"];
/// Pages of a draft that are not pages of its form.
const PAGES: [&str; 6] = ["resume", "plus-tard", "envoi", "suppression", "fichiers", "saisie"];
/// What transitions say for « no other status » and for the citizen.
const ROLES: [&str; 2] = [workflow::SAME, workflow::CITIZEN];

/// The name of a page: `votre-enfant`.
pub(crate) fn page(title: &str, taken: &BTreeSet<String>) -> String {
    let taken = |name: &str| taken.contains(name) || PAGES.contains(&name);
    unique(&short(&slugged(title), '-', "page"), '-', &taken)
}

/// The name of a question, which expressions can write: `date_naissance`.
pub(crate) fn question(label: &str, taken: &BTreeSet<String>) -> String {
    let taken = |name: &str| taken.contains(name) || WORDS.contains(&name);
    unique(&written(label, "question"), '_', &taken)
}

/// The value of an answer to choose: `en_cours`.
pub(crate) fn value(label: &str, taken: &BTreeSet<String>) -> String {
    unique(&short(&slugged(label).replace('-', "_"), '_', "reponse"), '_', &|name| taken.contains(name))
}

/// The name of anything else: a status, a message, a function; `fallback` when the label has no letter.
pub(crate) fn named<'a>(label: &str, fallback: &str, taken: impl IntoIterator<Item = &'a Slug>) -> Slug {
    let taken: BTreeSet<&str> = taken.into_iter().map(Slug::as_str).collect();
    let name = unique(&written(label, fallback), '_', &|name| taken.contains(name) || ROLES.contains(&name) || WORDS.contains(&name));
    slug(&name)
}

/// The name of a téléservice: `inscription-scolaire`.
pub(crate) fn teleservice(title: &str) -> Slug {
    slug(&short(&slugged(title), '-', "demarche"))
}

/// Whether a question may bear this name.
pub(crate) fn is_question(name: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(good) && !WORDS.contains(&name)
}

/// Whether a page may bear this name.
pub(crate) fn is_page(name: &str) -> bool {
    name.parse::<Slug>().is_ok() && !PAGES.contains(&name)
}

/// Whether a status, a function… may bear this name.
pub(crate) fn is_plain(name: &str) -> bool {
    is_question(name) && name.parse::<Slug>().is_ok() && !ROLES.contains(&name)
}

/// A name that expressions and texts can write.
fn written(label: &str, fallback: &str) -> String {
    let name = slugged(label).replace('-', "_");
    let letters = name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    short(letters, '_', fallback)
}

/// Cut between two words; `fallback` when nothing is left.
fn short(name: &str, separator: char, fallback: &str) -> String {
    let whole = name.len() <= LONGEST;
    let cut = if whole { name } else { name[..LONGEST].rsplit_once(separator).map_or(&name[..LONGEST], |(first, _)| first) };
    let cut = cut.trim_matches(separator);
    if cut.is_empty() { fallback.to_owned() } else { cut.to_owned() }
}

/// The name, or the name with the first number that makes it unique.
fn unique(name: &str, separator: char, taken: &dyn Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let numbered = (2_u32..).map(|number| format!("{name}{separator}{number}"));
    numbered.into_iter().find(|candidate| !taken(candidate)).unwrap_or_default()
}

#[expect(
    clippy::expect_used,
    reason = "invariant: `written` and `short` give letters, digits and inner separators, at most forty, then a number"
)]
fn slug(name: &str) -> Slug {
    name.parse().expect("a slug")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn names_are_made_from_words() {
        assert_eq!(question("Date de naissance", &taken(&[])), "date_de_naissance");
        assert_eq!(question("Date de naissance", &taken(&["date_de_naissance", "date_de_naissance_2"])), "date_de_naissance_3");
        assert_eq!(question("3e enfant", &taken(&[])), "e_enfant");
        assert_eq!(question("日本", &taken(&[])), "question");
        assert_eq!(page("Résumé", &taken(&[])), "resume-2");
        assert_eq!(value("Pendant l’année", &taken(&[])), "pendant_l_annee");
        assert_eq!(named("Same", "statut", []).as_str(), "same_2");
        assert_eq!(teleservice("?!").as_str(), "demarche");
    }

    #[test]
    fn long_labels_are_cut_between_words() {
        assert_eq!(
            question("Le médecin scolaire peut-il recevoir cette information ?", &taken(&[])),
            "le_medecin_scolaire_peut_il_recevoir"
        );
        assert_eq!(question(&"a".repeat(90), &taken(&[])).len(), 40);
    }

    #[test]
    fn no_question_takes_a_word_of_the_language() {
        assert_eq!(question("Input", &taken(&[])), "input_2");
        assert!(!is_question("in") && !is_question("2x") && is_question("x_2"));
        assert!(!is_page("resume") && is_page("votre-enfant"));
        assert!(!is_plain("same") && !is_plain("citizen") && is_plain("recue"));
    }
}
