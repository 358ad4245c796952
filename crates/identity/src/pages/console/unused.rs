//! `/comptes`: the daily look at unused accounts, and what stops it.

use kernel::text::date_time;
use ui::{Kind, Page, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use crate::{flow::inactivity, store::unused};

pub(crate) const HERE: &str = "/comptes";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let look = unused::look(&mut tx).await?;
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Comptes"))
        (ui::lead("Un compte que personne n’utilise pendant deux ans est supprimé. La personne est prévenue 30\u{a0}jours, puis 7\u{a0}jours avant."))
        @match (look.stopped_at, look.ran_at) {
            (Some(at), ran_at) => (ui::notice(Kind::Danger, "L’horloge a sauté. Les comptes inutilisés attendent.", html! {
                p {
                    "Arrêté le " (date_time(at)) "."
                    @if let Some(ran_at) = ran_at { " Dernier passage\u{a0}: " (date_time(ran_at)) "." }
                    " Il est maintenant " (date_time(ctx.moment().now)) "."
                }
                p { "Un compte dont la personne a demandé la suppression est toujours supprimé après une semaine." }
                p { "Si cette date est la bonne, confirmez-la. Sinon, réparez l’horloge\u{a0}: le passage reprendra seul." }
                (ui::form("/comptes/horloge", ctx.csrf(), None, false, ui::danger_button("Cette date est la bonne")))
            })),
            (None, Some(at)) => (ui::notice(Kind::Success, "Le passage quotidien fonctionne.", html! { p { "Dernier passage\u{a0}: " (date_time(at)) "." } })),
            (None, None) => p { "Aucun passage pour le moment." },
        }
    };
    Ok(Page::new("Comptes", body).into())
}

/// `POST /comptes/horloge`: the time is right.
pub(crate) async fn resume(ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    inactivity::resume(&mut tx, ctx.moment(), ctx.actor().audit_name()).await?;
    tx.commit().await?;
    Ok(redirect(HERE))
}
