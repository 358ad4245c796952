//! The projection by which a citizen sees her requests wherever they are, and
//! is told in the application that one of them moved.

use db::jobs::{JobError, JobRun};
use kernel::{Personal, id::CaseId};
use notify::notices::{self, NewNotice};

use crate::{
    Cases,
    advance::nature,
    documents::{instance_of, retry},
    store::{self, followed::Projection},
};

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, case).await? else { return Ok(()) };
    // handed over: the instance that has it now speaks for it
    let Some(subject) = row.subject.clone().filter(|_| row.moved_to.is_none()) else { return Ok(()) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    let is_asked = store::completions::pending(&mut tx, case).await?.is_some();
    let last = store::journal::visible_of_case(&mut tx, case).await?.pop();
    drop(tx);

    let status = compiled.workflow().status(&row.state.0.status);
    let label = if is_asked { "À compléter" } else { status.map_or("", |status| status.citizen_label.as_str()) };
    let nature = if is_asked { workflow::Nature::Waiting } else { nature(&compiled, &row.state.0) };
    let mut tx = cases.databases().platform_write().await?;
    let projection = Projection {
        case_id: case,
        instance: &instance.to_string(),
        subject: &subject,
        reference: &row.reference,
        title: &row.title,
        authority: &row.authority,
        status_label: label,
        nature,
        version: row.state.0.version,
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
        notices::add(&mut tx, &run.moment, notice).await?;
    }
    tx.commit().await?;
    Ok(())
}
