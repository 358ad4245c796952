//! The number of an association (RNA).

use kernel::values::Rna;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// The number of an association (RNA).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RnaField {}

impl Settings for RnaField {}

impl line::Line for RnaField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez le numéro RNA\u{a0}: la lettre W, puis 9 chiffres. Exemple\u{a0}: W691234567.";
        Rna::parse(typed).map(|number| number.as_str().into()).ok_or_else(|| message.into())
    }

    fn input(&self) -> line::Input {
        line::Input { width: Some(10), ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez le numéro RNA de l’association.".into()
    }

    fn example(&self, index: usize) -> String {
        const EXAMPLES: [&str; 2] = ["W691234567", "W692000001"];
        EXAMPLES[index % 2].into()
    }
}
