//! What surrounds the form: title, summary, catalogue, record of processing.

use definition::{Definition, Processing, Settings};
use serde::{Deserialize, Serialize};

use super::{EditError, Family};
use crate::{Place, labels::quoted};

/// An edit of what surrounds the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum SettingsEdit {
    /// Sets the title; the address stays as it is.
    Title {
        /// What one asks for, beginning with a verb.
        title: String,
    },
    /// Sets the summary.
    Summary {
        /// What it is for.
        summary: String,
    },
    /// Sets the settings; the record of processing of those given is not looked at.
    Set {
        /// The settings.
        settings: Box<Settings>,
    },
    /// Sets the record of processing.
    Processing {
        /// The record.
        processing: Processing,
    },
}

impl Family for SettingsEdit {
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError> {
        match self.clone() {
            Self::Title { title } => definition.title = title,
            Self::Summary { summary } => definition.summary = summary,
            Self::Set { settings } => {
                let processing = definition.settings.processing.clone();
                definition.settings = Settings { processing, ..*settings };
            }
            Self::Processing { processing } => definition.settings.processing = processing,
        }
        Ok(())
    }

    fn describe(&self, _: &Definition) -> String {
        match self {
            Self::Title { title } => format!("Titre\u{a0}: {}", quoted(title)),
            Self::Summary { .. } => "Présentation modifiée".to_owned(),
            Self::Set { .. } => "Réglages modifiés".to_owned(),
            Self::Processing { .. } => "Données personnelles\u{a0}: informations modifiées".to_owned(),
        }
    }

    fn place(&self, _: &Definition) -> Place {
        match self {
            Self::Title { .. } | Self::Summary { .. } => Place::Presentation,
            Self::Set { .. } => Place::Settings,
            Self::Processing { .. } => Place::Processing,
        }
    }
}
