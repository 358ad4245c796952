//! A page of a draft: read, filled in, saved.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use forms::{Answers, CompiledPage, Journey};
use kernel::Problem;
use serde::Deserialize;
use ui::{FormState, Link, Page, button_row, heading, html, lead, link_button};
use web::{Ctx, Failure, Html, Posted, redirect};

use super::{
    Params,
    form_page::{self, CHANGING, Frame, SEEN, asked_to_go_on, asked_to_leave},
    open_draft::OpenDraft,
    received::{self, Received, seen},
    saving::{FileChanges, expiry},
    stop::Stop,
    urls,
};
use crate::{
    Cases, PlaceLinks,
    arrivals::Arrivals,
    sealing::Holder,
    store::{self, drafts::Saving},
};

/// The words after the address.
#[derive(Deserialize)]
pub(super) struct Options {
    /// She comes from the summary.
    modifier: Option<String>,
}

/// The words after the address of a page opened from the summary.
pub(super) const FROM_SUMMARY: &str = "?modifier=1";

pub(super) async fn get(
    State(cases): State<Cases>,
    ctx: Ctx,
    Path(params): Params,
    Query(options): Query<Options>,
) -> Result<Response, Stop> {
    let open = OpenDraft::to_read(&cases, &ctx, &params).await?;
    let (page, mut state) = {
        let journey = form_page::journey(&open.lists, &ctx, &open.draft.authority, &open.compiled, &open.answers);
        let page = page_of(&open, &journey, &params)?;
        (page, journey.state(&page.slug))
    };
    for input in open.infected().filter(|input| page.fields().iter().any(|field| input.split('.').next() == Some(field.slug()))) {
        state.add_error(input, "Ce fichier contenait un virus. Il a été supprimé. Envoyez-en un autre.");
    }
    let shown = Shown {
        open: &open,
        page,
        stored: &open.saved,
        changing: options.modifier.is_some(),
        overtaken: false,
        more: false,
        leaving: false,
    };
    Ok(draw(&cases, &ctx, &shown, &open.answers, &state).await)
}

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(params): Params, mut posted: Posted) -> Result<Response, Stop> {
    let open = OpenDraft::to_write(&cases, &ctx, &params).await?;
    save(&cases, &ctx, &open, &params, &mut posted).await
}

/// Reads a page that was sent and saves what is good of it.
pub(super) async fn save(
    cases: &Cases,
    ctx: &Ctx,
    open: &OpenDraft,
    params: &HashMap<String, String>,
    posted: &mut Posted,
) -> Result<Response, Stop> {
    if open.signed_out && open.draft.sent_to.is_some() {
        return Err(session_ended(ctx, &urls::summary(open.draft.id)));
    }
    let arrivals = Arrivals::of(posted.take_files(), |input| open.compiled.form().keeps_place(input)).await?;
    let (slug, received) = {
        let journey = form_page::journey(&open.lists, ctx, &open.draft.authority, &open.compiled, &open.answers);
        let page = page_of(open, &journey, params)?;
        (
            page.slug.clone(),
            received::read(open.compiled.form(), (&journey, &page.slug), posted, arrivals, ctx.moment()).ok_or(Failure::NOT_FOUND)?,
        )
    };
    let page = open.compiled.form().page(&slug).ok_or(Failure::NOT_FOUND)?;
    let (answers, state) = (&received.outcome.answers, &received.outcome.state);
    let mut shown = Shown {
        open,
        page,
        stored: &open.saved,
        changing: !posted.value(CHANGING).is_empty(),
        overtaken: false,
        more: false,
        leaving: false,
    };
    let is_live = !posted.value(ui::LIVE_FIELD).is_empty();
    let is_changed = *answers != open.saved;
    let is_overtaken = is_changed && posted.value(SEEN) != seen(page, &open.saved);
    if open.signed_out && (is_live || is_overtaken) {
        // what is drawn below holds her answers
        return Err(session_ended(ctx, &urls::draft_page(open.draft.id, &slug)));
    }
    if is_live {
        return Ok(draw(cases, ctx, &shown, answers, state).await);
    }
    if is_overtaken {
        shown.overtaken = true;
        return Ok(draw(cases, ctx, &shown, &open.answers, state).await);
    }
    if is_changed {
        write(cases, ctx, open, &received).await?;
        shown.stored = answers;
    }
    if let Some(is_sure) = asked_to_leave(posted) {
        if is_sure || !received.loses {
            return Ok(redirect(&urls::later(open.draft.id)));
        }
        shown.leaving = true;
    }
    if received.outcome.may_go_on() || open.signed_out {
        return Ok(redirect(&next(ctx, &shown, answers, received.outcome.may_go_on())));
    }
    shown.more = asked_to_go_on(posted) && !shown.leaving;
    Ok(draw(cases, ctx, &shown, answers, state).await)
}

/// Her session ended while she typed, and the page cannot be kept as it is.
fn session_ended(ctx: &Ctx, back_to: &str) -> Stop {
    let body = html! {
        (heading(None, "Votre session est terminée"))
        (lead("Connectez-vous pour continuer. Vos réponses enregistrées sont gardées."))
        p { "Ce que vous venez d’écrire sur cette page n’est pas enregistré." }
        (button_row(link_button(&ctx.sign_in_url(back_to, false), "Se connecter")))
    };
    Stop::instead(Html::new(Page::new("Votre session est terminée", body).status(403).narrow()))
}

/// The page of the path, if it may be opened; the one to answer first otherwise.
fn page_of<'a>(open: &'a OpenDraft, journey: &Journey<'_>, params: &HashMap<String, String>) -> Result<&'a CompiledPage, Stop> {
    let slug = params.get("page").map_or("", String::as_str);
    let page = open.compiled.form().page(slug).ok_or(Failure::NOT_FOUND)?;
    match journey.can_visit(slug) {
        true => Ok(page),
        false => {
            Err(Stop::to(&journey.first_to_do().map_or_else(|| urls::summary(open.draft.id), |page| urls::draft_page(open.draft.id, page))))
        }
    }
}

/// Files first, whole and on disk; then the answers that name them.
async fn write(cases: &Cases, ctx: &Ctx, open: &OpenDraft, received: &Received) -> Result<(), Stop> {
    let answers = &received.outcome.answers;
    let now = ctx.moment().now;
    let kept = open.compiled.form().files(answers);
    let files = FileChanges::prepare(cases, ctx, &open.publisher, &kept, &open.files, received).await?;
    let mut tx = ctx.platform_write().await?;
    let saving = Saving {
        answers: cases.seal(open.compiled.form(), answers, Holder::Draft(open.draft.id), &*ctx.moment().rng)?,
        now,
        expires_at: expiry(now, open.compiled.about().settings.drafts_days),
        subject: ctx.person().map(|person| person.subject.as_str()),
    };
    if !store::drafts::save(&mut tx, &open.draft, saving).await? {
        drop(tx);
        files.undo(cases, ctx, &open.publisher).await?;
        let sentence =
            "Vous avez enregistré ce brouillon dans un autre onglet au même instant. Revenez à la page précédente, puis continuez.";
        return Err(Problem::Conflict(sentence.to_owned()).into());
    }
    files.write(cases, ctx, &mut tx, &open.draft).await?;
    Ok(tx.commit().await?)
}

/// Where she goes on, once the page is saved.
fn next(ctx: &Ctx, shown: &Shown<'_>, answers: &Answers, may_go_on: bool) -> String {
    let id = shown.open.draft.id;
    if !may_go_on {
        return urls::draft_page(id, &shown.page.slug);
    }
    let journey = form_page::journey(&shown.open.lists, ctx, &shown.open.draft.authority, &shown.open.compiled, answers);
    let next = if shown.changing { journey.first_to_do() } else { journey.next(&shown.page.slug) };
    next.map_or_else(|| urls::summary(id), |page| urls::draft_page(id, page))
}

/// What is shown of a draft.
struct Shown<'a> {
    open: &'a OpenDraft,
    page: &'a CompiledPage,
    /// The answers as the draft holds them now.
    stored: &'a Answers,
    changing: bool,
    overtaken: bool,
    more: bool,
    leaving: bool,
}

async fn draw(cases: &Cases, ctx: &Ctx, shown: &Shown<'_>, answers: &Answers, state: &FormState) -> Response {
    let (open, page) = (shown.open, shown.page);
    let places = PlaceLinks::of(cases, state, ctx.moment().wall).await.near(cases, &open.draft.authority);
    let journey = form_page::journey(&open.lists, ctx, &open.draft.authority, &open.compiled, answers);
    let id = open.draft.id;
    let back = match (shown.changing, journey.previous(&page.slug)) {
        (true, _) => Link::new(urls::summary(id), "Récapitulatif"),
        (false, Some(previous)) => Link::new(urls::draft_page(id, previous), "Étape précédente"),
        (false, None) => Link::new(urls::cover(&open.draft.at(), &open.draft.teleservice), "Présentation de la démarche"),
    };
    let provider = open.provider(cases);
    let frame = Frame {
        action: urls::draft_page(id, &page.slug),
        key: None,
        draft: Some(id),
        instance: &open.publisher,
        is_waiting: &|file| open.is_waiting(cases, file),
        back,
        seen: seen(page, shown.stored),
        changing: shown.changing,
        overtaken: shown.overtaken,
        more: shown.more,
        leaving: shown.leaving,
        places,
        authority: &provider.name,
    };
    Html::new(form_page::page(ctx, &open.compiled, &journey, page, state, frame)).by(provider).in_test(open.is_test()).into_response()
}
