//! What stopped a case: told in plain words, tried again, or done without.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Kind, Markup, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, was_sent},
    urls,
};
use crate::{Cases, store::stops::Stop};

/// The field that says what to do about it.
const WHAT: &str = "quoi";
/// Its value to do without; anything else tries again.
const WITHOUT: &str = "sans";

/// A notice for each thing that could not be done.
pub(super) fn panel(ctx: &Ctx, found: &Found, stops: &[Stop]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    Ok(html! {
        @for stop in stops {
            (ui::notice(Kind::Danger, "Demande bloquée", html! {
                p { "Ce qui n’a pas pu être fait\u{a0}: " strong { (stop.what) } ". " (stop.why) }
                p { "Depuis le " (date_time(stop.at)) ". L’usager n’en voit rien." }
                p { (stop.reason.advice()) }
                @if found.row.moved_to.is_none() {
                    (ui::form(&urls::stop(instance, found.row.id, stop.id), ctx.csrf(), Some(&ctx.new_key()), false, ui::button_row(html! {
                        (ui::button_named(WHAT, "encore", "Réessayer"))
                        (ui::secondary_button_named(WHAT, WITHOUT, "Continuer sans"))
                    })))
                }
            }))
        }
    })
}

/// Whatever others did meanwhile: what stopped the case still has to be settled, once.
pub(super) async fn post(
    State(cases): State<Cases>,
    Path((_, case, stop)): Path<(String, String, String)>,
    ctx: Ctx,
    posted: Posted,
) -> Outcome<Answer> {
    let (instance, agent) = (ctx.instance()?, ctx.agent()?);
    let stop = stop.parse().map_err(|_| Failure::NOT_FOUND)?;
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = Found::to_act(&cases, &mut tx, &ctx, &case).await?;
    let is_without = posted.value(WHAT) == WITHOUT;
    let done = if is_without { Done::WentOn } else { Done::TriedAgain };
    if !was_sent(&mut tx, &ctx, &posted, &[]).await? {
        let hand = (agent, &*found.compiled);
        match is_without {
            true => cases.go_on_without(&mut tx, ctx.moment(), &mut found.row, stop, hand).await?,
            false => cases.try_again(&mut tx, ctx.moment(), &mut found.row, stop, hand).await?,
        }
        tx.commit().await?;
    }
    Ok(redirect(&urls::case_after(instance, found.row.id, done)))
}
