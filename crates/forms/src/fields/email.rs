//! An e-mail address.

use kernel::values::Email;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// An e-mail address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EmailField {}

impl Settings for EmailField {}

impl line::Line for EmailField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez une adresse e-mail complète. Exemple\u{a0}: nom@exemple.fr.";
        Email::parse(typed).map(|email| email.as_str().into()).ok_or_else(|| message.into())
    }

    fn input(&self) -> line::Input {
        line::Input { autocomplete: Some("email"), kind: ui::TextKind::Email, ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez votre adresse e-mail.".into()
    }

    fn example(&self, index: usize) -> String {
        format!("camille.martin{index}@exemple.fr")
    }
}
