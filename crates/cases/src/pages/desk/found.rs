//! The case that an address names, found for the agent who asks.

use std::sync::Arc;

use db::InstanceTx;
use definition::Compiled;
use kernel::Problem;
use web::{Ctx, Failure, Outcome, Posted};

use super::summary::is_closed;
use crate::{
    Cases,
    answering::JoinedFile,
    errors,
    model::EntryKind,
    once::{self, Seen, USED},
    opinions::sees,
    store::{self, cases::CaseRow, journal::JournalLine},
};

/// The field that carries the version of the case that the agent saw.
pub(super) const SEEN: &str = "vue";

/// A case and its definition.
pub(super) struct Found {
    pub row: CaseRow,
    pub compiled: Arc<Compiled>,
    /// Whether it is among her cases; else she only reads it, for an opinion.
    pub is_hers: bool,
}

impl Found {
    /// For reading. A case that she may not see does not exist for her.
    pub(super) async fn to_read(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, case: &str) -> Outcome<Self> {
        let id = case.parse().map_err(|_| Failure::NOT_FOUND)?;
        let row = cases.seen_by(tx, ctx.agent()?, id).await?;
        let compiled = cases.compiled(tx, &row.definition).await?;
        Ok(Self { row, compiled, is_hers: true })
    }

    /// For looking: hers, or one on which an opinion waits for her.
    pub(super) async fn to_look(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, case: &str) -> Outcome<Self> {
        let id = case.parse().map_err(|_| Failure::NOT_FOUND)?;
        let row = cases.read_by(tx, ctx.agent()?, id).await?;
        let compiled = cases.compiled(tx, &row.definition).await?;
        let is_hers = sees(ctx.agent()?, &row);
        Ok(Self { row, compiled, is_hers })
    }

    /// For acting: what was handed to another authority is only read here.
    pub(super) async fn to_act(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, case: &str) -> Outcome<Self> {
        let found = Self::to_read(cases, tx, ctx, case).await?;
        found.is_here().map(|()| found)
    }

    /// For asking something, on its page: a case that is over awaits nothing.
    pub(super) async fn to_ask(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, case: &str) -> Outcome<Self> {
        let found = Self::to_act(cases, tx, ctx, case).await?;
        if is_closed(&found) { Err(errors::over().into()) } else { Ok(found) }
    }

    /// Refused when the case was handed to another authority.
    pub(super) fn is_here(&self) -> Outcome<()> {
        let text = "Cette demande a été transmise à une autre collectivité. Vous pouvez la lire, mais plus agir dessus.";
        if self.row.moved_to.is_some() { Err(Problem::Conflict(text.to_owned()).into()) } else { Ok(()) }
    }
}

/// The version of the case that the agent had before her eyes.
pub(super) fn seen_version(posted: &Posted) -> Outcome<i64> {
    posted.value(SEEN).parse().map_err(|_| Failure::invalid("Cette page est incomplète. Rouvrez la demande, puis recommencez."))
}

/// Whether this very form was received before with these files (a double click,
/// a page sent again): all that it asks is done, and is not done twice.
///
/// # Errors
/// A conflict, in words, when the page served for something else.
pub(super) async fn was_sent(tx: &mut InstanceTx, ctx: &Ctx, posted: &Posted, files: &[JoinedFile]) -> Outcome<bool> {
    let scope = format!("desk:{}", ctx.agent()?.id);
    let content = once::content(&format!("{:?}", posted.values()), files);
    match once::pressed(tx, ctx.moment(), &scope, posted.key(), &content).await? {
        Seen::First => Ok(false),
        Seen::Again => Ok(true),
        Seen::Other => Err(Problem::Conflict(USED.to_owned()).into()),
    }
}

/// Says among agents which of them acted: what the citizen reads is in the
/// name of the service.
pub(super) async fn sign(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, row: &CaseRow, kind: EntryKind, title: &str) -> Outcome<()> {
    cases.line(tx, ctx.moment(), row, kind, ctx.agent()?.name.expose(), title, false).await
}

/// Sorts out what a change gave: nothing to say, or why somebody else's act forbids it.
pub(super) fn conflict(changed: Outcome<()>) -> Outcome<Option<String>> {
    match changed {
        Ok(()) => Ok(None),
        Err(Failure::Problem(Problem::Conflict(why))) => Ok(Some(why)),
        Err(failure) => Err(failure),
    }
}

/// What kept an agent from acting.
pub(super) enum Overtaken {
    /// Somebody acted since she opened the page: the line of the journal that tells it.
    By(JournalLine),
    /// What she wanted is not possible, in a sentence.
    Refused(String),
}

/// The case as it stands now, and what kept her from acting on what she saw.
pub(super) async fn reread(cases: &Cases, ctx: &Ctx, case: &str, seen_version: i64, why: String) -> Outcome<(Found, Overtaken)> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let found = Found::to_read(cases, &mut tx, ctx, case).await?;
    let journal = store::journal::of_case(&mut tx, found.row.id).await?;
    let is_overtaken = found.is_here().is_ok() && found.row.state.0.version != seen_version;
    let overtaken = match last_act(journal).filter(|_| is_overtaken) {
        Some(line) => Overtaken::By(line),
        None => Overtaken::Refused(why),
    };
    Ok((found, overtaken))
}

/// Of the lines of the last act, the one that says who did what: what agents
/// read, before what the citizen reads of the same act.
fn last_act(mut journal: Vec<JournalLine>) -> Option<JournalLine> {
    let latest = journal.last()?.at;
    journal.retain(|line| line.at == latest);
    let index = journal.iter().position(|line| !line.visible).unwrap_or(0);
    Some(journal.swap_remove(index))
}
