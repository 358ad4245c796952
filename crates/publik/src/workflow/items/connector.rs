//! Calls of web services: a connector that each instance binds. No address, no
//! key is copied.

use std::collections::BTreeMap;

use definition::Connector;
use kernel::Slug;
use workflow::{CallConnector, EffectSpec};

use super::{Draft, Stay};
use crate::{
    names::{slug, word},
    report::Weight,
    source::Element,
    template::{computed, plain},
    wcs::Item,
};

/// Marks of an address that tell a payment.
const PAYMENT: [&str; 4] = ["lingo", "regie", "paiement", "payment"];

pub(super) fn call(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    if item.get("url").is_none() {
        return draft.left(item, Weight::Info, "Cet appel n’avait pas d’adresse\u{a0}: il ne faisait rien, il est retiré.");
    }
    let label = item
        .get("label")
        .or_else(|| item.get("varname"))
        .map(plain)
        .filter(|label| !label.contains("{{"))
        .unwrap_or_else(|| "Service appelé".to_owned());
    let connector = slug(&label);
    if !draft.connectors.iter().any(|known| known.slug == connector) {
        draft.connectors.push(Connector { slug: connector.clone(), label: label.replace('\n', " ") });
    }
    let (arguments, lost) = arguments(item, draft);
    let pays = item.get("url").is_some_and(|url| PAYMENT.iter().any(|mark| url.to_lowercase().contains(mark)));
    if pays {
        draft.changed(
            item,
            Weight::Decide,
            "Cet appel servait au paiement. Le produit ne fait pas encore payer\u{a0}: décidez comment la personne paie.",
        );
    } else {
        draft.changed(
            item,
            Weight::Check,
            format!("Reliez le connecteur «\u{a0}{connector}\u{a0}» à son adresse. L’adresse et les clés ne sont pas reprises."),
        );
    }
    if !lost.is_empty() {
        draft.ledger.left(
            "argument d’appel",
            Weight::Check,
            &draft.place,
            format!("Ces valeurs ne sont plus envoyées\u{a0}: {}.", lost.join(", ")),
        );
    }
    if item.get("backoffice_filefield_id").is_some() || item.get("response_type") == Some("attachment") {
        draft.ledger.left(
            "fichier d’un appel",
            Weight::Decide,
            &draft.place,
            "Le service rendait un fichier. Le connecteur ne le joint pas\u{a0}: dites comment l’agent ou la personne le reçoit.",
        );
    }
    if item.get("varname").is_some() {
        draft.ledger.note(
            "action webservice_call",
            Weight::Info,
            &draft.place,
            "La demande n’attend pas la réponse du service. Les conditions et les messages ne la lisent pas.",
        );
    }
    let on_failure = rescue(item, stay, draft);
    draft.does(item, stay, vec![EffectSpec::CallConnector(CallConnector { on_failure, ..CallConnector::new(connector, arguments) })]);
}

/// What can go wrong with a call, from the gravest.
const FAILURES: [&str; 5] = ["action_on_5xx", "action_on_network_errors", "action_on_4xx", "action_on_app_error", "action_on_bad_data"];

/// The transition to follow when the call fails: to the status that the author
/// gave. Calls are made again by themselves, so a status that only calls again
/// is no way out.
fn rescue(item: &Item, stay: &Stay, draft: &mut Draft<'_>) -> Option<Slug> {
    let mut to: Vec<String> = Vec::new();
    for status in FAILURES.iter().filter_map(|failure| item.get(failure)) {
        if status != stay.id && draft.def.status(status).is_some() && !to.iter().any(|known| known == status) {
            to.push(status.to_owned());
        }
    }
    if to.len() > 1 {
        let message = "L’échec de l’appel menait à plusieurs statuts selon sa cause. Il mène au premier\u{a0}: vérifiez.";
        draft.ledger.note("action webservice_call", Weight::Check, &draft.place, message);
    }
    to.first().map(|to| draft.rescue(to))
}

/// What is sent, by name, and the names of what cannot be.
fn arguments(item: &Item, draft: &Draft<'_>) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut arguments, mut lost) = (BTreeMap::new(), Vec::new());
    if item.element.says("post") || item.element.says("post_formdata") {
        arguments.extend(
            draft
                .form
                .scope
                .iter()
                .filter(|(name, _)| !matches!(*name, "citizen" | "case"))
                .map(|(name, _)| (name.to_owned(), name.to_owned())),
        );
    }
    for pair in item.element.inside("post_data").iter().chain(item.element.inside("qs_data")) {
        let Some((name, value)) = pair_of(pair) else { continue };
        match computed(value, &draft.names).map(|value| value.source) {
            Ok(source) if draft.compiles(&source) => drop(arguments.insert(word(name), source)),
            _ => lost.push(name.to_owned()),
        }
    }
    if arguments.is_empty() {
        // without arguments the whole request would leave, where nothing of it did
        arguments.insert("authority".to_owned(), "case.authority".to_owned());
    }
    (arguments, lost)
}

/// `<item><name/><value/></item>`, or `<nom>valeur</nom>` in old exports.
fn pair_of(pair: &Element) -> Option<(&str, &str)> {
    match pair.get("name") {
        Some(name) => Some((name, pair.get("value").unwrap_or_default())),
        None => (pair.name != "item").then(|| (pair.name.as_str(), pair.text.trim())),
    }
}
