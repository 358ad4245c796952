//! Questions that everybody can understand and that assistive tools can read
//! out. That titles and labels are written is checked by compiling the form.

use std::collections::BTreeSet;

use forms::Field;
use kernel::text::folded;
use workflow::Finding;

use super::when;
use crate::Definition;

/// Characters of a label, beyond which it is a text and not a label.
const LONG_LABEL: usize = 120;
/// Names that the addresses of a draft keep for themselves: a page named so
/// could not be opened.
pub const RESERVED_PAGES: [&str; 5] = ["resume", "plus-tard", "envoi", "suppression", "fichiers"];
/// Answers to choose from, beyond which one must be able to search.
const MANY_OPTIONS: usize = 30;

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let fields = all_fields(definition);
    let each = fields.iter().flat_map(|(path, field)| check_field(path, field));
    each.chain(twins(&fields)).chain(reserved(definition)).collect()
}

/// Pages whose names are taken.
fn reserved(definition: &Definition) -> impl Iterator<Item = Finding> {
    let pages = definition.form.pages.iter().filter(|page| RESERVED_PAGES.contains(&page.slug.as_str()));
    pages.map(|page| {
        let slug = &page.slug;
        let message =
            format!("Une page ne peut pas s’appeler «\u{a0}{slug}\u{a0}»\u{a0}: ce nom sert déjà dans l’adresse du brouillon. Changez-le.");
        Finding::error(format!("form.pages.{slug}.slug"), message)
    })
}

/// Every question, with where it stands.
pub(super) fn all_fields(definition: &Definition) -> Vec<(String, &Field)> {
    by_form(definition).into_iter().flatten().collect()
}

/// The same, form by form: the citizen's, then those of each transition.
pub(super) fn by_form(definition: &Definition) -> Vec<Vec<(String, &Field)>> {
    let pages = definition.form.pages.iter().flat_map(|page| {
        let path = format!("form.pages.{}.fields", page.slug);
        page.fields.iter().map(move |field| (format!("{path}.{}", field.slug), field))
    });
    let inputs = definition
        .inputs
        .iter()
        .map(|(slug, fields)| fields.iter().map(|field| (format!("inputs.{slug}.{}", field.slug), field)).collect());
    std::iter::once(pages.collect()).chain(inputs).collect()
}

fn check_field(path: &str, field: &Field) -> Vec<Finding> {
    let long = field.label.chars().count() > LONG_LABEL;
    let echo = field.hint.as_deref().is_some_and(|hint| folded(hint.trim()) == folded(field.label.trim()));
    let options = field.settings.get("options").and_then(|options| options.as_array()).map_or(0, Vec::len);
    let found = [
        when(long, Finding::warning(path, format!("Ce libellé est long. Écrivez {LONG_LABEL} caractères au plus, le reste dans l’aide."))),
        when(echo, Finding::warning(path, "L’aide répète le libellé. Changez-la ou retirez-la.")),
        when(options > MANY_OPTIONS, Finding::warning(path, "Cette liste est longue. Prenez un choix dans une liste, avec recherche.")),
    ];
    found.into_iter().flatten().collect()
}

/// Two questions with the same words cannot be told apart when read out.
fn twins(fields: &[(String, &Field)]) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (path, field) in fields {
        let form = path.rsplit_once('.').filter(|_| path.starts_with("inputs")).map_or("form", |(form, _)| form);
        if !seen.insert((form, folded(field.label.trim()))) {
            findings.push(Finding::warning(path, "Une autre question a le même libellé. Distinguez-les."));
        }
    }
    findings
}
