//! Settings: what the citizen reads before starting.

use workflow::Finding;

use super::{blank, when};
use crate::{Competence, Definition, SCHEMA_VERSION};

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    let settings = &definition.settings;
    let version = format!("Ce document est au format {}. Ici, on lit le format {SCHEMA_VERSION}.", definition.schema_version);
    let opening = settings.opening.as_ref();
    let reversed = opening.is_some_and(|opening| matches!((opening.from, opening.to), (Some(from), Some(to)) if from > to));
    let found = [
        when(definition.schema_version != SCHEMA_VERSION, Finding::error("schema_version", version)),
        when(blank(&definition.title), Finding::error("title", "Écrivez le titre de la démarche.")),
        when(blank(&definition.summary), Finding::error("summary", "Dites à quoi sert la démarche.")),
        when(settings.themes.is_empty(), Finding::error("settings.themes", "Choisissez au moins un thème.")),
        when(blank(&settings.responder), Finding::error("settings.responder", "Dites qui répond.")),
        when(settings.minutes == 0, Finding::error("settings.minutes", "Dites combien de minutes il faut.")),
        when(settings.drafts_days == 0, Finding::error("settings.drafts_days", "Gardez les brouillons au moins un jour.")),
        when(reversed, Finding::error("settings.opening", "La fermeture est avant l’ouverture.")),
        when(settings.after.is_empty(), Finding::advice("settings.after", "Dites ce qui se passe après l’envoi.")),
        when(definition.tests.is_empty(), Finding::warning("tests", "Écrivez au moins un essai.")),
    ];
    found.into_iter().flatten().chain(competence(definition)).collect()
}

/// The fields that tell which authority is competent must be in the form.
fn competence(definition: &Definition) -> Vec<Finding> {
    let Competence::ByPlace { category, place } = &definition.settings.competence else { return vec![] };
    let asked = |slug: &str| definition.form.pages.iter().flat_map(|page| &page.fields).any(|field| field.slug == slug);
    let missing = [("category", category), ("place", place)].into_iter().filter(|(_, slug)| !asked(slug));
    let message = |slug: &str| format!("Le champ «\u{a0}{slug}\u{a0}» n’est pas dans le formulaire.");
    missing.map(|(key, slug)| Finding::error(format!("settings.competence.{key}"), message(slug))).collect()
}
