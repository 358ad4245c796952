//! Telling a citizen that another authority has her request now.

use db::jobs::{JobError, JobRun};
use kernel::id::CaseId;
use notify::{Action, Letter};

use crate::{
    Cases,
    documents::{instance_of, retry},
    store,
};

/// Tells of a hand-over; kind of job.
pub(crate) const TELL_TRANSFER: &str = "cases.tell-transfer";

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_write(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, case).await? else { return Ok(()) };
    let service = cases.service_name(&row);
    let mut facts = vec![("Qui vous répond maintenant".to_owned(), service.clone())];
    if row.subject.is_none() {
        facts.push(("Nouveau code de suivi".to_owned(), cases.tracking_code(&instance, case).text()));
    }
    let letter = Letter {
        subject: format!("Votre demande {} change de service", row.reference),
        paragraphs: vec![format!("Votre demande a été transmise à : {service}. Vous n’avez rien à faire.")],
        facts,
        action: Some(Action { label: "Voir ma demande".to_owned(), url: cases.citizen_url(&instance, &row) }),
        ..Letter::default()
    };
    if let Some(email) = row.email.clone() {
        let key = format!("transferred:{}:{}", row.authority, row.state.0.version);
        cases.mail(&mut tx, &run.moment, &row, letter, email.expose(), &key).await.map_err(retry)?;
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
