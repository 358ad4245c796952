//! The field types: one line each.

use std::sync::Arc;

use kernel::setting::{Setting, Shape};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use self::settings::read_settings;
use crate::FieldType;

mod acceptance;
mod address;
mod amount;
pub(crate) mod block;
mod choice;
mod choices;
mod commune;
mod computed;
mod country;
mod date;
mod email;
pub(crate) mod files;
mod iban;
pub(crate) mod identity;
pub(crate) mod line;
pub(crate) mod located;
mod long_text;
mod number;
mod option;
pub(crate) mod parts;
mod pattern;
mod phone;
mod place;
mod plate;
mod position;
mod ranked;
pub(crate) mod referential;
mod rna;
mod settings;
mod siren;
mod siret;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod text;
mod text_block;
mod time;
mod yes_no;

/// Reads the settings of a field; the error says in French which one is wrong.
pub type Load = fn(Map<String, Json>) -> Result<Arc<dyn FieldType>, String>;

/// A field type as authors name it.
pub struct Kind {
    /// The word written after `type =`.
    pub name: &'static str,
    /// What the studio calls it.
    pub label: &'static str,
    /// Reads its settings.
    pub load: Load,
    /// What an author can set.
    pub settings: &'static [Setting],
    /// Settings that work, for the studio's first draft and for tests.
    pub example: &'static str,
}

impl Kind {
    /// Reads settings, numbers held to what was described: what an author sets
    /// is what samples and pages are made with.
    ///
    /// # Errors
    /// Which one is wrong, in French.
    pub fn read(&self, settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
        let beyond = self.settings.iter().find_map(|setting| match setting.shape {
            Shape::Count(least, most) => {
                let count = settings.get(setting.name)?.as_u64()?;
                (!(least..=most).contains(&count)).then_some((setting.name, least, most))
            }
            _ => None,
        });
        match beyond {
            Some((name, least, most)) => Err(format!("le réglage «\u{a0}{name}\u{a0}» va de {least} à {most}.")),
            None => (self.load)(settings),
        }
    }
}

/// Every type of field.
pub const FIELDS: &[Kind] = &[
    Kind { name: "text", label: "Texte court", load: load::<text::Text>, settings: text::SETTINGS, example: "{}" },
    Kind { name: "long_text", label: "Texte long", load: load::<long_text::LongText>, settings: long_text::SETTINGS, example: "{}" },
    Kind { name: "email", label: "Adresse e-mail", load: load::<email::EmailField>, settings: &[], example: "{}" },
    Kind { name: "phone", label: "Téléphone", load: load::<phone::PhoneField>, settings: phone::SETTINGS, example: "{}" },
    Kind {
        name: "number",
        label: "Nombre",
        load: load::<number::Number>,
        settings: number::SETTINGS,
        example: r#"{"min": 0, "max": 120}"#,
    },
    Kind { name: "amount", label: "Montant en euros", load: load::<amount::Amount>, settings: amount::SETTINGS, example: "{}" },
    Kind { name: "date", label: "Date", load: load::<date::DateField>, settings: date::SETTINGS, example: "{}" },
    Kind { name: "time", label: "Heure", load: load::<time::TimeField>, settings: &[], example: "{}" },
    Kind { name: "yes_no", label: "Oui ou non", load: load::<yes_no::YesNo>, settings: &[], example: "{}" },
    Kind { name: "choice", label: "Choix unique", load: load::<choice::Choice>, settings: choice::SETTINGS, example: OPTIONS },
    Kind { name: "choices", label: "Choix multiples", load: load::<choices::Choices>, settings: choices::SETTINGS, example: OPTIONS },
    Kind { name: "ranked", label: "Classement", load: load::<ranked::Ranked>, settings: ranked::SETTINGS, example: OPTIONS },
    Kind {
        name: "referential",
        label: "Choix dans une liste",
        load: load::<referential::Referential>,
        settings: referential::SETTINGS,
        example: r#"{"list": "ecoles"}"#,
    },
    Kind { name: "commune", label: "Commune", load: commune::load, settings: commune::SETTINGS, example: "{}" },
    Kind { name: "country", label: "Pays", load: country::load, settings: &[], example: "{}" },
    Kind { name: "files", label: "Fichiers", load: load::<files::Files>, settings: files::SETTINGS, example: "{}" },
    Kind { name: "address", label: "Adresse postale", load: load::<address::Address>, settings: address::SETTINGS, example: "{}" },
    Kind { name: "place", label: "Lieu", load: load::<place::Place>, settings: place::SETTINGS, example: "{}" },
    Kind { name: "identity", label: "Identité", load: load::<identity::Identity>, settings: identity::SETTINGS, example: IDENTITY },
    Kind { name: "iban", label: "IBAN", load: load::<iban::IbanField>, settings: &[], example: "{}" },
    Kind { name: "siret", label: "SIRET", load: load::<siret::SiretField>, settings: &[], example: "{}" },
    Kind { name: "siren", label: "SIREN", load: load::<siren::SirenField>, settings: &[], example: "{}" },
    Kind { name: "rna", label: "Numéro RNA", load: load::<rna::RnaField>, settings: &[], example: "{}" },
    Kind { name: "plate", label: "Plaque d’immatriculation", load: load::<plate::PlateField>, settings: &[], example: "{}" },
    Kind { name: "block", label: "Bloc répété", load: block::load, settings: block::SETTINGS, example: BLOCK },
    Kind { name: "table", label: "Tableau", load: load::<table::Table>, settings: table::SETTINGS, example: TABLE },
    Kind { name: "computed", label: "Valeur calculée", load: load::<computed::Computed>, settings: computed::SETTINGS, example: COMPUTED },
    Kind {
        name: "text_block",
        label: "Texte d’information",
        load: load::<text_block::TextBlock>,
        settings: text_block::SETTINGS,
        example: r#"{"text": "Bonjour."}"#,
    },
    Kind {
        name: "acceptance",
        label: "Case à accepter",
        load: load::<acceptance::Acceptance>,
        settings: acceptance::SETTINGS,
        example: "{}",
    },
];

const OPTIONS: &str = r#"{"options": [{"value": "a", "label": "Vélo"}, {"value": "b", "label": "Bus"}, {"value": "c", "label": "Métro"}]}"#;
const IDENTITY: &str = r#"{"parts": ["given_names", "family_name", "birth_name", "birth_date", "birthplace"]}"#;
const BLOCK: &str = r#"{"item": "Enfant", "min": 1, "max": 3, "fields": [
    {"slug": "child_name", "label": "Prénom", "type": "text"}, {"slug": "child_birth", "label": "Date de naissance", "type": "date"}]}"#;
const TABLE: &str = r#"{"rows": [{"slug": "eau", "label": "Eau"}, {"slug": "gaz", "label": "Gaz"}],
    "columns": [{"slug": "montant", "label": "Montant", "type": "number"}, {"slug": "note", "label": "Remarque", "type": "text"}]}"#;
const COMPUTED: &str = r#"{"expression": "0", "result": "number"}"#;

/// The type of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    FIELDS.iter().find(|kind| kind.name == name)
}

/// A type with rules between its settings that their shape does not say.
trait Settings: FieldType + DeserializeOwned + 'static {
    /// What is wrong with the settings, in French.
    fn verify(&self) -> Result<(), String> {
        Ok(())
    }
}

fn load<T: Settings>(settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
    let field: T = read_settings(settings)?;
    field.verify()?;
    Ok(Arc::new(field))
}

/// For the types that have nothing to set.
fn no_settings(settings: &Map<String, Json>) -> Result<(), String> {
    settings.keys().next().map_or(Ok(()), |name| Err(format!("le réglage «\u{a0}{name}\u{a0}» n’existe pas pour ce type.")))
}
