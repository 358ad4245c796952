//! The case of a path: found by its tracking code, or by the account that filed it.

use std::{collections::HashMap, sync::Arc};

use db::{DbError, InstanceKey, InstanceTx, Stage};
use definition::Compiled;
use kernel::id::CaseId;
use ui::{Markup, Page};
use web::{Ctx, Failure, Html, Limit};

use super::{own_only, param, stop::Stop, tracking, urls};
use crate::{
    Cases,
    model::TrackingCode,
    store::{self, cases::CaseRow, contacts::Contact},
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

    /// Whoever holds a code sees its case, unless the case belongs to an
    /// account: then its own page shows it, to that account.
    async fn by_code(cases: &Cases, ctx: &Ctx, typed: &str) -> Result<Self, Stop> {
        let attempt = Attempt::counted(ctx)?;
        let found = look_up(ctx, typed).await?.ok_or_else(|| Stop::instead(tracking::unknown(typed)))?;
        attempt.was_no_guess();
        let (code, row, mut tx) = found;
        let compiled = cases.compiled(&mut tx, &row.definition).await?;
        // one connection at a time: the other instance may be in the same pool
        drop(tx);
        if let Some(to) = arrived(ctx, &row).await? {
            return Err(Stop::to(&urls::tracked(&cases.tracking_code(&to, row.id).text())));
        }
        if row.subject.is_some() {
            return Err(own_only::instead(ctx, &code.instance, &row));
        }
        Ok(Self { url: urls::tracked(&code.text()), instance: code.instance, row, compiled })
    }

    async fn by_account(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Self, Stop> {
        let instance = params.get("instance").and_then(|text| InstanceKey::parse(text)).ok_or(Failure::NOT_FOUND)?;
        let id: CaseId = param(params, "case")?;
        let mut tx = ctx.instance_read(&instance).await?;
        let row = store::cases::of_subject(&mut tx, id, &ctx.signed_in()?.subject).await?.ok_or(Failure::NOT_FOUND)?;
        let compiled = cases.compiled(&mut tx, &row.definition).await?;
        drop(tx);
        if let Some(to) = arrived(ctx, &row).await? {
            return Err(Stop::to(&urls::own_case(&to, id)));
        }
        Ok(Self { url: urls::own_case(&instance, id), instance, row, compiled })
    }

    /// A page about the case, in the name of the authority that answers.
    pub(super) fn shown(&self, cases: &Cases, page: Page) -> Html {
        Html::new(page).by(cases.territory().directory().provider(&self.row.authority)).in_test(self.instance.stage == Stage::Test)
    }

    /// How to reach who answers (CRPA L112-11).
    pub(super) fn contact(&self, cases: &Cases, contact: &Contact) -> Markup {
        let service = cases.service_words(&self.compiled, &self.row, contact);
        let directory = cases.territory().directory();
        ui::html! {
            p { strong { (service.name) } }
            p {
                @if let Some(authority) = directory.authority(&self.row.authority) {
                    (authority.full_name()) br;
                    (authority.address) br;
                }
                "Téléphone\u{a0}: " (service.phone) br;
                "E-mail\u{a0}: " a href={ "mailto:" (service.email) } { (service.email) }
            }
            @if let Some(hours) = &contact.hours {
                p { "Horaires\u{a0}:" }
                ul { @for line in hours.0.in_words() { li { (line) } } }
            }
        }
    }
}

/// An attempt at a code. A code is not guessed: ten wrong ones in ten minutes
/// from one network. It counts before anything is looked up, so that who is
/// refused learns nothing, right code or wrong.
struct Attempt<'a> {
    ctx: &'a Ctx,
    network: String,
}

impl<'a> Attempt<'a> {
    const PURPOSE: &'static str = "tracking-code";
    const LIMIT: Limit = Limit { times: 10, seconds: 600 };

    fn counted(ctx: &'a Ctx) -> Result<Self, Failure> {
        let network = ctx.client().network();
        ctx.throttle(Self::PURPOSE, &network, Self::LIMIT)?;
        Ok(Self { ctx, network })
    }

    fn was_no_guess(self) {
        self.ctx.forgive(Self::PURPOSE, &self.network, Self::LIMIT);
    }
}

/// The case of a code; nothing whether it is ill-formed, names no space of ours, or was never given.
async fn look_up(ctx: &Ctx, typed: &str) -> Result<Option<(TrackingCode, CaseRow, InstanceTx)>, Failure> {
    let Some(code) = TrackingCode::parse(typed) else { return Ok(None) };
    let mut tx = match ctx.databases().instance_read(&code.instance).await {
        Err(DbError::NotFound) => return Ok(None),
        tx => tx?,
    };
    Ok(store::cases::by_tracking(&mut tx, &code.digest()).await?.map(|row| (code, row, tx)))
}

/// Where a case handed over is now; nothing while it is on its way, and is shown where it was.
async fn arrived(ctx: &Ctx, row: &CaseRow) -> Result<Option<InstanceKey>, Stop> {
    let Some(to) = row.moved_to.as_deref().and_then(InstanceKey::parse) else { return Ok(None) };
    let mut tx = ctx.instance_read(&to).await?;
    Ok(store::cases::by_id(&mut tx, row.id).await?.filter(|there| there.moved_to.is_none()).map(|_| to))
}
