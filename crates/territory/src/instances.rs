//! Opening and closing the spaces of an authority.

use db::{DbKey, InstanceKey, PlatformTx, audit, events};
use kernel::{Moment, Slug};
use serde_json::json;
use web::{Failure, Outcome};

use crate::{
    Territory,
    directory::Offer,
    model::{Authority, InstanceState, stages},
    store::instances,
};

/// Opens the spaces that an authority is entitled to, or opens them again:
/// their databases are made, the other parts prepare them, then they are
/// announced open. What is open already stays so; interrupted, it can be done
/// again. The instances that it opened.
///
/// # Errors
/// A sentence when her offer gives no space.
pub async fn open_instances(territory: &Territory, authority: &Slug, actor: &str, moment: &Moment) -> Outcome<Vec<InstanceKey>> {
    let directory = territory.directory();
    let entitled = entitled(directory.authority(authority).ok_or(Failure::NOT_FOUND)?)?;
    let mut tx = territory.databases().platform_write().await?;
    for key in &entitled {
        instances::begin(&mut tx, key, moment.now).await?;
    }
    let opening: Vec<_> = instances::of(&mut tx, authority, InstanceState::Opening).await?.iter().map(|instance| instance.key()).collect();
    tx.commit().await?;
    for key in &opening {
        territory.databases().create(&DbKey::Instance(key.clone())).await?;
        territory.prepare(key, moment).await?;
    }
    let mut tx = territory.databases().platform_write().await?;
    let opened = pass(&mut tx, opening, InstanceState::Opening, InstanceState::Open).await?;
    tell(&mut tx, moment, actor, "instances-opened", authority, &opened).await?;
    tx.commit().await?;
    territory.refresh().await?;
    Ok(opened)
}

/// Closes the spaces that an authority's offer no longer gives; their data are
/// kept. The instances that it closed.
pub async fn close_surplus(territory: &Territory, authority: &Slug, actor: &str, moment: &Moment) -> Outcome<Vec<InstanceKey>> {
    let directory = territory.directory();
    let given = stages(directory.authority(authority).ok_or(Failure::NOT_FOUND)?);
    let mut tx = territory.databases().platform_write().await?;
    let open = instances::of(&mut tx, authority, InstanceState::Open).await?;
    let surplus = open.iter().filter(|instance| !given.contains(&instance.stage)).map(|instance| instance.key()).collect();
    let closed = pass(&mut tx, surplus, InstanceState::Open, InstanceState::Closed).await?;
    tell(&mut tx, moment, actor, "instances-closed", authority, &closed).await?;
    tx.commit().await?;
    territory.refresh().await?;
    Ok(closed)
}

fn entitled(authority: &Authority) -> Outcome<Vec<InstanceKey>> {
    let stages = stages(authority);
    if stages.is_empty() {
        return Err(Failure::invalid(match authority.offer {
            Some(Offer::Connected) => {
                "Une commune à l’offre «\u{a0}Connecté\u{a0}» n’a pas d’espace ici\u{a0}: ses demandes vont dans son propre logiciel. Changez d’abord son offre."
            }
            _ => "Cette commune n’a pas encore d’offre. Choisissez d’abord son offre.",
        }));
    }
    Ok(stages.into_iter().map(|stage| InstanceKey { authority: authority.slug.clone(), stage }).collect())
}

/// Those of `keys` that were moved: of two operators at once, one moves each.
async fn pass(tx: &mut PlatformTx, keys: Vec<InstanceKey>, from: InstanceState, to: InstanceState) -> db::Result<Vec<InstanceKey>> {
    let mut moved = Vec::new();
    for key in keys {
        if instances::pass(tx, &key, from, to).await? {
            moved.push(key);
        }
    }
    Ok(moved)
}

async fn tell(
    tx: &mut PlatformTx,
    moment: &Moment,
    actor: &str,
    action: &'static str,
    authority: &Slug,
    keys: &[InstanceKey],
) -> db::Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let detail = json!({ "instances": keys.iter().map(ToString::to_string).collect::<Vec<_>>() });
    let entry = audit::Entry { actor: actor.to_owned(), action, subject: authority.to_string(), detail: Some(detail.clone()) };
    audit::record(tx, moment, entry).await?;
    events::record(tx, moment, &format!("authority:{authority}"), action, detail).await.map(drop)
}
