//! What every deployment starts with: the territory, the catalogue's sheets,
//! and the starter téléservices of each instance that opens.

use std::sync::{Arc, OnceLock};

use cases::{Cases, Place, Publication, model::Origin};
use db::InstanceKey;
use definition::from_toml;
use kernel::{Moment, Problem, Slug};
use web::Failure;

use crate::parts::Parts;

/// The starter téléservices: what is written, and whether the Métropole shares it.
const DEFINITIONS: &[(&str, bool)] = &[
    (include_str!("../../../definitions/signalement.toml"), true),
    (include_str!("../../../definitions/acte-naissance.toml"), false),
    (include_str!("../../../definitions/inscription-scolaire.toml"), false),
];

/// The team that receives everything until an administrator says otherwise.
const TEAM: (&str, &str) = ("accueil", "Accueil");

/// A starter definition, checked.
struct Starter {
    publication: Publication,
    is_shared: bool,
}

/// Writes the territory and the catalogue's sheets, where they are missing.
///
/// # Errors
/// A sentence for whoever starts the program.
pub async fn base_data(parts: &Parts, moment: &Moment) -> Result<(), String> {
    let mut tx = parts.databases.platform_write().await.map_err(|error| error.to_string())?;
    territory::seed(&mut tx, moment).await.map_err(|error| error.to_string())?;
    catalogue::seed(&mut tx, moment).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    parts.territory.refresh().await.map_err(|error| error.to_string())?;
    parts.catalogue.reload().await.map_err(|error| error.to_string())
}

/// An instance that opens gets the starter téléservices: the shared ones
/// everywhere, a town hall's own in communes.
pub fn publish_on_opening(parts: &Parts) {
    // checked when first needed: their tests take a moment, and most starts open nothing
    let checked: Arc<OnceLock<Result<Vec<Starter>, Failure>>> = Arc::default();
    let (cases, territory) = (parts.cases.clone(), parts.territory.clone());
    parts.territory.on_opening(Arc::new(move |instance: InstanceKey, moment: Moment| {
        let (cases, territory, checked) = (cases.clone(), territory.clone(), Arc::clone(&checked));
        Box::pin(async move {
            let starters = checked.get_or_init(|| starters(&cases)).as_ref().map_err(Clone::clone)?;
            let is_metropole = territory.directory().metropole().slug == instance.authority;
            let team: Slug = TEAM.0.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
            for starter in starters.iter().filter(|starter| starter.is_shared || !is_metropole) {
                let origin = if starter.is_shared && !is_metropole { Origin::Shared } else { Origin::Own };
                let offered = !starter.is_shared || is_metropole;
                let place = Place { instance: &instance, origin, team: (&team, TEAM.1), offered };
                cases.publish(&moment, &starter.publication, place).await?;
            }
            Ok(())
        })
    }));
}

fn starters(cases: &Cases) -> Result<Vec<Starter>, Failure> {
    DEFINITIONS
        .iter()
        .map(|(text, is_shared)| {
            let definition = from_toml(text).map_err(|error| Failure::fault(error.to_string()))?;
            Ok(Starter { publication: cases.check(definition)?, is_shared: *is_shared })
        })
        .collect()
}

/// A failure in words, for whoever typed a command.
pub fn told(failure: Failure) -> String {
    match failure {
        Failure::Fault(reason) => reason,
        Failure::Problem(Problem::Invalid(sentence) | Problem::Conflict(sentence) | Problem::Unavailable(sentence)) => sentence,
        Failure::Problem(problem) => format!("status {}", problem.status()),
    }
}
