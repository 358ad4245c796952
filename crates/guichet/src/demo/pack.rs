//! What the Métropole offers to the others in the demonstration: Bron copied one
//! of the two, and its original changed since.

use db::{InstanceKey, Stage};
use definition::Definition;
use kernel::{Moment, Slug};
use web::{Failure, Outcome};

use crate::parts::Parts;

/// Offered, and copied by Bron in an earlier version.
const COPIED: &str = "encombrants";
/// Offered.
const OFFERED: &str = "fonds-solidarite-logement";
/// Questions of the starter téléservices that communes often copy.
const SHARED: &[(&str, &[&str])] = &[
    ("acte-naissance", &["demandeur"]),
    ("buvette", &["rna", "siret", "adresse"]),
    ("cantine-modification", &["enfants"]),
    ("subvention", &["iban"]),
];

/// Offers, copies, offers again.
///
/// # Errors
/// When the databases cannot be written.
pub async fn make(parts: &Parts, moment: &Moment) -> Outcome<()> {
    let metropole = parts.territory.directory().metropole().slug.clone();
    let bron = InstanceKey { authority: slug("bron")?, stage: Stage::Test };
    let (now, other) = (live(parts, &metropole, COPIED).await?, live(parts, &metropole, OFFERED).await?);
    let earlier = Definition { summary: "Demandez l’enlèvement de vos objets encombrants.".to_owned(), ..now.clone() };
    parts.studio.offer(moment, &metropole, &earlier, "Inès Fabre").await?;
    parts.studio.copy_offered(moment, &bron, (&metropole, &now.slug), "Sonia Morel").await?;
    for definition in [&now, &other] {
        parts.studio.offer(moment, &metropole, definition, "Inès Fabre").await?;
    }
    for (teleservice, questions) in SHARED {
        let definition = live(parts, &bron.authority, teleservice).await?;
        let fields = definition.form.pages.iter().flat_map(|page| &page.fields);
        for field in fields.filter(|field| questions.contains(&field.slug.as_str())) {
            parts.studio.share(moment, &metropole, field, "Inès Fabre").await?;
        }
    }
    Ok(())
}

async fn live(parts: &Parts, authority: &Slug, teleservice: &str) -> Outcome<Definition> {
    let mut tx = parts.databases.instance_read(&InstanceKey::production(authority.clone())).await?;
    let live = parts.cases.live(&mut tx, &slug(teleservice)?).await?.ok_or(Failure::NOT_FOUND)?;
    parts.cases.document(&mut tx, &live.compiled.hash().to_string()).await
}

fn slug(text: &str) -> Outcome<Slug> {
    text.parse().map_err(|_| Failure::fault(format!("« {text} » is not a slug")))
}
