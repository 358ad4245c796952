//! A telephone number.

use kernel::setting::{Setting, Shape};
use kernel::values::Phone;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[Setting::new("mobile", "Doit recevoir des SMS", Shape::YesNo)];

/// A telephone number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneField {
    /// Whether it must receive text messages.
    #[serde(default)]
    mobile: bool,
}

impl Settings for PhoneField {}

impl line::Line for PhoneField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let phone = Phone::parse(typed)
            .ok_or("Écrivez un numéro de téléphone à 10 chiffres, ou avec l’indicatif du pays. Exemple\u{a0}: 06 12 34 56 78.")?;
        if self.mobile && !phone.is_mobile() {
            return Err("Écrivez un numéro de mobile. Il commence par 06 ou 07.".into());
        }
        Ok(phone.as_str().into())
    }

    fn write(&self, answer: &Json) -> String {
        let kept = answer.as_str().unwrap_or_default();
        Phone::parse(kept).map_or_else(|| kept.to_owned(), |phone| phone.spoken().replace('\u{a0}', " "))
    }

    fn spoken(&self, answer: &Json) -> String {
        let kept = answer.as_str().unwrap_or_default();
        Phone::parse(kept).map_or_else(|| kept.to_owned(), |phone| phone.spoken())
    }

    fn input(&self) -> line::Input {
        line::Input { autocomplete: Some("tel"), kind: ui::TextKind::Tel, width: Some(20), suffix: None }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez votre numéro de téléphone.".into()
    }

    fn example(&self, index: usize) -> String {
        // Numbers that Arcep keeps for fiction (decision 2018-0881).
        format!("06 39 98 {:02} {:02}", index / 100 % 100, index % 100)
    }
}
