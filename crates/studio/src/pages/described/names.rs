//! What the names in settings may refer to, in a definition.

use authoring::Place;
use definition::Definition;
use kernel::setting::Named;

use crate::pages::described::Around;

/// The names that exist, with what authors read; empty when anything may be written.
pub(in crate::pages) fn names(of: &Definition, around: &Around, named: Named) -> Vec<(String, String)> {
    match named {
        Named::Field => of.form.pages.iter().flat_map(|page| &page.fields).map(|field| (field.slug.clone(), field.label.clone())).collect(),
        Named::Message => {
            told_apart(of.messages.keys().map(|slug| (slug.to_string(), authoring::label(of, &Place::Message(slug.clone())))).collect())
        }
        Named::Document => {
            of.documents.keys().map(|slug| (slug.to_string(), authoring::label(of, &Place::Document(slug.clone())))).collect()
        }
        Named::Transition => of.workflow.transitions.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Function => of.workflow.functions.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Datum => of.workflow.data.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Connector => of.connectors.iter().map(|one| (one.slug.to_string(), one.label.clone())).collect(),
        Named::Referential => around.lists.clone(),
        Named::Teleservice | Named::Tag => Vec::new(),
    }
}

/// Labels that read alike, with what their names say of each.
fn told_apart(names: Vec<(String, String)>) -> Vec<(String, String)> {
    let alike = |label: &str| names.iter().filter(|(_, other)| other == label).count() > 1;
    let told = |(name, label): &(String, String)| match alike(label) {
        true => format!("{label} ({})", name.replace(['_', '-'], " ")),
        false => label.clone(),
    };
    names.iter().map(|one| (one.0.clone(), told(one))).collect()
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

/// What agents write in the forms of transitions, as expressions read it.
/// Something longer stands as it is written.
pub(super) fn written_by_agents(of: &Definition, written: &str) -> Vec<(String, String)> {
    let fields = of.inputs.values().flatten().filter(|field| matches!(field.kind.as_str(), "text" | "long_text" | "choice" | "choices"));
    let mut all = vec![(String::new(), "Rien".to_owned())];
    all.extend(fields.map(|field| (format!("input.{}", field.slug), field.label.clone())));
    if !all.iter().any(|(source, _)| source == written) {
        all.push((written.to_owned(), format!("Une formule\u{a0}: {written}")));
    }
    all
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
