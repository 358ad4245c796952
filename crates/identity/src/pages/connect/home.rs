//! `/`: her account, or the way in.

use web::{Answer, Ctx, redirect};

pub(crate) async fn get(ctx: Ctx) -> Answer {
    redirect(if ctx.person().is_some() { "/compte" } else { "/connexion" })
}
