//! « Traiter la suivante »: the oldest case that nobody has.

use axum::extract::State;
use web::{Answer, Ctx, Outcome, redirect};

use super::{done::Done, queue, urls};
use crate::{Cases, store};

pub(super) async fn get(State(_): State<Cases>, ctx: Ctx) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_read(instance).await?;
    let next = store::queue::next(&mut tx, queue::sight(ctx.agent()?)).await?;
    Ok(redirect(&match next {
        Some(case) => urls::case(instance, case),
        None => urls::queue(instance, &format!("fait={}", Done::NothingLeft.as_str())),
    }))
}
