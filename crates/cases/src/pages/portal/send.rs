//! « Envoyer ma demande »: once, whatever the number of presses.

use axum::{
    extract::{Path, State},
    response::Response,
};
use web::{Ctx, Posted, redirect};

use super::{Params, gate, open_draft::OpenDraft, stop::Stop, urls};
use crate::{
    Cases,
    filing::{Sender, Sent},
    model::Channel,
};

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(params): Params, _: Posted) -> Result<Response, Stop> {
    let open = OpenDraft::to_write(&cases, &ctx, &params).await?;
    let id = open.draft.id;
    if open.signed_out {
        return Ok(redirect(&ctx.sign_in_url(&urls::summary(id), false)));
    }
    gate::refuse_if_closed(&open.compiled.about().settings, &ctx)?;
    let sender = Sender { person: ctx.person(), from: None, channel: Channel::Web, is_kept: true };
    Ok(match cases.file(ctx.moment(), &open.draft, &open.files, sender).await? {
        Sent::Kept(code) => redirect(&format!("{}?envoyee", urls::tracked(&code.text()))),
        Sent::Incomplete(page) => redirect(&urls::draft_page(id, &page)),
    })
}
