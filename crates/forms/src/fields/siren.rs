//! The number of a company (SIREN).

use kernel::values::Siren;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// The number of a company (SIREN).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SirenField {}

impl Settings for SirenField {}

impl line::Line for SirenField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez les 9 chiffres du SIREN. Vérifiez chaque chiffre.";
        Siren::parse(typed).map(|number| number.as_str().into()).ok_or_else(|| message.into())
    }

    fn spoken(&self, answer: &Json) -> String {
        line::grouped(&self.write(answer), &[3, 3, 3])
    }

    fn input(&self) -> line::Input {
        line::Input { kind: ui::TextKind::Number, width: Some(20), ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez le numéro SIREN.".into()
    }

    fn example(&self, index: usize) -> String {
        const EXAMPLES: [&str; 2] = ["216 901 231", "200 046 977"];
        EXAMPLES[index % 2].into()
    }
}
