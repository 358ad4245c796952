//! What every deployment starts with: the territory, the catalogue's sheets,
//! and the starter téléservices of each instance that opens.

use std::sync::{Arc, OnceLock};

use cases::{Cases, Place, Publication, model::Origin};
use db::InstanceKey;
use definition::from_toml;
use kernel::{Moment, Problem, Slug};
use web::Failure;

use crate::parts::Parts;

/// Who publishes a starter téléservice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Publisher {
    /// The Métropole offers it once, and each request goes to the authority that is competent.
    Shared,
    /// The Métropole alone.
    Metropole,
    /// Each town hall its own.
    Communes,
    /// Each authority its own, the Métropole included.
    Each,
}

impl Publisher {
    /// How it stands in an instance, and whether citizens find it there; nothing where it has no place.
    fn place(self, is_metropole: bool) -> Option<(Origin, bool)> {
        match (self, is_metropole) {
            (Self::Shared, false) => Some((Origin::Shared, false)),
            (Self::Metropole, false) | (Self::Communes, true) => None,
            _ => Some((Origin::Own, true)),
        }
    }
}

/// The starter téléservices.
const DEFINITIONS: &[(Publisher, &str)] = &[
    (Publisher::Shared, include_str!("../../../definitions/signalement.toml")),
    (Publisher::Communes, include_str!("../../../definitions/acte-naissance.toml")),
    (Publisher::Communes, include_str!("../../../definitions/inscription-scolaire.toml")),
    (Publisher::Communes, include_str!("../../../definitions/acte-mariage.toml")),
    (Publisher::Communes, include_str!("../../../definitions/buvette.toml")),
    (Publisher::Communes, include_str!("../../../definitions/cantine-modification.toml")),
    (Publisher::Each, include_str!("../../../definitions/contacter.toml")),
    (Publisher::Each, include_str!("../../../definitions/donnees-personnelles.toml")),
    (Publisher::Metropole, include_str!("../../../definitions/encombrants.toml")),
    (Publisher::Metropole, include_str!("../../../definitions/fonds-solidarite-logement.toml")),
    (Publisher::Communes, include_str!("../../../definitions/location-salle.toml")),
    (Publisher::Communes, include_str!("../../../definitions/occupation-domaine-public.toml")),
    (Publisher::Communes, include_str!("../../../definitions/recensement-citoyen.toml")),
    (Publisher::Communes, include_str!("../../../definitions/stationnement-resident.toml")),
    (Publisher::Communes, include_str!("../../../definitions/subvention.toml")),
];

pub use cases::USUAL_TEAM as TEAM;

/// A starter definition, checked.
struct Starter {
    publication: Publication,
    publisher: Publisher,
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

/// An instance that opens gets the starter téléservices that have a place there.
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
            for starter in starters {
                let Some((origin, offered)) = starter.publisher.place(is_metropole) else { continue };
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
        .map(|(publisher, text)| {
            let definition = from_toml(text).map_err(|error| Failure::fault(error.to_string()))?;
            Ok(Starter { publication: cases.check(definition)?, publisher: *publisher })
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
