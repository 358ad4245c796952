//! How much a definition may hold: far more than any téléservice needs, and
//! little enough to be checked while somebody waits.

use serde_json::{Map, Value as Json};
use workflow::Finding;

use crate::Definition;

/// What is counted: where, how many there are, at most, and what people call them.
type Limit = (&'static str, usize, usize, &'static str);

/// What goes beyond. Nothing else is looked at then.
pub(crate) fn beyond(definition: &Definition) -> Vec<Finding> {
    limits(definition).into_iter().filter(|(_, count, most, _)| count > most).map(finding).collect()
}

fn finding((path, count, most, what): Limit) -> Finding {
    Finding::error(path, format!("Il y a {count} {what}. Au plus\u{a0}: {most}. Faites plusieurs démarches."))
}

fn limits(definition: &Definition) -> [Limit; 10] {
    let workflow = &definition.workflow;
    let fields = || definition.form.pages.iter().flat_map(|page| &page.fields).chain(definition.inputs.values().flatten());
    [
        ("form.pages", definition.form.pages.len(), 200, "pages"),
        ("form.pages", fields().map(|field| 1 + within(&field.settings, 1, 0)).sum(), 2_000, "questions"),
        ("form.pages", fields().map(|field| within(&field.settings, 0, 1)).sum(), 5_000, "réponses à choisir"),
        ("workflow.statuses", workflow.statuses.len(), 500, "statuts"),
        ("workflow.transitions", workflow.transitions.len(), 1_000, "actions"),
        ("workflow.transitions", workflow.effects().count(), 5_000, "effets"),
        ("workflow.automations", workflow.automations.len(), 1_000, "automatismes"),
        ("messages", definition.messages.len(), 500, "messages"),
        ("documents", definition.documents.len(), 500, "documents"),
        ("tests", definition.tests.iter().map(|test| test.steps.len()).sum(), 10_000, "étapes d’essai"),
    ]
}

/// What the settings of a question hold: so much for each question inside it,
/// so much for each answer to choose.
fn within(settings: &Map<String, Json>, question: usize, answer: usize) -> usize {
    let list = |key: &str| settings.get(key).and_then(Json::as_array).into_iter().flatten();
    let inside = list("fields").map(|field| question + field.as_object().map_or(0, |settings| within(settings, question, answer)));
    answer * list("options").count() + inside.sum::<usize>()
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
        assert!(findings[0].is_error() && findings[0].message.contains("questions. Au plus\u{a0}: 2000."), "{}", findings[0]);
        let inside = json!([{ "fields": [{ "options": [{}, {}] }], "options": [{}] }]);
        let settings = Map::from_iter([("fields".to_owned(), inside)]);
        assert_eq!([within(&settings, 1, 0), within(&settings, 0, 1)], [2, 3], "blocks in blocks count");
    }
}
