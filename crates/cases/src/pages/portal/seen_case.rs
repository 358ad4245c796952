//! The case of a path: found by its tracking code, or by the account that filed it.

use std::{collections::HashMap, sync::Arc};

use db::{DbError, InstanceKey};
use definition::Compiled;
use kernel::id::CaseId;
use ui::{Markup, Page};
use web::{Ctx, Failure, Html, Limit};

use super::{param, stop::Stop, tracking, urls};
use crate::{
    Cases,
    model::TrackingCode,
    store::{self, cases::CaseRow},
};

/// A case that this person may see.
pub(super) struct SeenCase {
    /// Where it is.
    pub instance: InstanceKey,
    /// Its row.
    pub row: CaseRow,
    /// The definition it is pinned to.
    pub compiled: Arc<Compiled>,
    /// The address of its page, by the way she came.
    pub url: String,
}

impl SeenCase {
    /// The case that the path names; handed over, it leads to where it is now.
    pub(super) async fn find(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Self, Stop> {
        match params.get("code") {
            Some(code) => Self::by_code(cases, ctx, code).await,
            None => Self::by_account(cases, ctx, params).await,
        }
    }

    async fn by_code(cases: &Cases, ctx: &Ctx, typed: &str) -> Result<Self, Stop> {
        let unknown = || wrong_code(ctx, typed);
        let code = TrackingCode::parse(typed).ok_or_else(unknown)?;
        let mut tx = match ctx.databases().instance_read(&code.instance).await {
            Err(DbError::NotFound) => return Err(unknown()),
            tx => tx?,
        };
        let row = store::cases::by_tracking(&mut tx, &code.digest()).await?.ok_or_else(unknown)?;
        if let Some(to) = arrived(ctx, &row).await? {
            return Err(Stop::to(&urls::tracked(&cases.tracking_code(&to, row.id).text())));
        }
        let compiled = cases.compiled(&mut tx, &row.definition).await?;
        Ok(Self { url: urls::tracked(&code.text()), instance: code.instance, row, compiled })
    }

    async fn by_account(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Self, Stop> {
        let instance = params.get("instance").and_then(|text| InstanceKey::parse(text)).ok_or(Failure::NOT_FOUND)?;
        let id: CaseId = param(params, "case")?;
        let mut tx = ctx.instance_read(&instance).await?;
        let row = store::cases::of_subject(&mut tx, id, &ctx.signed_in()?.subject).await?.ok_or(Failure::NOT_FOUND)?;
        if let Some(to) = arrived(ctx, &row).await? {
            return Err(Stop::to(&urls::own_case(&to, id)));
        }
        let compiled = cases.compiled(&mut tx, &row.definition).await?;
        Ok(Self { url: urls::own_case(&instance, id), instance, row, compiled })
    }

    /// A page about the case, in the name of the authority that answers.
    pub(super) fn shown(&self, cases: &Cases, page: Page) -> Html {
        Html::new(page).by(cases.territory().directory().provider(&self.row.authority))
    }

    /// How to reach who answers (CRPA L112-11).
    pub(super) fn contact(&self, cases: &Cases) -> Markup {
        let directory = cases.territory().directory();
        ui::html! {
            p { strong { (self.compiled.definition().settings.responder) } }
            @if let Some(authority) = directory.authority(&self.row.authority) {
                p {
                    (authority.full_name()) br;
                    (authority.address) br;
                    "Téléphone\u{a0}: " (authority.phone) br;
                    "E-mail\u{a0}: " a href={ "mailto:" (authority.email) } { (authority.email) }
                }
            }
        }
    }
}

/// A code is not guessed: ten wrong ones in ten minutes from one network.
fn wrong_code(ctx: &Ctx, typed: &str) -> Stop {
    let limit = Limit { times: 10, seconds: 600 };
    match ctx.throttle("tracking-code", &ctx.client().network(), limit) {
        Ok(()) => Stop::instead(tracking::unknown(typed)),
        Err(failure) => failure.into(),
    }
}

/// Where a case handed over is now; nothing while it is on its way, and is shown where it was.
async fn arrived(ctx: &Ctx, row: &CaseRow) -> Result<Option<InstanceKey>, Stop> {
    let Some(to) = row.moved_to.as_deref().and_then(InstanceKey::parse) else { return Ok(None) };
    let mut tx = ctx.instance_read(&to).await?;
    Ok(store::cases::by_id(&mut tx, row.id).await?.filter(|there| there.moved_to.is_none()).map(|_| to))
}
