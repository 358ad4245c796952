//! A bank account (IBAN).

use kernel::values::Iban;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// A bank account (IBAN).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IbanField {}

impl Settings for IbanField {}

impl line::Line for IbanField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Recopiez l’IBAN de votre relevé (RIB). Il commence par 2 lettres. Vérifiez chaque caractère.";
        Iban::parse(typed).map(|number| number.as_str().into()).ok_or_else(|| message.into())
    }

    fn spoken(&self, answer: &Json) -> String {
        line::grouped(&self.write(answer), &[4; 9])
    }

    fn input(&self) -> line::Input {
        line::Input { width: Some(34), ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez l’IBAN de votre compte.".into()
    }

    fn example(&self, index: usize) -> String {
        const EXAMPLES: [&str; 2] = ["FR14 2004 1010 0505 0001 3M02 606", "DE89 3704 0044 0532 0130 00"];
        EXAMPLES[index % 2].into()
    }
}
