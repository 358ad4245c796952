//! What the names in settings may refer to, in a definition.

use definition::Definition;
use kernel::setting::Named;

/// The names that exist, with what authors read; empty when anything may be written.
pub(in crate::pages) fn names(of: &Definition, named: Named) -> Vec<(String, String)> {
    match named {
        Named::Field => of.form.pages.iter().flat_map(|page| &page.fields).map(|field| (field.slug.clone(), field.label.clone())).collect(),
        Named::Message => of.messages.iter().map(|(slug, message)| (slug.to_string(), message.subject.clone())).collect(),
        Named::Document => of.documents.iter().map(|(slug, document)| (slug.to_string(), document.title.clone())).collect(),
        Named::Transition => of.workflow.transitions.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Function => of.workflow.functions.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Datum => of.workflow.data.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Connector => of.connectors.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Referential | Named::Teleservice | Named::Tag => Vec::new(),
    }
}

/// The same with what is chosen and does not exist any more: keeping a page must not change it unseen.
pub(in crate::pages) fn with_gone(mut names: Vec<(String, String)>, chosen: &[String]) -> Vec<(String, String)> {
    for gone in chosen.iter().filter(|one| !one.is_empty()) {
        if !names.iter().any(|(name, _)| name == gone) {
            names.push((gone.clone(), format!("«\u{a0}{gone}\u{a0}», qui n’existe plus")));
        }
    }
    names
}

/// To whom a message may go.
pub(super) fn recipients(of: &Definition) -> Vec<(String, String)> {
    let mut all = vec![
        ("citizen".to_owned(), "L’usager".to_owned()),
        ("team".to_owned(), "L’équipe qui a la demande".to_owned()),
        ("assignee".to_owned(), "L’agent qui suit la demande".to_owned()),
    ];
    all.extend(of.workflow.functions.iter().map(|one| (format!("function:{}", one.slug), format!("Fonction\u{a0}: {}", one.label))));
    let emails = of.form.pages.iter().flat_map(|page| &page.fields).filter(|field| field.kind == "email");
    all.extend(emails.map(|field| (format!("field:{}", field.slug), format!("Adresse écrite dans «\u{a0}{}\u{a0}»", field.label))));
    all
}
