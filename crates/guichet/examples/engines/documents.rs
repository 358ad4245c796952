//! The documents measured: made up where their size is what counts.

use definition::{Definition, from_toml};
use forms::{Field, Form, Page};
use kernel::Slug;
use serde_json::{Value as Json, json};

use crate::Failure;

const EXAMPLE: &str = include_str!("../../../definition/src/reference/example.toml");

const SHIPPED: [&str; 5] = [
    include_str!("../../../../definitions/acte-naissance.toml"),
    include_str!("../../../../definitions/buvette.toml"),
    include_str!("../../../../definitions/fonds-solidarite-logement.toml"),
    include_str!("../../../../definitions/inscription-scolaire.toml"),
    include_str!("../../../../definitions/location-salle.toml"),
];

/// The last page of [`long_form`].
pub const LAST_PAGE: &str = "page-19";

/// Téléservices of every size.
pub fn shipped() -> Result<Vec<Definition>, Failure> {
    SHIPPED.iter().map(|text| Ok(from_toml(text)?)).collect()
}

/// Two hundred questions on twenty pages; one in two is asked on a condition
/// that reads two others.
pub fn long_form() -> Result<Form, Failure> {
    let page = |page: usize| {
        let fields = (page * 10..page * 10 + 10).map(question).collect::<Result<Vec<Field>, Failure>>()?;
        Ok(Page { slug: format!("page-{page}"), title: format!("Page {page}"), fields, ..Page::default() })
    };
    Ok(Form { pages: (0..20).map(page).collect::<Result<_, Failure>>()? })
}

fn question(number: usize) -> Result<Field, Failure> {
    let mut field = match number % 10 {
        0 => json!({ "type": "number", "min": 0, "max": 120 }),
        2 => json!({ "type": "date" }),
        4 => json!({ "type": "choice", "options": [{ "value": "a", "label": "Vélo" }, { "value": "b", "label": "Bus" }] }),
        6 => json!({ "type": "yes_no" }),
        8 => json!({ "type": "email" }),
        _ => json!({ "type": "text", "condition": condition(number) }),
    };
    field["slug"] = Json::from(format!("q{number}"));
    field["label"] = Json::from(format!("Question {number}"));
    Ok(serde_json::from_value(field)?)
}

/// Reads the question before, and the first of the page.
fn condition(number: usize) -> String {
    let (first, before) = (number / 10 * 10, number - 1);
    match number % 10 {
        1 => format!("q{first} >= 0 && has(q{before})"),
        3 => format!("q{first} <= 120 && q{before} <= add_years(today(), 200)"),
        5 => format!("q{before} in ['a', 'b'] || q{first} == 200"),
        7 => format!("q{before} || !q{before} || q{first} > 200"),
        _ => format!("contains(q{before}, '@') && q{first} < 200"),
    }
}

/// The example, whose transition does five things.
pub fn five_effects() -> Result<Definition, Failure> {
    let mut definition = from_toml(EXAMPLE)?;
    let effects = json!([
        { "do": "set_data", "slug": "livraison", "value": "input.jour" },
        { "do": "tag", "tag": "livre" },
        { "do": "set_priority", "level": "low" },
        { "do": "journal", "text": "Composteur livré.", "visible": true },
        { "do": "message", "to": "citizen", "template": "recue" },
    ]);
    definition.workflow.transitions[0].effects = serde_json::from_value(effects)?;
    Ok(definition)
}

/// The example with so many statuses more, each with three ways out.
pub fn many_statuses(count: usize) -> Result<Definition, Failure> {
    let mut definition = from_toml(EXAMPLE)?;
    let workflow = &mut definition.workflow;
    let (status, transition) = (workflow.statuses[0].clone(), workflow.transitions[0].clone());
    let name = |number: usize| -> Result<Slug, Failure> { Ok(format!("statut-{}", number % count).parse()?) };
    workflow.initial = name(0)?;
    (workflow.statuses, workflow.transitions) = (Vec::new(), Vec::new());
    for number in 0..count {
        workflow.statuses.push(workflow::Status { slug: name(number)?, agent_label: format!("Statut {number}"), ..status.clone() });
        for (way, to) in [number + 1, number + 5, number / 2].into_iter().enumerate() {
            let slug = format!("action-{number}-{way}").parse()?;
            workflow.transitions.push(workflow::Transition { slug, from: vec![name(number)?], to: name(to)?, ..transition.clone() });
        }
    }
    Ok(definition)
}
