//! What the application told a citizen.

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Response},
};
use kernel::{id::NoticeId, text};
use notify::notices::{self, Notice};
use serde::Deserialize;
use ui::{Message, Page, Pages, empty_state, form, heading, html, inbox, pagination, secondary_button, text_button};
use web::{Ctx, Html, Posted, answer::local_path, redirect};

use super::{Params, param, stop::Stop, urls};

/// Notices on a page.
const PER_PAGE: u32 = 20;

/// The words after the address.
#[derive(Deserialize)]
pub(super) struct Options {
    /// The last notice of the page before.
    avant: Option<String>,
}

pub(super) async fn get(ctx: Ctx, Query(options): Query<Options>) -> Result<Response, Stop> {
    let before: Option<NoticeId> = options.avant.and_then(|text| text.parse().ok());
    let subject = &ctx.signed_in()?.subject;
    let mut tx = ctx.platform_read().await?;
    let page = notices::page(&mut tx, subject, before, PER_PAGE).await?;
    let unread = notices::unread_count(&mut tx, subject).await?;
    drop(tx);
    let more = page.last().filter(|_| page.len() as u64 == u64::from(PER_PAGE)).map(|last| format!("{}?avant={}", urls::NOTICES, last.id));
    let messages: Vec<Message> = page.iter().map(|notice| message(&ctx, notice)).collect();
    let body = html! {
        (heading(None, "Notifications"))
        @if unread > 0 { (form(urls::NOTICES, ctx.csrf(), None, false, secondary_button("Tout marquer comme lu"))) }
        @if messages.is_empty() {
            (empty_state("Aucune notification", "Nous vous préviendrons ici quand vos demandes avancent.", None))
        } @else {
            (inbox(&messages))
        }
        (pagination(Pages { previous: None, next: more.as_deref() }))
    };
    Ok(Html::new(Page::new("Notifications", body).back(urls::DASHBOARD, "Mes demandes")).into_response())
}

/// Opening a notice marks it as read: its title is a button, seen as a link.
fn message(ctx: &Ctx, notice: &Notice) -> Message {
    Message {
        date: text::date_time(notice.created_at),
        is_unread: notice.read_at.is_none(),
        title: form(&urls::notice(notice.id), ctx.csrf(), None, false, text_button(notice.title.expose())),
        about: notice.body.expose().clone(),
    }
}

/// Opens a notice: it is read, and she goes where it leads.
pub(super) async fn post_one(ctx: Ctx, Path(params): Params, _: Posted) -> Result<Response, Stop> {
    let id: NoticeId = param(&params, "notice")?;
    let mut tx = ctx.platform_write().await?;
    let href = notices::mark_read(&mut tx, &ctx.signed_in()?.subject, id, ctx.moment()).await?;
    tx.commit().await?;
    Ok(redirect(local_path(&href).unwrap_or(urls::NOTICES)))
}

pub(super) async fn post_all(ctx: Ctx, _: Posted) -> Result<Response, Stop> {
    let mut tx = ctx.platform_write().await?;
    notices::mark_all_read(&mut tx, &ctx.signed_in()?.subject, ctx.moment()).await?;
    tx.commit().await?;
    Ok(redirect(urls::NOTICES))
}
