//! A case that nobody filed, for what texts look like.
//!
//! Texts are tried in a document that keeps only the names of the one being
//! written: a question that is not finished does not hide a letter.

use std::collections::{BTreeMap, BTreeSet};

use authoring::{Model, new_definition};
use definition::{AuthorityContext, CaseContext, Compiled, Context, Definition, DocumentTemplate, MessageTemplate};
use forms::{Field, Form, Page};
use jiff::civil::date;
use kernel::Slug;
use serde_json::Map;
use workflow::{Finding, GuardedEffect};

use super::words::groups;

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

/// The same question, asking for a text.
fn plain(field: &Field) -> Field {
    Field {
        slug: field.slug.clone(),
        label: if field.label.trim().is_empty() { field.slug.clone() } else { field.label.clone() },
        kind: "text".to_owned(),
        hint: None,
        required: forms::Required::default(),
        condition: None,
        checks: vec![],
        default: None,
        prefill: None,
        listed: false,
        sensitive: field.sensitive,
        settings: Map::new(),
    }
}

/// Its words: each answer is the question itself, in brackets.
pub(super) fn context(of: &Definition) -> Context {
    let words = |root: &str| -> BTreeMap<String, String> {
        let all = groups(of, true).into_iter().flat_map(|(_, words)| words);
        all.filter_map(|word| Some((word.name.strip_prefix(root)?.to_owned(), format!("[{}]", word.label)))).collect()
    };
    let initial = of.workflow.statuses.iter().find(|status| status.slug == of.workflow.initial);
    let questions = of.form.pages.iter().flat_map(|page| &page.fields);
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
        answers: words("answers."),
        data: words("data."),
        input: words("input."),
        asked: vec!["[Une pièce qui manque]".to_owned(), "[Une autre]".to_owned()],
        summary: questions.map(|field| (field.label.clone(), "…".to_owned())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sheet::tests::shipped;

    #[test]
    fn every_word_offered_can_be_said_and_becomes_something() {
        for of in shipped() {
            let all = groups(&of, true).into_iter().flat_map(|(_, words)| words);
            let body: String = all.map(|word| format!("{{{{ {} }}}}\n", word.name)).collect();
            let slug: Slug = "essai".parse().unwrap();
            let text = DocumentTemplate { title: "Essai".to_owned(), blocks: vec![definition::Block::Paragraph(body)] };
            let compiled = document(&of, &slug, text).unwrap_or_else(|findings| panic!("{}: {findings:?}", of.slug));
            let rendered = definition::render_document(&compiled, "essai", &context(&of)).unwrap();
            let [definition::RenderedBlock::Paragraph(said)] = rendered.blocks.as_slice() else { panic!("one paragraph") };
            assert!(said.lines().all(|line| !line.trim().is_empty()), "{}: {said}", of.slug);
        }
    }

    #[test]
    fn sensitive_answers_are_not_offered_to_messages() {
        let mut of = shipped().remove(0);
        of.form.pages[0].fields[0].sensitive = true;
        let name = format!("answers.{}", of.form.pages[0].fields[0].slug);
        let offers = |with: bool| groups(&of, with).iter().any(|(_, words)| words.iter().any(|word| word.name == name));
        assert_eq!((offers(false), offers(true)), (false, true));
    }
}
