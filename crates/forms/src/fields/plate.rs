//! A licence plate.

use kernel::values::Plate;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// A licence plate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlateField {}

impl Settings for PlateField {}

impl line::Line for PlateField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez le numéro de la plaque. Exemple\u{a0}: AB-123-CD.";
        Plate::parse(typed).map(|number| number.as_str().into()).ok_or_else(|| message.into())
    }

    fn input(&self) -> line::Input {
        line::Input { width: Some(10), ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez le numéro de la plaque.".into()
    }

    fn example(&self, index: usize) -> String {
        const EXAMPLES: [&str; 2] = ["AB-123-CD", "123 ABC 69"];
        EXAMPLES[index % 2].into()
    }
}
