//! The first page of a form: nothing is stored before the first answer.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use db::{
    DbError, Doc,
    idempotency::{self, Recalled},
};
use forms::{Answers, CompiledPage};
use kernel::id::DraftId;
use serde::Deserialize;
use ui::{FormState, Link};
use web::{Ctx, Failure, Html, Posted, redirect};

use super::{
    Params,
    cover::owner,
    draft_page,
    form_page::{self, Frame, asked_to_go_on, asked_to_leave},
    gate,
    offered::Offered,
    open_draft::OpenDraft,
    param,
    received::{self, Received, seen},
    saving::{FileChanges, expiry},
    stop::Stop,
    urls,
};
use crate::{
    Cases, PlaceLinks,
    arrivals::Arrivals,
    sealing::Holder,
    store::{self, drafts::Draft},
};

/// The words after the address.
#[derive(Deserialize)]
pub(super) struct Options {
    /// The key of the draft to come: the cover gives one, so that one beginning makes one draft.
    cle: Option<String>,
}

pub(super) async fn get(
    State(cases): State<Cases>,
    ctx: Ctx,
    Path(params): Params,
    Query(options): Query<Options>,
) -> Result<Response, Stop> {
    let offered = open(&cases, &ctx, &params).await?;
    if gate::needs_sign_in(&offered.compiled.about().settings, &ctx) {
        return Ok(redirect(&ctx.sign_in_url(ctx.uri().path(), false)));
    }
    let known = match &options.cle {
        Some(key) => begun(&ctx, key, &offered).await?,
        None => under_way(&ctx, &offered).await?,
    };
    if let Some(draft) = known {
        return Ok(redirect(&urls::draft_page(draft, &param::<String>(&params, "page")?)));
    }
    let page = first(&ctx, &offered, &params)?;
    let empty = Answers::new();
    let state = form_page::journey(&offered.lists, &ctx, &offered.authority, &offered.compiled, &empty).state(&page.slug);
    let key = options.cle.filter(|key| !key.is_empty()).unwrap_or_else(|| ctx.new_key());
    Ok(draw(&cases, &ctx, &Shown { offered: &offered, page, key: &key, more: false, leaving: false }, &empty, &state).await)
}

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(mut params): Params, mut posted: Posted) -> Result<Response, Stop> {
    // a session that ended keeps nobody from saving: she signs in to go on
    let offered = open(&cases, &ctx, &params).await?;
    let key = posted.key().to_owned();
    if key.is_empty() {
        return Err(Failure::invalid("Cette page est incomplète. Revenez à la présentation de la démarche, puis recommencez.").into());
    }
    if let Some(draft) = begun(&ctx, &key, &offered).await? {
        // sent twice, or gone back to: the draft is there
        params.insert("draft".to_owned(), draft.to_string());
        let open = OpenDraft::to_write(&cases, &ctx, &params).await?;
        return draft_page::save(&cases, &ctx, &open, &params, &mut posted).await;
    }
    let arrivals = Arrivals::of(posted.take_files(), |input| offered.compiled.form().keeps_place(input)).await?;
    let page = first(&ctx, &offered, &params)?;
    let empty = Answers::new();
    let received = {
        let journey = form_page::journey(&offered.lists, &ctx, &offered.authority, &offered.compiled, &empty);
        received::read(offered.compiled.form(), (&journey, &page.slug), &posted, arrivals, ctx.moment())
    };
    let received = received.ok_or(Failure::NOT_FOUND)?;
    let answers = &received.outcome.answers;
    let mut shown = Shown { offered: &offered, page, key: &key, more: false, leaving: false };
    if answers.is_empty() || !posted.value(ui::LIVE_FIELD).is_empty() {
        return Ok(draw(&cases, &ctx, &shown, answers, &received.outcome.state).await);
    }
    let draft = create(&cases, &ctx, &offered, &key, &received).await?;
    if let Some(is_sure) = asked_to_leave(&posted) {
        if is_sure || !received.loses {
            return Ok(redirect(&urls::later(draft)));
        }
        shown.leaving = true;
    }
    if !received.outcome.may_go_on() {
        shown.more = asked_to_go_on(&posted) && !shown.leaving;
        return Ok(draw(&cases, &ctx, &shown, answers, &received.outcome.state).await);
    }
    let journey = form_page::journey(&offered.lists, &ctx, &offered.authority, &offered.compiled, answers);
    let next = journey.next(&page.slug).map_or_else(|| urls::summary(draft), |next| urls::draft_page(draft, next));
    Ok(redirect(&next))
}

/// The téléservice, if requests are taken today.
async fn open(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Offered, Stop> {
    let offered = Offered::find(cases, ctx, param(params, "authority")?, param(params, "teleservice")?).await?;
    let settings = &offered.compiled.about().settings;
    if gate::closed(settings, ctx).is_some() {
        return Err(Stop::to(&urls::cover(&offered.at, &offered.teleservice)));
    }
    if gate::needs_certification(settings, ctx) {
        return Err(gate::how_to_certify(&urls::cover(&offered.at, &offered.teleservice)));
    }
    Ok(offered)
}

/// The page of the path, if the form begins by it.
fn first<'a>(ctx: &Ctx, offered: &'a Offered, params: &HashMap<String, String>) -> Result<&'a CompiledPage, Stop> {
    let page = offered.compiled.form().page(&param::<String>(params, "page")?).ok_or(Failure::NOT_FOUND)?;
    let empty = Answers::new();
    match form_page::journey(&offered.lists, ctx, &offered.authority, &offered.compiled, &empty).can_visit(&page.slug) {
        true => Ok(page),
        false => Err(Stop::to(&urls::cover(&offered.at, &offered.teleservice))),
    }
}

/// Whose key it is, and what it serves for.
fn scope(ctx: &Ctx) -> String {
    format!("draft/{}", ctx.visitor())
}
fn fingerprint(offered: &Offered) -> String {
    format!("{}/{}", offered.at, offered.teleservice)
}

/// The draft that this key began.
async fn begun(ctx: &Ctx, key: &str, offered: &Offered) -> Result<Option<DraftId>, Stop> {
    let mut tx = ctx.platform_read().await?;
    match idempotency::recall(&mut tx, &scope(ctx), key, &fingerprint(offered)).await? {
        Some(Recalled::Same(draft)) => Ok(draft.as_str().and_then(|draft| draft.parse().ok())),
        Some(Recalled::Different) => {
            Err(Failure::invalid("Cette page a servi à une autre demande. Revenez à la présentation de la démarche.").into())
        }
        None => Ok(None),
    }
}

async fn under_way(ctx: &Ctx, offered: &Offered) -> Result<Option<DraftId>, Stop> {
    let mut tx = ctx.platform_read().await?;
    let found = store::drafts::under_way(&mut tx, owner(ctx), offered.found(), ctx.moment().now).await?;
    Ok(found.map(|draft| draft.id))
}

/// Files first, whole and on disk; then the draft, once for its key.
async fn create(cases: &Cases, ctx: &Ctx, offered: &Offered, key: &str, received: &Received) -> Result<DraftId, Stop> {
    let answers = &received.outcome.answers;
    let now = ctx.moment().now;
    let id: DraftId = ctx.moment().id();
    let draft = Draft {
        id,
        authority: offered.authority.clone(),
        teleservice: offered.teleservice.clone(),
        instance: offered.instance.to_string(),
        definition: offered.compiled.hash().to_string(),
        answers: Doc(cases.seal(offered.compiled.form(), answers, Holder::Draft(id), &*ctx.moment().rng)?),
        version: 1,
        subject: ctx.person().map(|person| person.subject.clone()),
        updated_at: now,
        expires_at: expiry(now, offered.compiled.about().settings.drafts_days),
        sent_to: None,
    };
    let kept = offered.compiled.form().files(answers);
    let files = FileChanges::prepare(cases, ctx, &offered.instance, &kept, &[], received).await?;
    match insert(cases, ctx, offered, key, &draft, &files).await {
        Ok(()) => Ok(draft.id),
        // pressed twice: the other press was first, and sent the same
        Err(Failed::Twice) => {
            files.undo(cases, ctx, &offered.instance).await?;
            begun(ctx, key, offered).await?.ok_or_else(|| Failure::fault("a key is known and is not").into())
        }
        Err(Failed::Otherwise(failure)) => Err(failure.into()),
    }
}

enum Failed {
    Twice,
    Otherwise(Failure),
}

impl<F: Into<Failure>> From<F> for Failed {
    fn from(failure: F) -> Self {
        Self::Otherwise(failure.into())
    }
}

async fn insert(cases: &Cases, ctx: &Ctx, offered: &Offered, key: &str, draft: &Draft, files: &FileChanges) -> Result<(), Failed> {
    let mut tx = ctx.platform_write().await?;
    let answer = serde_json::Value::String(draft.id.to_string());
    match idempotency::remember(&mut tx, ctx.moment(), &scope(ctx), key, &fingerprint(offered), answer).await {
        Err(DbError::Unique | DbError::Conflict) => return Err(Failed::Twice),
        remembered => remembered?,
    }
    store::drafts::add(&mut tx, owner(ctx), draft).await?;
    files.write(cases, ctx, &mut tx, draft).await?;
    Ok(tx.commit().await?)
}

/// What is shown of a form without a draft.
struct Shown<'a> {
    offered: &'a Offered,
    page: &'a CompiledPage,
    key: &'a str,
    more: bool,
    leaving: bool,
}

async fn draw(cases: &Cases, ctx: &Ctx, shown: &Shown<'_>, answers: &Answers, state: &FormState) -> Response {
    let Offered { authority, at, teleservice, instance, compiled, .. } = shown.offered;
    let places = PlaceLinks::of(cases, state, ctx.moment().wall).await.near(cases, authority);
    let provider = cases.territory().directory().provider(authority);
    let frame = Frame {
        action: urls::beginning(at, teleservice, &shown.page.slug),
        key: Some(shown.key),
        draft: None,
        instance,
        is_waiting: &|_| cases.on_arrival().is_some(),
        back: Link::new(urls::cover(at, teleservice), "Présentation de la démarche"),
        seen: seen(shown.page, answers),
        changing: false,
        overtaken: false,
        more: shown.more,
        leaving: shown.leaving,
        places,
        authority: &provider.name,
    };
    let journey = form_page::journey(&shown.offered.lists, ctx, authority, compiled, answers);
    Html::new(form_page::page(ctx, compiled, &journey, shown.page, state, frame))
        .by(provider)
        .in_test(shown.offered.is_test())
        .into_response()
}
