//! Publishing a proposal as it is, taking its new version, publishing it no more.

use cases::{Place, model::Origin};
use kernel::Slug;
use ui::{Markup, html};
use web::{Ctx, Failure, Outcome};
use workflow::Finding;

use super::proposal::{Done, Read};
use crate::{
    Studio,
    gate::lacking,
    pack::{Proposal, Standing},
    pages::{teams, urls},
    store::{taken, works},
};

/// What can be done with it by those who take it as it is.
pub(super) fn acts(proposal: &Proposal) -> Markup {
    match proposal.standing {
        Standing::On { is_behind } => html! {
            p { "Cette démarche est activée\u{a0}: vos usagers la trouvent sur votre page. Elle ne se modifie pas ici." }
            @if is_behind { p { "Elle a changé depuis. Les demandes en cours gardent leur version jusqu’à la fin." } }
            (ui::button_row(html! {
                @if is_behind { (ui::button_named("faire", "activer", "Mettre à jour")) }
                (ui::secondary_button_named("faire", "desactiver", "Désactiver"))
            }))
        },
        _ => html! {
            p { "Une fois activée, vos usagers la trouvent sur votre page. Les demandes arrivent à vos équipes." }
            (ui::button_row(ui::button_named("faire", "activer", "Activer")))
        },
    }
}

/// Publishes the version that is offered, exactly.
///
/// # Errors
/// When the instance cannot be written.
pub(super) async fn on(studio: &Studio, ctx: &Ctx, read: &Read) -> Outcome<Done> {
    let (instance, offered) = (ctx.instance()?, &read.proposal.offered);
    let publication = studio.cases().check(read.definition.clone())?;
    let team: Slug = teams::USUAL.0.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
    let mut tx = ctx.instance_write(instance).await?;
    let is_on = taken::owner_of(&mut tx, &offered.teleservice).await?.is_some_and(|owner| owner == offered.authority);
    let is_taken = studio.cases().live(&mut tx, &offered.teleservice).await?.is_some()
        || works::by_slug(&mut tx, &offered.teleservice).await?.is_some();
    if is_taken && !is_on {
        return Ok(Err(("faire", "Une démarche porte déjà ce nom chez vous. Elle ne peut pas être remplacée.".to_owned())));
    }
    let names = studio.cases().list_names(&mut tx).await?;
    let lacks = lacking(&studio.cases().lacks(&mut tx, &read.definition).await?, instance.stage, &names);
    if let Some(lack) = lacks.into_iter().find(Finding::is_error) {
        return Ok(Err(("faire", lack.message)));
    }
    taken::switch_on(&mut tx, &offered.teleservice, &offered.authority).await?;
    let place = Place { instance, origin: Origin::Shared, team: (&team, teams::USUAL.1), offered: true };
    studio.cases().put(&mut tx, ctx.moment(), &publication, &place).await?;
    tx.commit().await?;
    Ok(Ok(urls::proposals(instance)))
}

/// Publishes it no more. Requests under way go on as they began.
///
/// # Errors
/// When the instance cannot be written.
pub(super) async fn off(studio: &Studio, ctx: &Ctx, read: &Read) -> Outcome<Done> {
    let (instance, offered) = (ctx.instance()?, &read.proposal.offered);
    let mut tx = ctx.instance_write(instance).await?;
    if taken::owner_of(&mut tx, &offered.teleservice).await? == Some(offered.authority.clone()) {
        taken::switch_off(&mut tx, &offered.teleservice).await?;
        studio.cases().withdraw(&mut tx, ctx.moment(), instance, &offered.teleservice).await?;
        tx.commit().await?;
    }
    Ok(Ok(urls::list(instance)))
}
