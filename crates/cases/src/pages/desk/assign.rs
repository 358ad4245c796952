//! Taking a case, and giving it back to the team.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use ui::FormState;
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, conflict, reread, seen_version, was_sent},
    sheet::Sheet,
    urls,
};
use crate::{Cases, desk_work::AtDesk};

/// The field that says which of the two.
pub(super) const WHAT: &str = "quoi";
/// Its value to take the case; anything else gives it back.
pub(super) const TAKE: &str = "prendre";

pub(super) async fn post(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (instance, seen_version, take) = (ctx.instance()?, seen_version(&posted)?, posted.value(WHAT) == TAKE);
    let done = if take { Done::Taken } else { Done::GivenBack };
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = Found::to_act(&cases, &mut tx, &ctx, &case).await?;
    let after = urls::case_after(instance, found.row.id, done);
    if was_sent(&mut tx, &ctx, &posted, &[]).await? {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let changed = cases.assign(&mut tx, ctx.moment(), &mut found.row, &desk, take).await;
    if let Some(why) = conflict(changed)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        let title = if take { "Suivre la demande" } else { "Rendre la demande" };
        let sheet = Sheet { ctx: &ctx, found: &found, title, state: &FormState::default(), conflict: Some(&overtaken) };
        return Ok(sheet.page(ui::html! {})?.into_response());
    }
    tx.commit().await?;
    Ok(redirect(&after))
}
