//! What documents say, as people read it.

use definition::Definition;
use serde_json::Value as Json;
use workflow::GuardedEffect;

use super::apart::Unit;
use crate::{Place, condition, kinds};

/// What people call a property of a unit.
pub(super) fn property(unit: &Unit, key: &str) -> String {
    let kind = unit.content["type"].as_str().filter(|_| matches!(unit.place, Place::Field(_)));
    let settings = kind.and_then(forms::kind).map(|kind| kind.settings).unwrap_or_default();
    if let Some(setting) = settings.iter().find(|setting| setting.name == key) {
        return setting.label.to_lowercase();
    }
    let known = PROPERTIES.iter().find(|(name, _)| *name == key).map(|(_, words)| *words);
    known.unwrap_or(key).to_owned()
}

const PROPERTIES: [(&str, &str); 63] = [
    ("after", "après"),
    ("agent_label", "ce que lisent les agents"),
    ("audience", "public"),
    ("before", "avant"),
    ("blocks", "contenu"),
    ("body", "texte"),
    ("by", "qui peut le faire"),
    ("checks", "règles"),
    ("citizen_label", "ce que lit l’usager"),
    ("competence", "qui est compétent"),
    ("condition", "condition"),
    ("confirmation", "confirmation demandée"),
    ("controller", "responsable des données"),
    ("date", "date"),
    ("default", "réponse de départ"),
    ("drafts_days", "garde des brouillons, en jours"),
    ("effects", "effets"),
    ("exit", "règles de sortie"),
    ("fees", "prix"),
    ("from", "visible dans les statuts"),
    ("hint", "aide"),
    ("in_status", "dans les statuts"),
    ("initial", "statut de départ"),
    ("input", "formulaire demandé"),
    ("intro", "introduction"),
    ("keywords", "mots de recherche"),
    ("kind", "genre"),
    ("label", "libellé"),
    ("legal_basis", "base légale"),
    ("legal_clock", "délai"),
    ("life_events", "moments de vie"),
    ("listed", "visible dans les listes"),
    ("minutes", "durée, en minutes"),
    ("name", "nom"),
    ("nature", "nature"),
    ("on", "événement"),
    ("on_filed", "effets du dépôt"),
    ("opening", "ouverture"),
    ("outcome", "issue"),
    ("pieces", "pièces à préparer"),
    ("prefill", "repris du compte"),
    ("purpose", "but"),
    ("recipients", "destinataires"),
    ("required", "réponse obligatoire"),
    ("responder", "qui répond"),
    ("retention_months", "durée de garde, en mois"),
    ("schema_version", "format"),
    ("sensitive", "sensible"),
    ("sensitive_days", "durée de garde des réponses sensibles, en jours"),
    ("sign_in", "connexion"),
    ("slug", "nom"),
    ("sms", "SMS"),
    ("steps", "étapes"),
    ("subject", "objet"),
    ("summary", "résumé"),
    ("themes", "thèmes"),
    ("title", "titre"),
    ("to", "mène à"),
    ("tone", "aspect du bouton"),
    ("transition", "action"),
    ("type", "type"),
    ("text", "texte"),
    ("value", "valeur"),
];

/// What is said of it.
pub(super) fn value(definition: &Definition, place: &Place, key: &str, value: &Json) -> String {
    match (key, value) {
        (_, Json::Null) => String::new(),
        (_, Json::Bool(yes)) => if *yes { "oui" } else { "non" }.to_owned(),
        (_, Json::Number(number)) => number.to_string().replace('.', ","),
        ("condition" | "required" | "default" | "expression" | "date", Json::String(source)) => {
            condition::sentence(definition, place, source)
        }
        ("type", Json::String(kind)) if matches!(place, Place::Field(_)) => kinds::label(kind),
        ("to" | "from" | "in_status" | "initial", Json::String(slug)) => named(definition, slug, Place::Status),
        ("by", Json::String(slug)) => named(definition, slug, Place::Function),
        ("transition", Json::String(slug)) => named(definition, slug, Place::Transition),
        ("input", Json::String(slug)) => named(definition, slug, Place::Input),
        (_, Json::String(text)) => words(text),
        (_, Json::Array(items)) => {
            let separator = if items.iter().any(Json::is_object) { "\u{a0}; " } else { ", " };
            items.iter().map(|item| self::value(definition, place, key, item)).collect::<Vec<_>>().join(separator)
        }
        (_, Json::Object(entries)) => object(definition, place, value).unwrap_or_else(|| {
            let one = |(key, value): (&String, &Json)| format!("{}\u{a0}: {}", word(key), self::value(definition, place, key, value));
            entries.iter().map(one).collect::<Vec<_>>().join(", ")
        }),
    }
}

fn word(key: &str) -> &str {
    let words =
        [("days", "jours"), ("hours", "heures"), ("working_days", "jours ouvrés"), ("working_hours", "heures ouvrées"), ("months", "mois")];
    let delay = words.iter().find(|(name, _)| *name == key).map(|(_, words)| *words);
    delay.or_else(|| PROPERTIES.iter().find(|(name, _)| *name == key).map(|(_, words)| *words)).unwrap_or(key)
}

/// An answer to choose, a rule, an effect.
fn object(definition: &Definition, place: &Place, written: &Json) -> Option<String> {
    if written.get("do").is_some() {
        let guarded: GuardedEffect = serde_json::from_value(written.clone()).ok()?;
        let label = guarded.effect.label();
        let when = guarded.when.map(|source| condition::sentence(definition, place, &source));
        return Some(when.map_or_else(|| label.to_owned(), |when| format!("{label} (si {when})")));
    }
    if let (Some(source), Some(message)) = (written["condition"].as_str(), written["message"].as_str()) {
        return Some(format!("{} (sinon\u{a0}: {message})", condition::sentence(definition, place, source)));
    }
    let label = written["label"].as_str()?;
    Some(match written["hint"].as_str().or_else(|| written["text"].as_str()) {
        Some(more) => format!("{label} ({more})"),
        None => label.to_owned(),
    })
}

fn named(definition: &Definition, slug: &str, place: impl Fn(kernel::Slug) -> Place) -> String {
    match slug {
        workflow::SAME => "le même statut".to_owned(),
        workflow::CITIZEN => "l’usager".to_owned(),
        slug => slug.parse().map_or_else(|_| slug.to_owned(), |slug| crate::label(definition, &place(slug))),
    }
}

/// Words of the format that people would not guess.
fn words(text: &str) -> String {
    const KNOWN: [(&str, &str); 21] = [
        ("filed", "reçue"),
        ("in_progress", "en cours"),
        ("waiting", "attend l’usager"),
        ("closed", "terminée"),
        ("accepted", "acceptée"),
        ("refused", "refusée"),
        ("done", "faite"),
        ("withdrawn", "abandonnée"),
        ("neutral", "ordinaire"),
        ("primary", "principal"),
        ("danger", "attention"),
        ("answered", "réponse reçue"),
        ("message_received", "message de l’usager"),
        ("completion_answered", "pièces données par l’usager"),
        ("opinion_given", "avis donné"),
        ("legal_due", "fin du délai"),
        ("individuals", "particuliers"),
        ("associations", "associations"),
        ("companies", "entreprises"),
        ("answers", "toutes les réponses"),
        ("boolean", "oui ou non"),
    ];
    KNOWN.iter().find(|(name, _)| *name == text).map_or_else(|| text.to_owned(), |(_, words)| (*words).to_owned())
}
