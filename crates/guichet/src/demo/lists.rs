//! The lists of the demonstration's town halls: invented schools and rooms.

use db::{InstanceKey, InstanceTx};
use kernel::{Moment, Slug};
use records::{Column, ColumnKind, Entry, NewList, Records};
use serde_json::{Value, json};
use web::Failure;

/// Names of schools that any town could have, with a street that bears another.
const NAMES: [&str; 12] = [
    "Jean Macé",
    "Louise Michel",
    "Les Tilleuls",
    "Marie Curie",
    "Jules Verne",
    "La Fontaine",
    "Simone Veil",
    "Le Parc",
    "Victor Hugo",
    "Les Acacias",
    "Rosa Parks",
    "Paul Éluard",
];
/// Rooms: name, places, price in euros, whether everybody gets in.
const ROOMS: [(&str, u32, &str, bool); 3] =
    [("Salle des fêtes", 250, "180", true), ("Salle Molière", 80, "60", true), ("Maison des associations", 40, "0", false)];
const SCHOOLS: usize = 5;

/// Makes the lists of a town hall's space, unless they are there. `rank` tells
/// its schools from those of others.
///
/// # Errors
/// When the instance cannot be written.
pub async fn make(records: &Records, tx: &mut InstanceTx, moment: &Moment, instance: &InstanceKey, rank: usize) -> Result<(), Failure> {
    let schools = list("ecoles", "Écoles", &[("niveau", "Niveau", ColumnKind::Text), ("adresse", "Adresse", ColumnKind::Text)])?;
    let rooms = list(
        "salles",
        "Salles",
        &[
            ("places", "Places", ColumnKind::Number),
            ("tarif", "Tarif à la journée", ColumnKind::Amount),
            ("accessible", "Accessible en fauteuil", ColumnKind::YesNo),
        ],
    )?;
    if records.make_list(tx, &schools).await? {
        for turn in 0..SCHOOLS {
            let name = |shift: usize| NAMES[(rank + turn * 2 + shift) % NAMES.len()];
            let (level, street) = (if turn % 2 == 0 { "Maternelle" } else { "Élémentaire" }, name(5));
            let values = json!({
                "label": format!("École {}", name(0)), "niveau": level, "adresse": format!("{} rue {street}", 3 + turn * 7),
            });
            write(records, tx, moment, &schools.slug, instance, values).await?;
        }
    }
    if records.make_list(tx, &rooms).await? {
        for (label, places, price, is_open_to_all) in ROOMS {
            let values = json!({ "label": label, "places": places, "tarif": price, "accessible": is_open_to_all });
            write(records, tx, moment, &rooms.slug, instance, values).await?;
        }
    }
    Ok(())
}

fn list(slug: &str, label: &str, columns: &[(&str, &str, ColumnKind)]) -> Result<NewList, Failure> {
    let columns =
        columns.iter().map(|(slug, label, kind)| Ok(Column { slug: named(slug)?, label: (*label).to_owned(), kind: kind.clone() }));
    Ok(NewList { slug: named(slug)?, label: label.to_owned(), is_public: true, columns: columns.collect::<Result<_, Failure>>()? })
}

fn named(slug: &str) -> Result<Slug, Failure> {
    slug.parse().map_err(|_| Failure::fault("a name of the demonstration is not a slug"))
}

async fn write(
    records: &Records,
    tx: &mut InstanceTx,
    moment: &Moment,
    list: &Slug,
    instance: &InstanceKey,
    values: Value,
) -> Result<(), Failure> {
    let fallback = values["label"].as_str().unwrap_or_default().to_owned();
    let values = values.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect();
    let entry = Entry { list: list.clone(), values, fallback, must_exist: false };
    match records.write(tx, moment, "Démonstration", entry).await? {
        Ok(_) => Ok(()),
        Err(why) => Err(Failure::fault(format!("{instance}: {why}"))),
    }
}
