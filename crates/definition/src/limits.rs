//! How much a definition may hold: far more than any téléservice needs, and
//! little enough to be checked while somebody waits.

mod texts;

use serde_json::{Map, Value as Json};
use workflow::Finding;

use crate::{Definition, canonical::as_json};

/// What is counted: where, how many there are, at most, and what people call them.
type Limit = (&'static str, usize, usize, &'static str);

/// What goes beyond. Nothing else is looked at then.
pub(crate) fn beyond(definition: &Definition) -> Vec<Finding> {
    let mut found = texts::beyond(&as_json(definition));
    found.extend(limits(definition).into_iter().filter(|(_, count, most, _)| count > most).map(finding));
    found
}

/// Whether it has so many levels that once kept it could not be read again.
pub fn is_too_deep(definition: &Definition) -> bool {
    texts::is_too_deep(&as_json(definition), texts::DEEPEST)
}

fn finding((path, count, most, what): Limit) -> Finding {
    Finding::error(path, format!("Il y a {count} {what}. Au plus\u{a0}: {most}. Faites plusieurs démarches."))
}

fn limits(definition: &Definition) -> [Limit; 12] {
    let workflow = &definition.workflow;
    let settings = || definition.form.pages.iter().flat_map(|page| &page.fields).chain(definition.inputs.values().flatten());
    let total = |count: fn(&Settings) -> usize| settings().map(|field| count(&field.settings)).fold(0, usize::saturating_add);
    let deepest = settings().map(|field| depth(&field.settings)).max().unwrap_or(0);
    [
        ("form.pages", definition.form.pages.len(), 200, "pages"),
        ("form.pages", total(questions), 2_000, "questions, celles des blocs comptées à chaque répétition"),
        ("form.pages", total(options), 5_000, "réponses à choisir"),
        ("form.pages", total(cells), 2_000, "cases de tableau"),
        ("form.pages", deepest, 4, "blocs l’un dans l’autre"),
        ("workflow.statuses", workflow.statuses.len(), 500, "statuts"),
        ("workflow.transitions", workflow.transitions.len(), 1_000, "actions"),
        ("workflow.transitions", workflow.effects().count(), 5_000, "effets"),
        ("workflow.automations", workflow.automations.len(), 1_000, "automatismes"),
        ("messages", definition.messages.len(), 500, "messages"),
        ("documents", definition.documents.len(), 500, "documents"),
        ("tests", definition.tests.iter().map(|test| test.steps.len()).sum(), 3_000, "étapes d’essai"),
    ]
}

/// The settings of a question.
type Settings = Map<String, Json>;

/// What is listed in a setting.
fn list<'a>(settings: &'a Settings, name: &str) -> &'a [Json] {
    settings.get(name).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// The same counted for each question inside a question.
fn inside(settings: &Settings, count: fn(&Settings) -> usize) -> impl Iterator<Item = usize> {
    list(settings, "fields").iter().map(move |field| field.as_object().map_or_else(|| count(&Settings::new()), count))
}

/// The questions that a page shows for one when it opens: a block shows as many
/// items as it needs.
fn questions(settings: &Settings) -> usize {
    let items = settings.get("min").and_then(Json::as_u64).map_or(1, |min| usize::try_from(min.max(1)).unwrap_or(usize::MAX));
    inside(settings, questions).fold(0, usize::saturating_add).saturating_mul(items).saturating_add(1)
}

/// The answers to choose from.
fn options(settings: &Settings) -> usize {
    inside(settings, options).fold(list(settings, "options").len(), usize::saturating_add)
}

/// The cells of tables.
fn cells(settings: &Settings) -> usize {
    let own = list(settings, "rows").len().saturating_mul(list(settings, "columns").len());
    inside(settings, cells).fold(own, usize::saturating_add)
}

/// How many blocks are inside each other.
fn depth(settings: &Settings) -> usize {
    inside(settings, depth).max().map_or(0, |inside| 1 + inside)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_of_thousands_of_questions_is_refused_without_reading_them() {
        let mut definition = crate::from_toml(include_str!("../tests/fixtures/demenagement.toml")).unwrap();
        assert_eq!(beyond(&definition), []);
        let page = &mut definition.form.pages[0];
        let mut block = page.fields[0].clone();
        block.settings.insert("fields".to_owned(), (0..2_000).map(|_| json!({})).collect());
        page.fields.push(block);
        let findings = crate::lint(&definition);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].is_error() && findings[0].message.contains("Au plus\u{a0}: 2000."), "{}", findings[0]);
    }

    #[test]
    fn what_is_inside_blocks_counts_as_often_as_it_is_shown() {
        let settings = |json: Json| json.as_object().unwrap().clone();
        let nested = settings(json!({ "min": 10, "fields": [{ "min": 10, "fields": [{ "options": [{}, {}] }], "options": [{}] }] }));
        assert_eq!([questions(&nested), options(&nested), depth(&nested)], [111, 3, 2]);
        let endless = settings(json!({ "min": u64::MAX, "fields": [{ "min": u64::MAX, "fields": [{}] }] }));
        assert_eq!(questions(&endless), usize::MAX);
        let row = vec![json!({}); 300];
        assert_eq!(cells(&settings(json!({ "fields": [{ "rows": row, "columns": row }] }))), 90_000);
    }
}
