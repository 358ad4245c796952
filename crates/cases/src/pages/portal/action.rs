//! What the workflow lets a citizen do on her case, once confirmed.

use std::collections::HashMap;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::Slug;
use ui::{Page, button, button_row, danger_button, form, heading, hidden, html, lead, secondary_link_button};
use web::{Ctx, Failure, Posted, redirect};
use workflow::{Tone, Transition};

use super::{Params, case_page::offered, param, seen_case::SeenCase, stop::Stop, urls};
use crate::{Cases, answering::Press};

/// The hidden field that tells which state of the case was shown.
const VERSION: &str = "_version";

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let seen = SeenCase::find(&cases, &ctx, &params).await?;
    let transition = wanted(&cases, &ctx, &seen, &params)?;
    let question = transition.confirmation.clone().unwrap_or_else(|| format!("{}\u{a0}?", transition.label));
    let press = if transition.tone == Tone::Danger { danger_button(&transition.label) } else { button(&transition.label) };
    let body = html! {
        (heading(Some(&format!("{} · {}", seen.row.title, seen.row.reference)), &question))
        @if let Some(hint) = &transition.hint { (lead(hint)) }
        (form(&urls::action(&seen.url, &transition.slug), ctx.csrf(), Some(&ctx.new_key()), false, html! {
            (hidden(VERSION, &seen.row.state.0.version.to_string()))
            (button_row(html! { (press) (secondary_link_button(&seen.url, "Ne rien changer")) }))
        }))
    };
    Ok(seen.shown(&cases, Page::new(question, body).narrow()).into_response())
}

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(params): Params, posted: Posted) -> Result<Response, Stop> {
    let seen = SeenCase::find(&cases, &ctx, &params).await?;
    let transition: Slug = param(&params, "transition")?;
    let seen_version: i64 = posted
        .value(VERSION)
        .parse()
        .map_err(|_| Failure::invalid("Cette page est incomplète. Rouvrez votre demande, puis recommencez."))?;
    let press = Press { transition, seen_version, key: posted.key() };
    cases.citizen_acts(ctx.moment(), &seen.instance, seen.row.id, press).await?;
    Ok(redirect(&seen.url))
}

/// The transition of the path, if it is offered now.
fn wanted<'a>(cases: &Cases, ctx: &Ctx, seen: &'a SeenCase, params: &HashMap<String, String>) -> Result<&'a Transition, Stop> {
    let slug: Slug = param(params, "transition")?;
    let found = offered(cases, ctx, seen)?.into_iter().find(|transition| transition.slug == slug);
    // done already, or not possible any more: the case says where it stands
    found.ok_or_else(|| Stop::to(&seen.url))
}
