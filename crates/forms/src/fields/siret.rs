//! The number of an establishment (SIRET).

use kernel::values::Siret;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// The number of an establishment (SIRET).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiretField {}

impl Settings for SiretField {}

impl line::Line for SiretField {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez les 14 chiffres du SIRET. Vérifiez chaque chiffre.";
        Siret::parse(typed).map(|number| number.as_str().into()).ok_or_else(|| message.into())
    }

    fn spoken(&self, answer: &Json) -> String {
        line::grouped(&self.write(answer), &[3, 3, 3, 5])
    }

    fn input(&self) -> line::Input {
        line::Input { kind: ui::TextKind::Number, width: Some(20), ..line::Input::default() }
    }

    fn ask(&self, _label: &str) -> String {
        "Écrivez le numéro SIRET.".into()
    }

    fn example(&self, index: usize) -> String {
        const EXAMPLES: [&str; 2] = ["200 046 977 00019", "216 901 231 00011"];
        EXAMPLES[index % 2].into()
    }
}
