//! New names for questions that arrive together: unique where they arrive, and
//! what they read of one another follows.

use std::collections::BTreeSet;

use definition::{Competence, Definition, Processing, SCHEMA_VERSION, Settings, SignIn};
use forms::{Field, Form, Page};
use workflow::Workflow;

use super::renamed;
use crate::{Home, Place, fields, slugs};

/// The questions under names that are not taken.
pub(crate) fn fresh(questions: Vec<Field>, taken: &BTreeSet<String>) -> Vec<Field> {
    fresh_page(Page { slug: "page".to_owned(), fields: questions, ..Page::default() }, taken).fields
}

/// A page whose questions are under names that are not taken.
pub(crate) fn fresh_page(page: Page, taken: &BTreeSet<String>) -> Page {
    let (home, mut taken) = (Home::Page(page.slug.clone()), taken.clone());
    let mut alone = alone(page);
    for rank in 0..fields::all_in(&alone, &home).len() {
        let Some((at, field)) = fields::all_in(&alone, &home).into_iter().nth(rank) else { break };
        let fine = slugs::is_question(&field.slug) && !taken.contains(&field.slug);
        let from = if field.slug.is_empty() { &field.label } else { &field.slug };
        let name = if fine { field.slug.clone() } else { slugs::question(from, &taken) };
        if name != at.slug && renamed(&mut alone, &Place::Field(at), &name).is_err() {
            break;
        }
        taken.insert(name);
    }
    alone.form.pages.pop().unwrap_or_default()
}

/// A document with nothing in it but this page.
fn alone(page: Page) -> Definition {
    let processing = Processing {
        purpose: String::new(),
        legal_basis: String::new(),
        recipients: vec![],
        retention_months: 0,
        sensitive_days: None,
        controller: None,
    };
    let settings = Settings {
        themes: vec![],
        life_events: vec![],
        audience: vec![],
        keywords: vec![],
        responder: String::new(),
        competence: Competence::Instance {},
        sign_in: SignIn::None,
        opening: None,
        pieces: vec![],
        minutes: 0,
        fees: None,
        after: vec![],
        processing,
        drafts_days: 30,
    };
    let nowhere = slugs::teleservice("");
    let workflow = Workflow {
        functions: vec![],
        statuses: vec![],
        initial: nowhere.clone(),
        on_filed: vec![],
        transitions: vec![],
        automations: vec![],
        legal_clock: None,
        data: vec![],
    };
    Definition {
        schema_version: SCHEMA_VERSION,
        slug: nowhere,
        title: String::new(),
        summary: String::new(),
        settings,
        form: Form { pages: vec![page] },
        inputs: [].into(),
        workflow,
        connectors: vec![],
        messages: [].into(),
        documents: [].into(),
        tests: vec![],
    }
}
