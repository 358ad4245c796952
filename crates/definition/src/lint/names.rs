//! What is written and never used.

use std::collections::BTreeSet;

use kernel::Slug;
use workflow::{EffectSpec, Finding};

use super::{blank, when};
use crate::Definition;

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let inputs: BTreeSet<_> = definition.workflow.transitions.iter().filter_map(|transition| transition.input.as_ref()).collect();
    let used = Used::of(definition);
    let idle = idle("inputs", definition.inputs.keys(), &inputs, "Aucune action n’utilise ce formulaire.")
        .chain(self::idle("messages", definition.messages.keys(), &used.messages, "Aucune action n’envoie ce message."))
        .chain(self::idle("documents", definition.documents.keys(), &used.documents, "Aucune action ne fait ce document."))
        .chain(self::idle(
            "connectors",
            definition.connectors.iter().map(|connector| &connector.slug),
            &used.connectors,
            "Aucune action n’appelle ce connecteur.",
        ));
    idle.chain(silent(definition)).collect()
}

/// The names that effects use.
#[derive(Default)]
struct Used<'a> {
    messages: BTreeSet<&'a Slug>,
    documents: BTreeSet<&'a Slug>,
    connectors: BTreeSet<&'a Slug>,
}

impl<'a> Used<'a> {
    fn of(definition: &'a Definition) -> Self {
        let mut used = Self::default();
        for effect in definition.workflow.effects() {
            match effect {
                EffectSpec::Message(message) => {
                    used.messages.insert(&message.template);
                    used.documents.extend(&message.attach);
                }
                EffectSpec::Document(document) => drop(used.documents.insert(&document.template)),
                EffectSpec::ExtendDeadline(extend) => used.messages.extend(&extend.template),
                EffectSpec::CallConnector(call) => drop(used.connectors.insert(&call.connector)),
                _ => (),
            }
        }
        used
    }
}

fn idle<'a>(list: &str, names: impl Iterator<Item = &'a Slug>, used: &BTreeSet<&Slug>, message: &str) -> impl Iterator<Item = Finding> {
    names.filter(|name| !used.contains(name)).map(move |name| Finding::warning(format!("{list}.{name}"), message))
}

/// Messages and documents without text.
fn silent(definition: &Definition) -> impl Iterator<Item = Finding> {
    let messages = definition.messages.iter().flat_map(|(name, message)| {
        let subject = when(blank(&message.subject), Finding::error(format!("messages.{name}.subject"), "Écrivez l’objet du message."));
        let body = when(blank(&message.body), Finding::error(format!("messages.{name}.body"), "Écrivez le texte du message."));
        subject.into_iter().chain(body)
    });
    let documents = definition.documents.iter().filter(|(_, document)| document.blocks.is_empty() || blank(&document.title));
    messages.chain(documents.map(|(name, _)| Finding::error(format!("documents.{name}"), "Écrivez le titre et le texte du document.")))
}
