//! The text that a person agrees to. It is kept word for word, by its digest,
//! so that it can be shown what she read.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use kernel::{
    Timestamp,
    text::{date, day},
};

use super::sharing::Need;

/// How long an agreement lasts, in seconds: one year.
pub const LASTS: i64 = 365 * 24 * 3_600;
/// The same, in words.
pub const LASTS_WORDS: &str = "Votre accord vaut un an. Vous pouvez le retirer à tout moment, dans votre compte.";
/// What is given besides data.
pub const NUMBER: &str = "Un numéro propre à ce service, qui ne dit rien de vous.";
/// What is never given.
pub const NEVER: &str = "Votre mot de passe n’est jamais donné.";

/// What the page says before the data.
pub fn lead(service: &str) -> String {
    format!("«\u{a0}{service}\u{a0}» veut vous reconnaître. Rien n’est donné sans votre accord.")
}

/// How long the service keeps the data, when it asks for some.
pub fn keeping(keeps_for: &str, asked: &[&Need]) -> Option<String> {
    (!asked.is_empty()).then(|| match keeps_for.trim().trim_end_matches('.') {
        "" => "Le service garde ces données le temps de vos démarches.".to_owned(),
        said => format!("Le service garde ces données\u{a0}: {said}."),
    })
}

/// The whole text, as it is kept.
pub fn text(service: &str, purpose: &str, keeps_for: &str, asked: &[&Need]) -> String {
    let mut lines = vec![lead(service)];
    lines.extend(Some(purpose).filter(|purpose| !purpose.is_empty()).map(str::to_owned));
    for need in asked {
        let how = if need.required { "nécessaire" } else { "si vous voulez" };
        lines.push(format!("- {} ({how})\u{a0}: {}", need.datum.label(), need.why));
    }
    lines.extend([NUMBER.to_owned(), NEVER.to_owned()]);
    lines.extend(keeping(keeps_for, asked));
    lines.push(LASTS_WORDS.to_owned());
    lines.join("\n")
}

/// The whole text about one datum that she had kept to herself.
pub fn text_of_one(service: &str, keeps_for: &str, need: &Need, until: Timestamp) -> String {
    let asks = format!("«\u{a0}{service}\u{a0}» demande encore cette donnée. Rien n’est donné sans votre accord.");
    let what = format!("- {}\u{a0}: {}", need.datum.label(), need.why);
    let lasts = format!("Votre accord vaut jusqu’au {}. Vous pouvez le retirer à tout moment, dans votre compte.", date(day(until)));
    [asks, what].into_iter().chain(keeping(keeps_for, &[need])).chain([lasts]).collect::<Vec<_>>().join("\n")
}

/// The name of a text.
pub fn text_digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::datum::Datum;

    #[test]
    fn the_text_says_who_what_why_and_how_long() {
        let need = |datum, required| Need { datum, why: "Vous écrire.".into(), required };
        let (email, phone) = (need(Datum::Email, true), need(Datum::MobilePhone, false));
        let text = text("Ville de Bron", "Emprunter des livres.", "deux ans", &[&email, &phone]);
        for words in [
            "Ville de Bron",
            "Emprunter des livres.",
            "Adresse e-mail (nécessaire)",
            "Téléphone portable (si vous voulez)",
            "Vous écrire.",
            "deux ans",
            "un an",
        ] {
            assert!(text.contains(words), "{words}");
        }
        assert_ne!(text_digest(&text), text_digest(&text.replace("deux", "trois")));
    }

    #[test]
    fn the_text_about_one_datum_says_who_what_why_and_until_when() {
        let need = Need { datum: Datum::MobilePhone, why: "Vous appeler.".into(), required: false };
        let text = text_of_one("Ville de Bron", "deux ans", &need, Timestamp::UNIX_EPOCH);
        for words in ["Ville de Bron", "Téléphone portable\u{a0}: Vous appeler.", "deux ans", "1970", "retirer à tout moment"] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn who_asks_for_no_data_keeps_none() {
        let text = text("Ville de Bron", "", "deux ans", &[]);
        assert!(text.contains(NUMBER) && text.ends_with(LASTS_WORDS) && !text.contains("garde"), "{text}");
    }
}
