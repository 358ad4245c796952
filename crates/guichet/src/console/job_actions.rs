//! Replaying and abandoning what failed; each leaves a line of the audit trail.

use axum::extract::State;
use db::{Databases, DbKey, InstanceKey, Tx, audit, jobs};
use kernel::id::JobId;
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

pub(super) async fn replay(State(databases): State<Databases>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (mut tx, job) = target(&databases, &posted).await?;
    jobs::replay(&mut tx, job, ctx.moment()).await?;
    finish(&ctx, tx, job, "job.replayed").await?;
    Ok(redirect("/travaux?fait=reprise"))
}

pub(super) async fn abandon(State(databases): State<Databases>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (mut tx, job) = target(&databases, &posted).await?;
    jobs::abandon(&mut tx, job, ctx.moment()).await?;
    finish(&ctx, tx, job, "job.abandoned").await?;
    Ok(redirect("/travaux?fait=abandon"))
}

async fn target(databases: &Databases, posted: &Posted) -> Outcome<(Tx, JobId)> {
    let job: JobId = posted.value("travail").parse().map_err(|_| Failure::NOT_FOUND)?;
    let database = match posted.value("base") {
        "platform" => DbKey::Platform,
        "identity" => DbKey::Identity,
        instance => DbKey::Instance(InstanceKey::parse(instance).ok_or(Failure::NOT_FOUND)?),
    };
    Ok((databases.any_write(&database).await?, job))
}

async fn finish(ctx: &Ctx, mut tx: Tx, job: JobId, action: &'static str) -> Outcome<()> {
    let entry = audit::Entry { actor: ctx.actor().audit_name(), action, subject: format!("job/{job}"), detail: None };
    audit::record(&mut tx, ctx.moment(), entry).await?;
    Ok(tx.commit().await?)
}
