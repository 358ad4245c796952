//! Publishing a work: in the space where it is written, then from the test space
//! to production; now, or on a day.

mod day;
mod form;
mod planned;

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use cases::{Place, model::Origin};
use db::{InstanceKey, InstanceTx, Stage, jobs};
use definition::Definition;
use kernel::{Slug, Timestamp};
use ui::FormState;
use web::{Answer, Ctx, Failure, Outcome, Posted, Right, redirect};

use super::{
    check::{self, Asked},
    shell::{Part, SEEN},
    teams,
};
use crate::{
    Studio,
    gate::Gate,
    jobs::{PUBLISH, live_hash},
    keep::{self, Opened},
    store::{planned as plans, works},
};

pub(super) use form::forms;
pub(super) use planned::ended;

/// The values of the buttons.
const HERE: &str = "ici";
const PRODUCTION: &str = "production";
const GIVE_UP: &str = "renoncer";
const GIVE_UP_PRODUCTION: &str = "renoncer-production";

/// Publishes what the author saw, plans it, or gives a plan up.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let gate = Gate::read(&studio, &ctx, &mut tx, &opened).await?;
    let act = posted.value("faire");
    let gives_up = [GIVE_UP, GIVE_UP_PRODUCTION].contains(&act);
    let target = match act {
        PRODUCTION | GIVE_UP_PRODUCTION => production(&studio, &ctx).await?,
        _ => Some(instance.clone()),
    };
    let refused = if gives_up { None } else { refusal(&ctx, &opened, &gate, &posted, target.as_ref()) };
    let (None, Some(target)) = (refused, target) else {
        drop(tx);
        let refused = Refused { why: refused.unwrap_or(NOT_YOURS), state: posted.state() };
        return Ok(check::drawn(&studio, &ctx, &opened, &gate, Some(&refused)).await?.into_response());
    };
    let has_ended = match gives_up {
        true => {
            let mut tx = reached(&ctx, tx, &target).await?;
            let has_ended = plans::give_up(&mut tx, &asked.work).await?;
            tx.commit().await?;
            has_ended
        }
        false => {
            let opened = kept_up(&mut tx, &ctx, opened, &gate).await?;
            let mut tx = reached(&ctx, tx, &target).await?;
            teams::keep(&studio, &mut tx, &opened.definition, &posted).await?;
            let has_ended = match day::morning(&posted) {
                Some(due) => plan(&studio, &mut tx, &ctx, &opened, due).await.map(|()| false)?,
                None => publish(&studio, &mut tx, &ctx, &target, &opened.definition).await?,
            };
            tx.commit().await?;
            has_ended
        }
    };
    let back = Part::Check.href(&instance, &asked.work);
    Ok(redirect(&if has_ended { planned::told_at(&back) } else { back }))
}

/// The transaction of the space where it goes; what was kept here is done when it is another.
async fn reached(ctx: &Ctx, tx: InstanceTx, target: &InstanceKey) -> Outcome<InstanceTx> {
    if ctx.instance()? == target {
        return Ok(tx);
    }
    tx.commit().await?;
    ctx.instance_write(target).await
}

/// The work, with the tests of its first draft as they passed.
async fn kept_up(tx: &mut InstanceTx, ctx: &Ctx, opened: Opened, gate: &Gate) -> Outcome<Opened> {
    if gate.upkeep.is_empty() {
        return Ok(opened);
    }
    let slug = opened.work.slug.clone();
    keep::edit(tx, ctx, &slug, opened.work.version, &gate.upkeep).await?;
    keep::open(tx, &slug).await
}

/// Why nothing was published, and what was typed.
pub(super) struct Refused {
    pub(super) why: &'static str,
    pub(super) state: FormState,
}

const NOT_YOURS: &str = "Vous n’administrez pas l’espace de production. Demandez à un administrateur de publier.";

/// What keeps this from being published, if anything does; `target` is where it would be.
fn refusal(ctx: &Ctx, opened: &Opened, gate: &Gate, posted: &Posted, target: Option<&InstanceKey>) -> Option<&'static str> {
    if posted.value(SEEN) != opened.work.version.to_string() {
        return Some("Quelqu’un d’autre a modifié la démarche. Relisez ce qui change, puis publiez.");
    }
    let Some(target) = target else { return Some(NOT_YOURS) };
    let space = gate.production.as_ref().filter(|production| production.instance == *target).unwrap_or(&gate.here);
    if !gate.opens(space) {
        return Some("Corrigez d’abord ce qui est marqué «\u{a0}À corriger\u{a0}».");
    }
    day::wrong(ctx, posted)
}

/// The production space of the same authority, if the author administers it too.
pub(super) async fn production(studio: &Studio, ctx: &Ctx) -> Outcome<Option<InstanceKey>> {
    let target = InstanceKey { stage: Stage::Production, ..ctx.instance()?.clone() };
    let pass = studio.cases().pass_of(&target, &ctx.signed_in()?.subject).await?;
    Ok(pass.is_some_and(|pass| pass.may(Right::Administer)).then_some(target))
}

/// Publishes there at once. Whether a plan ends by it: what was planned there is over.
async fn publish(studio: &Studio, tx: &mut InstanceTx, ctx: &Ctx, target: &InstanceKey, definition: &Definition) -> Outcome<bool> {
    let publication = studio.cases().check(definition.clone())?;
    let team: Slug = teams::USUAL.0.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
    let place = Place { instance: target, origin: Origin::Own, team: (&team, teams::USUAL.1), offered: true };
    studio.cases().put(tx, ctx.moment(), &publication, &place).await?;
    if ctx.instance()? == target {
        works::base_on(tx, &definition.slug, &definition::hash(definition).to_string()).await?;
    }
    Ok(plans::give_up(tx, &definition.slug).await?)
}

/// The definition is kept with its plan, so that what is published that day is what was seen.
async fn plan(studio: &Studio, tx: &mut InstanceTx, ctx: &Ctx, opened: &Opened, due: Timestamp) -> Outcome<()> {
    let publication = studio.cases().check(opened.definition.clone())?;
    let hash = studio.cases().keep(tx, &publication, ctx.moment().now).await?;
    let live = live_hash(studio, tx, &opened.work.slug).await?;
    plans::plan(tx, &opened.work.slug, (&hash, &live), due, ctx.agent()?.name.expose()).await?;
    let job = jobs::NewJob::new(PUBLISH, &opened.work.slug).due(due);
    jobs::enqueue(tx, ctx.moment(), job).await?;
    Ok(())
}
