//! The record of processing (GDPR, articles 13 and 30): complete, or not published.

use workflow::Finding;

use super::{blank, when};
use crate::Definition;

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let processing = &definition.settings.processing;
    let error = |key: &str, message: &str| Finding::error(format!("settings.processing.{key}"), message);
    let nobody = processing.recipients.is_empty() || processing.recipients.iter().any(|recipient| blank(recipient));
    let found = [
        when(blank(&processing.purpose), error("purpose", "Dites à quoi servent les données.")),
        when(blank(&processing.legal_basis), error("legal_basis", "Dites sur quelle base légale.")),
        when(nobody, error("recipients", "Dites qui reçoit les données.")),
        when(processing.retention_months == 0, error("retention_months", "Dites combien de mois on garde les données.")),
        when(processing.controller.as_deref().is_some_and(blank), error("controller", "Dites qui est responsable des données.")),
    ];
    found.into_iter().flatten().collect()
}
