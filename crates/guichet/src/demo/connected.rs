//! The other program that Bron calls in the demonstration: a simulator.

use db::InstanceKey;
use exchange::{NewConnector, Proof};
use kernel::{Moment, Slug};
use web::{Failure, Outcome, Site, Sites};

use crate::parts::Parts;

/// Its name, in both spaces of Bron.
const CONNECTOR: &str = "stationnement";
/// What calls it: the téléservice, and its name for it.
const CALLER: (&str, &str) = ("stationnement-resident", "droits");

/// Makes the connector and binds it.
///
/// # Errors
/// When the databases cannot be written.
pub async fn make(parts: &Parts, sites: &Sites, moment: &Moment) -> Outcome<()> {
    let url = sites.url(Site::Simulators, simulators::TOWN_SOFTWARE);
    for instance in ["bron", "bron~test"].into_iter().filter_map(InstanceKey::parse) {
        let mut tx = parts.databases.instance_write(&instance).await?;
        let new = NewConnector {
            slug: slug(CONNECTOR)?,
            label: "Logiciel de stationnement de Bron",
            url: &url,
            proof: Proof::Bearer,
            name: "",
            secret: "jeton-de-demonstration",
            seconds: 5,
        };
        parts.exchange.add(&mut tx, &*moment.rng, &new).await?;
        parts.exchange.bind(&mut tx, &slug(CALLER.0)?, &slug(CALLER.1)?, &new.slug).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn slug(text: &str) -> Outcome<Slug> {
    text.parse().map_err(|_| Failure::fault(format!("« {text} » is not a slug")))
}
