//! Lines and texts, with their validations.

use super::{Desk, Shape, example, pattern};
use crate::{expression::Sort, report::Weight, template::plain, wcs::Field};

/// What is told when the author had words of her own.
const OWN_MESSAGE: &str = "Le message d’erreur est celui du produit.";

fn postcode() -> Shape {
    line("postcode")
}
fn digits() -> Shape {
    line("digits")
}
fn phone() -> Shape {
    Shape::of("phone", Sort::Text)
}

fn line(format: &str) -> Shape {
    Shape::of("text", Sort::Text).with("format", format)
}

pub(super) fn string(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let Some(validation) = field.element.child("validation") else {
        // old sites wrote the pattern where the width of the field is
        let pattern = field.element.get("size").filter(|size| size.parse::<u32>().is_err());
        return Some(if let Some(pattern) = pattern { patterned(pattern, None, desk) } else { unruled(field, desk) });
    };
    let message = validation.get("error_message").map(plain);
    // old exports write the pattern alone
    let alone = validation.text.trim();
    let (kind, value) = match validation.get("type") {
        None if !alone.is_empty() => ("regex", alone),
        kind => (kind.unwrap_or_default(), validation.get("value").unwrap_or_default()),
    };
    let shape = match kind {
        "" | "none" => return Some(unruled(field, desk)),
        "digits" => digits(),
        "phone" | "phone-fr" | "phone-be" => phone(),
        "mobile-fr" | "mobile-phone-fr" | "mobile" => phone().with("mobile", true),
        "zipcode-fr" | "zipcode" => postcode(),
        "siren-fr" => Shape::of("siren", Sort::Text),
        "siret-fr" => Shape::of("siret", Sort::Text),
        "iban" => Shape::of("iban", Sort::Text),
        "url" => line("url"),
        "time" => Shape::of("time", Sort::Text),
        "nir-fr" => {
            desk.changed(
                Weight::Check,
                "Le numéro de sécurité sociale devient 13 à 15 chiffres, sans contrôle de la clé. Avez-vous le droit de le demander\u{a0}?",
            );
            return Some(digits().with("min_length", 13).with("max_length", 15));
        }
        "nrn-be" => {
            desk.changed(Weight::Check, "Le numéro national belge devient 11 chiffres, sans contrôle de la clé.");
            return Some(digits().with("min_length", 11).with("max_length", 11));
        }
        "regex" => return Some(patterned(value, message.as_deref(), desk)),
        "django" | "expression" => {
            desk.kept();
            let message = message.unwrap_or_else(|| "Vérifiez cette réponse.".to_owned());
            return Some(Shape { checks: vec![(value.to_owned(), message)], ..sized(field) });
        }
        other => {
            desk.changed(Weight::Check, format!("Le contrôle «\u{a0}{other}\u{a0}» n’a pas d’équivalent\u{a0}: tout texte est accepté."));
            return Some(sized(field));
        }
    };
    match message {
        Some(_) => desk.changed(Weight::Info, OWN_MESSAGE),
        None => desk.kept(),
    }
    Some(shape)
}

/// A line without rule. The account's address tells an e-mail.
fn unruled(field: &Field, desk: &mut Desk<'_>) -> Shape {
    let is_email = field.prefill().is_some_and(|(kind, value)| kind == "user" && value.trim_start_matches('_') == "email");
    if is_email {
        desk.changed(Weight::Info, "Ce texte reçoit l’adresse e-mail du compte\u{a0}: il devient une adresse e-mail.");
        return Shape::of("email", Sort::Text);
    }
    desk.kept();
    sized(field)
}

fn sized(field: &Field) -> Shape {
    let shape = Shape::of("text", Sort::Text);
    match field.element.number("maxlength").filter(|length| (1..=5_000).contains(length)) {
        Some(length) => shape.with("max_length", length),
        None => shape,
    }
}

/// A regular expression: a format of ours, else the same model with an example
/// that follows it, else any text.
fn patterned(value: &str, message: Option<&str>, desk: &mut Desk<'_>) -> Shape {
    if let Some(shape) = pattern::shape(value) {
        match message {
            Some(_) => desk.changed(Weight::Info, OWN_MESSAGE),
            None => desk.kept(),
        }
        return shape;
    }
    if let Some(shape) = model(value, message) {
        desk.kept();
        return shape;
    }
    desk.changed(
        Weight::Check,
        format!(
            "Le modèle «\u{a0}{}\u{a0}» n’est plus contrôlé\u{a0}: tout texte est accepté. Choisissez un format, ou dites-le dans l’aide.",
            short(value)
        ),
    );
    Shape::of("text", Sort::Text)
}

/// The same model, when our engine reads it and an example is found.
fn model(pattern: &str, message: Option<&str>) -> Option<Shape> {
    let shape = Shape::of("text", Sort::Text).with("pattern", pattern).with("pattern_example", example::of(pattern)?);
    let shape = message.map_or(shape.clone(), |message| shape.with("pattern_message", message));
    forms::kind("text")?.read(shape.settings.clone()).ok().map(|_| shape)
}

fn short(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(59).chain(['…']).collect() }
}

pub(super) fn long(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.kept();
    let shape = Shape::of("long_text", Sort::Text);
    let length = field.element.number("maxlength").filter(|length| (1..=50_000).contains(length));
    Some(length.map_or(shape.clone(), |length| shape.with("max_length", length)))
}

pub(super) fn email(_: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.kept();
    Some(Shape::of("email", Sort::Text))
}

pub(super) fn password(_: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.left(Weight::Decide, "Un formulaire ne demande pas de mot de passe. Le champ est retiré\u{a0}: utilisez la connexion.");
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_without_a_format_of_ours_is_kept_with_an_example() {
        let shape = model("[A-Z]{3}-\\d{2}", Some("Recopiez le numéro.")).unwrap();
        assert_eq!(
            serde_json::Value::Object(shape.settings),
            serde_json::json!({ "pattern": "[A-Z]{3}-\\d{2}", "pattern_example": "AAA-11", "pattern_message": "Recopiez le numéro." })
        );
        for not_ours in ["(?=a)b", "(a", "a{9999}"] {
            assert!(model(not_ours, None).is_none(), "{not_ours}");
        }
    }
}
