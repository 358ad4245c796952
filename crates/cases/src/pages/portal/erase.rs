//! Erasing a draft, once confirmed.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use ui::{Page, button_row, danger_button, form, heading, html, lead, secondary_link_button};
use web::{Ctx, Html, Posted, redirect};

use super::{Params, open_draft::OpenDraft, stop::Stop, urls};
use crate::Cases;

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let open = OpenDraft::to_read(&cases, &ctx, &params).await?;
    let id = open.draft.id;
    let body = html! {
        (heading(Some(&open.compiled.about().title), "Supprimer ce brouillon\u{a0}?"))
        (lead("Vos réponses et vos fichiers seront effacés. Vous ne pourrez pas les retrouver."))
        (form(&urls::erasing(id), ctx.csrf(), None, false, button_row(html! {
            (danger_button("Supprimer le brouillon"))
            (secondary_link_button(&urls::summary(id), "Garder le brouillon"))
        })))
    };
    Ok(Html::new(Page::new("Supprimer un brouillon", body).narrow()).by(open.provider(&cases)).into_response())
}

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(params): Params, _: Posted) -> Result<Response, Stop> {
    let open = OpenDraft::to_write(&cases, &ctx, &params).await?;
    if open.signed_out {
        return Ok(redirect(&ctx.sign_in_url(&urls::erasing(open.draft.id), false)));
    }
    let mut tx = ctx.platform_write().await?;
    cases.erase_draft(&mut tx, ctx.moment(), &open.draft).await?;
    tx.commit().await?;
    Ok(redirect(&urls::cover(&open.draft.at(), &open.draft.teleservice)))
}
