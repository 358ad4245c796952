//! The projection by which a citizen sees her requests wherever they are, and
//! is told in the application that one of them moved.

use db::{
    InstanceKey,
    jobs::{JobError, JobRun},
};
use kernel::{Moment, Personal, id::CaseId};
use notify::notices::{self, NewNotice};
use web::Failure;

use crate::{
    Cases,
    advance::nature,
    documents::{instance_of, retry},
    store::{self, followed::Projection},
};

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    cases.project(&run.moment, &instance_of(&run)?, case).await.map_err(retry)
}

impl Cases {
    /// Shows on her dashboard at once what a citizen has just done. When that
    /// fails nothing is lost: the job asked for with the change does it later.
    pub(crate) async fn follow_now(&self, moment: &Moment, instance: &InstanceKey, case: CaseId) {
        if let Err(error) = self.project(moment, instance, case).await {
            tracing::warn!(%instance, %case, ?error, "a dashboard is told later what was done");
        }
    }

    async fn project(&self, moment: &Moment, instance: &InstanceKey, case: CaseId) -> Result<(), Failure> {
        let mut tx = self.databases().instance_read(instance).await?;
        let Some(row) = store::cases::by_id(&mut tx, case).await? else { return Ok(()) };
        // handed over: the instance that has it now speaks for it
        let Some(subject) = row.subject.clone().filter(|_| row.moved_to.is_none()) else { return Ok(()) };
        let at = instance.to_string();
        let version = row.state.0.version;
        let compiled = self.compiled(&mut tx, &row.definition).await?;
        let is_asked = store::completions::pending(&mut tx, case).await?.is_some();
        let last = store::journal::visible_of_case(&mut tx, case).await?.pop();
        // one connection at a time: two would wait for each other when many ask
        drop(tx);
        let mut platform = self.databases().platform_read().await?;
        if store::followed::is_told(&mut platform, case, &at, version).await? {
            return Ok(());
        }
        drop(platform);

        let status = compiled.workflow().status(&row.state.0.status);
        let label = if is_asked { "À compléter" } else { status.map_or("", |status| status.citizen_label.as_str()) };
        let nature = if is_asked { workflow::Nature::Waiting } else { nature(&compiled, &row.state.0) };
        let mut tx = self.databases().platform_write().await?;
        if store::followed::has_left(&mut tx, &subject).await? {
            return Ok(());
        }
        let projection = Projection {
            case_id: case,
            instance: &at,
            subject: &subject,
            reference: &row.reference,
            title: &row.title,
            authority: &row.authority,
            status_label: label,
            nature,
            version,
            filed_at: row.filed_at,
            updated_at: row.updated_at,
        };
        store::followed::project(&mut tx, projection).await?;
        // what she did herself is no news to her
        if let Some(line) = last.filter(|line| line.who.expose() != row.citizen_name.expose()) {
            let about = format!("{} · {}", row.title, row.reference);
            let notice = NewNotice {
                subject: &subject,
                title: Personal::new(&line.title),
                body: Personal::new(&about),
                href: &format!("/mes-demandes/{instance}/{case}"),
                key: &format!("case:{case}:{}", line.at.as_microsecond()),
            };
            notices::add(&mut tx, moment, notice).await?;
        }
        Ok(tx.commit().await?)
    }
}
