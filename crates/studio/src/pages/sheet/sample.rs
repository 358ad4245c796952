//! A case that nobody filed, for what texts look like.
//!
//! Texts are tried in a document that keeps only the names of the one being
//! written: a question that is not finished does not hide a letter.

use std::collections::{BTreeMap, BTreeSet};

use authoring::{Model, new_definition};
use definition::{
    AuthorityContext, CaseContext, Compiled, Context, Definition, DocumentTemplate, MessageTemplate, Parts, ServiceContext, outer_scope,
};
use expr::{Today, Values};
use forms::{CompiledForm, Field, Form, Journey, Lookups, Page, Required, sample_answers};
use jiff::civil::date;
use kernel::Slug;
use serde_json::Map;
use workflow::{Finding, GuardedEffect};

use crate::pages::preview::{COMPUTED, answered};

/// One text, in a document with the names of `of`.
///
/// # Errors
/// What is wrong in the text.
pub(super) fn message(of: &Definition, slug: &Slug, message: MessageTemplate) -> Result<Compiled, Vec<Finding>> {
    let mut alone = names_of(of);
    alone.messages.insert(slug.clone(), message);
    compiled(alone, "messages")
}

/// The same for a document.
///
/// # Errors
/// What is wrong in its texts.
pub(super) fn document(of: &Definition, slug: &Slug, document: DocumentTemplate) -> Result<Compiled, Vec<Finding>> {
    let mut alone = names_of(of);
    alone.documents.insert(slug.clone(), document);
    compiled(alone, "documents")
}

fn compiled(alone: Definition, about: &str) -> Result<Compiled, Vec<Finding>> {
    Compiled::new(alone).map_err(|findings| {
        findings.into_iter().filter(|finding| finding.is_error() && finding.path.split('.').next() == Some(about)).collect()
    })
}

/// A document that can be published, and whose texts may say what those of `of` may.
fn names_of(of: &Definition) -> Definition {
    let mut alone = new_definition(&of.title, Model::Message);
    let mut seen = BTreeSet::new();
    let fields = of.form.pages.iter().flat_map(|page| &page.fields).filter(|field| seen.insert(field.slug.clone()));
    let page = Page { slug: "questions".to_owned(), title: "Questions".to_owned(), fields: fields.map(plain).collect(), ..Page::default() };
    alone.form = Form { pages: vec![page] };
    alone.inputs = of.inputs.iter().map(|(slug, fields)| (slug.clone(), fields.iter().map(plain).collect())).collect();
    alone.messages.clear();
    alone.tests.clear();
    let workflow = &mut alone.workflow;
    workflow.on_filed.clear();
    workflow.data = of.workflow.data.clone();
    for transition in &mut workflow.transitions {
        (transition.input, transition.effects) = (None, Vec::<GuardedEffect>::new());
    }
    alone
}

/// The same question, asking for a text; those whose parts are said keep their type.
fn plain(field: &Field) -> Field {
    let has_parts = !field.parts().is_empty();
    let (kind, settings) = if has_parts { (field.kind.clone(), field.settings.clone()) } else { ("text".to_owned(), Map::new()) };
    Field {
        slug: field.slug.clone(),
        label: if field.label.trim().is_empty() { field.slug.clone() } else { field.label.clone() },
        kind,
        hint: None,
        required: forms::Required::default(),
        condition: None,
        checks: vec![],
        default: None,
        prefill: None,
        listed: false,
        sensitive: field.sensitive,
        settings,
    }
}

/// Its words: each answer is the example of its type.
pub(super) fn context(of: &Definition) -> Context {
    let initial = of.workflow.statuses.iter().find(|status| status.slug == of.workflow.initial);
    let questions: Vec<&Field> = of.form.pages.iter().flat_map(|page| &page.fields).collect();
    let computed = computed(of);
    let example = |field: &Field| computed.get(&field.slug).cloned().unwrap_or_else(|| example(field));
    let said = |field: &&Field| (field.slug.clone(), example(field));
    Context {
        case: CaseContext {
            reference: "2026-0123".to_owned(),
            url: "https://…/mes-demandes/2026-0123".to_owned(),
            filed_on: Some(date(2026, 5, 4)),
            due: Some(date(2026, 7, 4)),
            status: initial.map(|status| status.citizen_label.clone()).unwrap_or_default(),
        },
        authority: AuthorityContext {
            name: "[Votre collectivité]".to_owned(),
            address: "[Son adresse]".to_owned(),
            email: "[Son adresse e-mail]".to_owned(),
            phone: "[Son téléphone]".to_owned(),
        },
        service: ServiceContext {
            name: "[Le service]".to_owned(),
            email: "[Son adresse e-mail]".to_owned(),
            phone: "[Son téléphone]".to_owned(),
            hours: "[Ses horaires]".to_owned(),
        },
        answers: questions.iter().map(said).collect(),
        parts: questions.iter().map(|field| (field.slug.clone(), parts(field))).collect(),
        data: of.workflow.data.iter().map(|datum| (datum.slug.to_string(), bracketed(&datum.label))).collect(),
        input: of.inputs.values().flatten().map(|field| said(&field)).collect(),
        asked: vec!["[Une pièce qui manque]".to_owned(), "[Une autre]".to_owned()],
        summary: questions.iter().map(|field| (field.label.clone(), example(field))).collect(),
    }
}

/// What the form computes from the answers that somebody could have given.
fn computed(of: &Definition) -> BTreeMap<String, String> {
    let lists = Lookups::default();
    let Some(today) = today() else { return BTreeMap::new() };
    let Some((form, answers)) = answered(of, &lists, today) else { return BTreeMap::new() };
    let answers = Journey::new(&form, &answers, &lists, today, &Values::default()).filed_answers();
    let is_computed =
        |slug: &str| of.form.pages.iter().flat_map(|page| &page.fields).any(|field| field.slug == slug && field.kind == COMPUTED);
    let fields = form.pages().iter().flat_map(|page| page.fields()).filter(|field| is_computed(field.slug()));
    let told = fields.filter_map(|field| Some((field.slug().to_owned(), field.kind().text(answers.get(field.slug())?, &lists))));
    told.filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// The day of the sample.
fn today() -> Option<Today> {
    Some(Today { now: date(2026, 5, 4).at(12, 0, 0, 0).to_zoned(kernel::text::paris()).ok()?.timestamp() })
}

/// What somebody could have answered; the question itself, in brackets, when it
/// is not finished or when anything could be answered.
fn example(field: &Field) -> String {
    let text = sampled(field).unwrap_or_default();
    if text.trim().is_empty() { bracketed(&field.label) } else { text }
}

fn parts(field: &Field) -> Parts {
    field.parts().into_iter().map(|(key, label)| (key.to_owned(), bracketed(label))).collect()
}

fn bracketed(label: &str) -> String {
    format!("[{label}]")
}

fn sampled(field: &Field) -> Option<String> {
    let asked = Field { condition: None, checks: vec![], default: None, prefill: None, required: Required::Fixed(true), ..field.clone() };
    let page = Page { slug: "question".to_owned(), title: "Question".to_owned(), fields: vec![asked], ..Page::default() };
    let form = CompiledForm::compile(&Form { pages: vec![page] }, &outer_scope()).ok()?;
    let lists = Lookups::default();
    let answers = sample_answers(&form, &lists, today()?, &Values::default(), 0)?;
    let kind = form.pages().first()?.fields().first()?.kind();
    Some(kind.text(answers.get(&field.slug)?, &lists))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sheet::{tests::shipped, words};

    #[test]
    fn every_word_offered_can_be_said_and_becomes_something() {
        for of in shipped() {
            let all = words::all(&of, true).into_iter().flat_map(|(_, words)| words);
            let body: String = all.map(|word| format!("{}\n", word.code)).collect();
            let slug: Slug = "essai".parse().unwrap();
            let text = DocumentTemplate { title: "Essai".to_owned(), blocks: vec![definition::Block::Paragraph(body)] };
            let compiled = document(&of, &slug, text).unwrap_or_else(|findings| panic!("{}: {findings:?}", of.slug));
            let rendered = definition::render_document(&compiled, "essai", &context(&of)).unwrap();
            let [definition::RenderedBlock::Paragraph(said)] = rendered.blocks.as_slice() else { panic!("one paragraph") };
            // the list of what is missing ends its last line itself
            assert_eq!(said.trim_end().lines().filter(|line| line.trim().is_empty()).count(), 1, "{}: {said}", of.slug);
        }
    }

    #[test]
    fn sensitive_answers_are_not_offered_to_messages() {
        let mut of = shipped().remove(0);
        of.form.pages[0].fields[0].sensitive = true;
        let code = format!("{{{{ answers.{} }}}}", of.form.pages[0].fields[0].slug);
        let offers = |with: bool| words::all(&of, with).iter().any(|(_, words)| words.iter().any(|word| word.code == code));
        assert_eq!((offers(false), offers(true)), (false, true));
    }

    #[test]
    fn a_price_is_computed_from_the_examples() {
        let mut of = shipped().remove(0);
        let asked = |slug: &str, kind: &str, settings: serde_json::Value| Field {
            kind: kind.to_owned(),
            settings: settings.as_object().cloned().unwrap_or_default(),
            sensitive: false,
            ..plain(&Field { slug: slug.to_owned(), label: slug.to_owned(), ..of.form.pages[0].fields[0].clone() })
        };
        let price = serde_json::json!({ "expression": "combien * 0 + 8", "result": "amount" });
        let fields = vec![asked("combien", "number", serde_json::json!({})), asked("prix", "computed", price)];
        of.form.pages = vec![Page { slug: "prix".to_owned(), title: "Prix".to_owned(), fields, ..Page::default() }];
        assert_eq!(context(&of).answers["prix"], "8,00\u{a0}€");
    }

    #[test]
    fn an_example_is_an_answer_of_its_type() {
        let field = |kind: &str, settings: serde_json::Value| Field {
            kind: kind.to_owned(),
            settings: settings.as_object().cloned().unwrap_or_default(),
            ..plain(&shipped()[0].form.pages[0].fields[0])
        };
        let siege =
            serde_json::json!({ "options": [{ "value": "bron", "label": "À Bron" }, { "value": "ailleurs", "label": "Ailleurs" }] });
        assert_eq!(example(&field("choice", siege)), "À Bron");
        assert_eq!(example(&field("yes_no", serde_json::json!({}))), "Oui");
        let unfinished = field("choice", serde_json::json!({}));
        assert_eq!(example(&unfinished), format!("[{}]", unfinished.label));
    }
}
