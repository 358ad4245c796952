//! Types of questions, seen from the settings that they describe.

use std::sync::Arc;

use expr::Type;
use forms::{Field, FieldType, Kind};
use kernel::setting::{Setting, Shape};
use serde_json::{Map, Value as Json, json};

use crate::EditError;

/// The type of this name.
pub(crate) fn known(name: &str) -> Result<&'static Kind, EditError> {
    forms::kind(name).ok_or_else(|| EditError::new(format!("Le type de question «\u{a0}{name}\u{a0}» n’existe pas.")))
}

/// What the author reads for a type; its name when it is unknown.
pub(crate) fn label(name: &str) -> String {
    forms::kind(name).map_or_else(|| name.to_owned(), |kind| kind.label.to_owned())
}

/// The setting of this shape, if the type has one.
pub(crate) fn setting_of(kind: &str, shape: Shape) -> Option<&'static Setting> {
    forms::kind(kind)?.settings.iter().find(|setting| setting.shape == shape)
}

/// The settings of a new question: what must be given, in French, and nothing else.
pub(crate) fn start(kind: &Kind) -> Map<String, Json> {
    let example: Map<String, Json> = serde_json::from_str(kind.example).unwrap_or_default();
    let required = kind.settings.iter().filter(|setting| setting.is_required);
    required.filter_map(|setting| Some((setting.name.to_owned(), first(setting).or_else(|| example.get(setting.name).cloned())?))).collect()
}

/// The same, for a question in these words: what asks a price gives euros.
pub(crate) fn start_of(kind: &Kind, label: &str) -> Map<String, Json> {
    let mut settings = start(kind);
    if kind.name == "computed" && is_price(label) {
        settings.insert("result".to_owned(), json!("amount"));
    }
    settings
}

fn is_price(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ["prix", "tarif", "tarifs", "montant", "montants", "coût", "coûts", "cout"].contains(&word))
}

/// What stands in a setting until the author says better.
fn first(setting: &Setting) -> Option<Json> {
    Some(match setting.shape {
        Shape::Options => {
            json!([{ "value": "reponse_1", "label": "Première réponse" }, { "value": "reponse_2", "label": "Deuxième réponse" }])
        }
        Shape::Rows([]) => json!([{ "slug": "ligne_1", "label": "Première ligne" }, { "slug": "ligne_2", "label": "Deuxième ligne" }]),
        Shape::Rows([(content, _), ..]) => json!([{ "slug": "colonne_1", "label": "Première colonne", "type": content }]),
        Shape::Fields => json!([{ "slug": "nom", "label": "Nom", "type": "text" }]),
        Shape::Text => json!("Élément"),
        Shape::LongText => json!("Écrivez ici ce que la personne doit savoir."),
        _ => return None,
    })
}

/// The settings of another type that mean something for this one, on top of its own start.
pub(crate) fn fitting(kind: &Kind, settings: &Map<String, Json>) -> Map<String, Json> {
    let mut kept = start(kind);
    for (name, value) in settings {
        let mut tried = kept.clone();
        tried.insert(name.clone(), value.clone());
        if (kind.load)(tried.clone()).is_ok() {
            kept = tried;
        }
    }
    kept
}

/// Refuses a setting that the type does not have, in the words of the type.
pub(crate) fn refuse_unknown(kind: &Kind, settings: &Map<String, Json>) -> Result<(), EditError> {
    let is_known = |name: &String| kind.settings.iter().any(|setting| setting.name == name);
    let Some((name, value)) = settings.iter().find(|(name, _)| !is_known(name)) else { return Ok(()) };
    let refusal = (kind.load)(Map::from_iter([(name.clone(), value.clone())])).err().unwrap_or_default();
    Err(EditError::new(capital(&refusal)))
}

/// With a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The type with the settings of this question; with those of a new one when they are wrong.
pub(crate) fn loaded(field: &Field) -> Option<Arc<dyn FieldType>> {
    let kind = forms::kind(&field.kind)?;
    (kind.load)(field.settings.clone()).or_else(|_| (kind.load)(fitting(kind, &field.settings))).ok()
}

/// The type that answers have in expressions, even when the question is not finished.
pub(crate) fn value_type(field: &Field) -> Type {
    if is_block(field) {
        let inside = crate::fields::children(field).unwrap_or_default();
        let typed = inside.iter().map(|child| (child.slug.clone(), value_type(child)));
        return Type::list(Type::record(typed.filter(|(_, ty)| *ty != Type::Null)));
    }
    loaded(field).map_or(Type::Null, |kind| kind.value_type())
}

/// Whether it holds other questions.
pub(crate) fn is_block(field: &Field) -> bool {
    setting_of(&field.kind, Shape::Fields).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_starts_with_settings_that_work() {
        for kind in forms::FIELDS {
            assert!((kind.load)(start(kind)).is_ok(), "{}", kind.name);
        }
    }

    #[test]
    fn what_fits_another_type_is_kept() {
        let options = json!([{ "value": "v", "label": "Vélo" }, { "value": "b", "label": "Bus" }]);
        let settings = json!({ "options": options, "min": 1, "unit": "m²" });
        let kept = fitting(known("choices").unwrap(), settings.as_object().unwrap());
        assert_eq!(Json::Object(kept), json!({ "options": options, "min": 1 }));
    }

    #[test]
    fn unknown_settings_are_refused_in_the_words_of_the_type() {
        let refusal = refuse_unknown(known("number").unwrap(), json!({ "min": 1, "couleur": "bleu" }).as_object().unwrap()).unwrap_err();
        assert_eq!(
            refusal.message(),
            "Le réglage «\u{a0}couleur\u{a0}» n’existe pas pour ce type. Possible\u{a0}: decimals, min, max, unit."
        );
        assert!(refuse_unknown(known("text").unwrap(), json!({ "min_length": 9, "max_length": 2 }).as_object().unwrap()).is_ok());
    }
}
